"""Draws the site's icons anew: manage.py draw_icons

They are kept in the repository; this is for the day the drawing changes.
"""

from pathlib import Path

from django.core.management.base import BaseCommand

from lbf50.demo.content.drawings.icon import icon

FOLDER = Path(__file__).parents[2] / "static" / "lbf50" / "icons"
# What a phone may cut off: a circle of four fifths is safe.
SAFE = 0.72


class Command(BaseCommand):
    """Writes every icon but favicon.svg, which they are drawn after."""

    help = "Draws the icons in lbf50/static/lbf50/icons."

    def handle(self, **options):
        icon(180).save(FOLDER / "apple-touch-icon.png", optimize=True)
        icon(192).save(FOLDER / "any-192.png", optimize=True)
        icon(512).save(FOLDER / "any-512.png", optimize=True)
        icon(512, SAFE).save(FOLDER / "maskable-512.png", optimize=True)
        icon(48).save(FOLDER / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
