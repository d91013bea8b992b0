"""The welfare staircase: its pages, and the sources it rests on."""

from staircase.models.pages import ActivityPage, Citation, StaircasePage, TierPage
from staircase.models.source import Source

__all__ = ["ActivityPage", "Citation", "Source", "StaircasePage", "TierPage"]
