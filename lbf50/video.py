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

# Where a film starts: 90, 90s, 1m30s or 1h2m3s.
START = re.compile(
    r"[?&#](?:t|start|time_continue)=(?:(?P<h>\d{1,2})h)?(?:(?P<m>\d{1,3})m)?(?:(?P<s>\d{1,6})s?)?(?=[&#]|$)"
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
    start = _start_seconds(url)
    if match := YOUTUBE.match(url):
        return Video(
            host="YouTube",
            page_url=f"https://www.youtube.com/watch?v={match['key']}"
            + (f"&t={start}s" if start else ""),
            origin="https://www.youtube-nocookie.com",
            path=f"/embed/{match['key']}?autoplay=1&hl=da&rel=0"
            + (f"&start={start}" if start else ""),
        )
    if match := VIMEO.match(url):
        page, player = match["key"], f"{match['key']}?autoplay=1&dnt=1"
        if secret := match["secret"]:
            page, player = f"{page}/{secret}", f"{player}&h={secret}"
        if start:
            page, player = f"{page}#t={start}s", f"{player}#t={start}s"
        return Video(
            host="Vimeo",
            page_url=f"https://vimeo.com/{page}",
            origin="https://player.vimeo.com",
            path=f"/video/{player}",
        )
    return None


def _start_seconds(url: str) -> int:
    """Return the second that the address lets the film start at, or 0."""
    match = START.search(url)
    hours, minutes, seconds = match.group("h", "m", "s") if match else (0, 0, 0)
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
