"""Every page below the home page: each after the page above it, and in the order of the tree."""

from lbf50.demo.content.activities import ACTIVITIES
from lbf50.demo.content.book import BOOK, ONLINE
from lbf50.demo.content.information import ACCESSIBILITY, COOKIES, INFORMATION, PRIVACY
from lbf50.demo.content.open_data import OPEN_DATA
from lbf50.demo.content.staircase import EVIDENCE_BASED, INNOVATIVE, MIDDLE, STAIRCASE
from lbf50.demo.content.themes import DEMOCRACY, GRANTS, HERITAGE, INDEX, INSTRUMENTS
from lbf50.demo.content.welfare import WELFARE

PAGES = [
    INDEX,
    WELFARE,
    STAIRCASE,
    INNOVATIVE,
    MIDDLE,
    EVIDENCE_BASED,
    *ACTIVITIES,
    INSTRUMENTS,
    HERITAGE,
    DEMOCRACY,
    GRANTS,
    BOOK,
    ONLINE,
    INFORMATION,
    PRIVACY,
    COOKIES,
    ACCESSIBILITY,
    OPEN_DATA,
]
