"""A film on another host: its still picture and a link, until the reader asks for more."""

import re

import pytest
from django.core.exceptions import ValidationError

from lbf50.blocks import VideoBlock
from lbf50.video import parse_video_url
from tests import factories

pytestmark = pytest.mark.django_db

KEY = "dQw4w9WgXcQ"
YOUTUBE = f"https://www.youtube.com/watch?v={KEY}"
VIMEO = "https://vimeo.com/76979871"
UNLISTED = ("769/0ab1c2", "769?autoplay=1&dnt=1&h=0ab1c2")


def film(address=YOUTUBE, **values):
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
        f"http://youtube.com/watch?v={KEY}&t=42s",
        f"https://m.youtube.com/watch?list=PL123&v={KEY}",
        f"https://youtu.be/{KEY}?si=abc",
        f"https://www.youtube.com/shorts/{KEY}",
        f"https://www.youtube-nocookie.com/embed/{KEY}?rel=0",
    ],
)
def test_a_film_on_youtube_is_known_by_any_of_its_addresses(address):
    found = parse_video_url(address)
    assert found.page_url == YOUTUBE
    assert found.player_url.startswith(f"https://www.youtube-nocookie.com/embed/{KEY}?")


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
def test_a_film_on_vimeo_is_shown_without_being_followed(address, page, player):
    found = parse_video_url(address)
    assert found.page_url == f"https://vimeo.com/{page}"
    assert found.player_url == f"https://player.vimeo.com/video/{player}"


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
def test_what_is_no_film_on_a_known_host_is_refused_with_what_to_do(address):
    block = VideoBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(film(address)[1] | {"still": factories.picture().pk}))
    assert "YouTube eller Vimeo" in str(refused.value.block_errors["address"])


@pytest.mark.parametrize("length", ["fire minutter", "4.32", "4:75", "432"])
def test_a_length_is_minutes_and_seconds(length):
    block = VideoBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(film(length=length)[1] | {"still": factories.picture().pk}))
    assert "4:32" in str(refused.value.block_errors["length"])


def test_a_film_is_a_link_with_a_still_picture_its_length_and_its_words(client):
    html = client.get(factories.theme("Film", [film()]).url).content.decode()

    [box] = re.findall(r'<figure class="video">.*?</figure>', html, re.S)
    assert f'href="{YOUTUBE}"' in box
    assert 'alt=""' in box
    assert "4:32" in box
    assert "Et hus bliver til" in box
    assert "En <b>beboer</b> fortæller." in box
    assert "<iframe" not in html


def test_only_a_page_with_a_film_lets_its_host_in_and_loads_the_script(client):
    with_film = client.get(factories.theme("Film", [film(), film(VIMEO)]).url)
    without = client.get(factories.theme("Uden film", [("text", "<p>Tekst</p>")]).url)

    hosts = "https://player.vimeo.com https://www.youtube-nocookie.com"
    assert policy(with_film) == policy(without) | {"frame-src": hosts}
    assert "js/video.js" in with_film.content.decode()
    assert "js/video.js" not in without.content.decode()


def test_a_film_may_stand_on_the_home_page(client):
    home = factories.home()
    home.body = [film(VIMEO)]
    home.save()
    response = client.get("/")
    assert policy(response)["frame-src"] == "https://player.vimeo.com"
    assert "js/video.js" in response.content.decode()


def test_a_film_whose_still_picture_is_deleted_is_still_a_link(client):
    page = factories.theme("Film", [film()])
    page.body[0].value["still"].delete()
    response = client.get(page.url)
    assert f'href="{YOUTUBE}"' in response.content.decode()
