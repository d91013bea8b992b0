"""The welfare staircase: its pages, and the sources it rests on."""

from staircase.models.activity import ActivityPage, Citation
from staircase.models.source import Source
from staircase.models.staircase import StaircasePage
from staircase.models.tier import TierPage

__all__ = ["ActivityPage", "Citation", "Source", "StaircasePage", "TierPage"]
