"""The film hosts that we know: how they name their films, and where they show one without cookies.
A film from anywhere else can be linked to, but not shown on our pages."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:\S*&)?v=|(?:embed|shorts|live)/)"
    r"|youtu\.be/)(?P<key>[\w-]{11})(?![\w-])"
)
# A film that is not listed has a secret after its number.
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
    """A film on another host: the host's name, the film's page there, and the host and the rest of
    the address that its player is fetched from after a click."""

    host: str
    page: str
    origin: str
    path: str

    @property
    def player(self) -> str:
        return self.origin + self.path


def parse_video_url(address: str) -> Video | None:
    """The film that an editor's link leads to, or None where the host is unknown to us."""
    if found := YOUTUBE.match(address):
        return Video(
            host="YouTube",
            page=f"https://www.youtube.com/watch?v={found['key']}",
            origin="https://www.youtube-nocookie.com",
            path=f"/embed/{found['key']}?autoplay=1&hl=da&rel=0",
        )
    if found := VIMEO.match(address):
        page, player = found["key"], f"{found['key']}?autoplay=1&dnt=1"
        if secret := found["secret"]:
            page, player = f"{page}/{secret}", f"{player}&h={secret}"
        return Video(
            host="Vimeo",
            page=f"https://vimeo.com/{page}",
            origin="https://player.vimeo.com",
            path=f"/video/{player}",
        )
    return None
