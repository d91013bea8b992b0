"""Videos on other hosts: URLs, validation, markup and content security policy."""

import re

import pytest
from django.core.exceptions import ValidationError

from lbf50.blocks import VideoBlock
from lbf50.video import parse_video_url
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.any_database]

KEY = "dQw4w9WgXcQ"
YOUTUBE = f"https://www.youtube.com/watch?v={KEY}"
VIMEO = "https://vimeo.com/76979871"
UNLISTED = ("769/0ab1c2", "769?autoplay=1&dnt=1&h=0ab1c2")


def video_block(address=YOUTUBE, **values):
    return (
        "film",
        {
            "title": "Et hus bliver til",
            "address": address,
            "still": factories.picture("Still"),
            "length": "4:32",
            "words": "<p>En <b>beboer</b> fortæller.</p>",
        }
        | values,
    )


def policy(response) -> dict[str, str]:
    rules = (rule.strip() for rule in response["Content-Security-Policy"].split(";"))
    return dict(rule.split(" ", 1) for rule in rules)


@pytest.mark.parametrize(
    "address",
    [
        YOUTUBE,
        f"http://youtube.com/watch?v={KEY}&feature=share",
        f"https://m.youtube.com/watch?list=PL123&v={KEY}",
        f"https://youtu.be/{KEY}?si=abc",
        f"https://www.youtube.com/shorts/{KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}?rel=0",
    ],
)
def test_youtube_urls_are_parsed(address):
    video = parse_video_url(address)
    assert video.page_url == YOUTUBE
    assert video.player_url.startswith(f"https://www.youtube-nocookie.com/embed/{KEY}?")


@pytest.mark.parametrize(
    ("start", "seconds"),
    [("t=90", 90), ("t=42s", 42), ("t=1m30s", 90), ("t=1h2m3s", 3723), ("start=75", 75)],
)
def test_start_time_of_video_is_kept(start, seconds):
    for address in (f"https://youtu.be/{KEY}?{start}", f"{YOUTUBE}&si=x&{start}"):
        video = parse_video_url(address)
        assert video.page_url == f"{YOUTUBE}&t={seconds}s"
        assert video.player_url.endswith(f"&rel=0&start={seconds}")
    video = parse_video_url(f"{VIMEO}#{start}")
    assert video.page_url.endswith(f"/76979871#t={seconds}s")
    assert video.player_url.endswith(f"dnt=1#t={seconds}s")


@pytest.mark.parametrize(
    ("address", "page", "player"),
    [
        (VIMEO, "76979871", "76979871?autoplay=1&dnt=1"),
        ("https://player.vimeo.com/video/769?title=0", "769", "769?autoplay=1&dnt=1"),
        ("https://vimeo.com/channels/staffpicks/769", "769", "769?autoplay=1&dnt=1"),
        ("https://vimeo.com/769/0ab1c2", *UNLISTED),
        ("https://player.vimeo.com/video/769?h=0ab1c2", *UNLISTED),
    ],
)
def test_vimeo_urls_are_parsed_without_tracking(address, page, player):
    video = parse_video_url(address)
    assert video.page_url == f"https://vimeo.com/{page}"
    assert video.player_url == f"https://player.vimeo.com/video/{player}"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/film",
        "https://www.youtube.com/",
        "https://www.youtube.com/@landsbyggefonden",
        f"https://www.youtube.com.example.org/watch?v={KEY}",
        f"https://example.org/?https://youtu.be/{KEY}",
        f"https://youtu.be/{KEY}longer",
        "https://vimeo.com/landsbyggefonden",
        "https://vimeo.com/123abc",
    ],
)
def test_unknown_video_url_is_rejected_with_advice(address):
    block = VideoBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(block.to_python(video_block(address)[1] | {"still": factories.picture().pk}))
    assert "YouTube eller Vimeo" in str(error.value.block_errors["address"])


@pytest.mark.parametrize("length", ["fire minutter", "4.32", "4:75", "432"])
def test_length_requires_minutes_and_seconds(length):
    block = VideoBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(
            block.to_python(video_block(length=length)[1] | {"still": factories.picture().pk})
        )
    assert "4:32" in str(error.value.block_errors["length"])


def test_video_is_link_with_still_picture_length_and_transcript(client):
    html = client.get(factories.theme("Film", [video_block()]).url).content.decode()

    [figure] = re.findall(r'<figure class="video">.*?</figure>', html, re.S)
    assert f'href="{YOUTUBE}"' in figure
    assert 'alt=""' in figure
    assert "4:32" in figure
    assert "Et hus bliver til" in figure
    assert "En <b>beboer</b> fortæller." in figure
    assert "<iframe" not in html


def test_only_pages_with_video_allow_its_host_and_load_script(client):
    with_video = client.get(factories.theme("Film", [video_block(), video_block(VIMEO)]).url)
    without_video = client.get(factories.theme("Uden film", [("text", "<p>Tekst</p>")]).url)

    hosts = "https://player.vimeo.com https://www.youtube-nocookie.com"
    assert policy(with_video) == policy(without_video) | {"frame-src": hosts}
    assert "js/video.js" in with_video.content.decode()
    assert "js/video.js" not in without_video.content.decode()


def test_home_page_can_have_video(client):
    home = factories.home()
    home.body = [video_block(VIMEO)]
    home.save()
    response = client.get("/")
    assert policy(response)["frame-src"] == "https://player.vimeo.com"
    assert "js/video.js" in response.content.decode()


def test_video_without_still_picture_is_still_a_link(client):
    page = factories.theme("Film", [video_block()])
    page.body[0].value["still"].delete()
    response = client.get(page.url)
    assert f'href="{YOUTUBE}"' in response.content.decode()
