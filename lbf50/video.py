"""Parse URLs of videos on YouTube and Vimeo, whose players need no cookies."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:\S*&)?v=|(?:embed|shorts|live)/)"
    r"|youtu\.be/)(?P<key>[\w-]{11})(?![\w-])"
)
# The URL of an unlisted video has a secret after its number.
VIMEO = re.compile(
    r"https?://(?:www\.)?(?:player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?(?P<key>\d+)"
    r"(?:(?:/|\?(?:\S*&)?h=)(?P<secret>[0-9a-f]+))?(?=[/?&#]|$)"
)

UNKNOWN_HOST = _(
    "This is not the address of a film on YouTube or Vimeo, and those are the only hosts whose "
    "films we can show without cookies. Copy the address from the film’s own page, or link to the "
    "film under “see more”."
)


@dataclass(frozen=True)
class Video:
    """A video on another host.

    `page_url` is the video's page there. `origin` and `path` are the URL of its player.
    """

    host: str
    page_url: str
    origin: str
    path: str

    @property
    def player_url(self) -> str:
        """URL of the player, which is loaded after a click."""
        return self.origin + self.path


def parse_video_url(url: str) -> Video | None:
    """Return the video at a YouTube or Vimeo URL, or None for any other URL."""
    if match := YOUTUBE.match(url):
        return Video(
            host="YouTube",
            page_url=f"https://www.youtube.com/watch?v={match['key']}",
            origin="https://www.youtube-nocookie.com",
            path=f"/embed/{match['key']}?autoplay=1&hl=da&rel=0",
        )
    if match := VIMEO.match(url):
        page, player = match["key"], f"{match['key']}?autoplay=1&dnt=1"
        if secret := match["secret"]:
            page, player = f"{page}/{secret}", f"{player}&h={secret}"
        return Video(
            host="Vimeo",
            page_url=f"https://vimeo.com/{page}",
            origin="https://player.vimeo.com",
            path=f"/video/{player}",
        )
    return None
