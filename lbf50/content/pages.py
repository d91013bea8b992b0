"""Every page below the home page: each after the page above it, and in the order of the tree."""

from lbf50.content.activities import ACTIVITIES
from lbf50.content.book import BOOK, ONLINE
from lbf50.content.information import ACCESSIBILITY, COOKIES, INFORMATION, PRIVACY
from lbf50.content.open_data import OPEN_DATA
from lbf50.content.staircase import EVIDENCE_BASED, INNOVATIVE, MIDDLE, STAIRCASE
from lbf50.content.themes import DEMOCRACY, GRANTS, HERITAGE, INDEX, INSTRUMENTS
from lbf50.content.welfare import WELFARE

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
