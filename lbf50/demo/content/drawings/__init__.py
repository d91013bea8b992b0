"""Pictures drawn with code for the jubilee site, all in one palette and one manner."""

from lbf50.demo.content.drawings.cover import book_cover
from lbf50.demo.content.drawings.democracy import theme_democracy
from lbf50.demo.content.drawings.grants import theme_grants
from lbf50.demo.content.drawings.heritage import theme_heritage
from lbf50.demo.content.drawings.home import home_picture
from lbf50.demo.content.drawings.instruments import theme_instruments
from lbf50.demo.content.drawings.welfare import theme_welfare

__all__ = [
    "book_cover",
    "home_picture",
    "theme_democracy",
    "theme_grants",
    "theme_heritage",
    "theme_instruments",
    "theme_welfare",
]
