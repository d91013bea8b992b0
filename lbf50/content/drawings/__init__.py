"""Pictures drawn with code for the jubilee site, all in one palette and one manner."""

from .cover import book_cover
from .democracy import theme_democracy
from .grants import theme_grants
from .heritage import theme_heritage
from .home import home_picture
from .instruments import theme_instruments
from .welfare import theme_welfare

__all__ = [
    "book_cover",
    "home_picture",
    "theme_democracy",
    "theme_grants",
    "theme_heritage",
    "theme_instruments",
    "theme_welfare",
]
