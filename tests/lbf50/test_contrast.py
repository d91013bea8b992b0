"""Every colour that text stands in can be read on every colour it stands on, light and dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "lbf50/static/lbf50/css/tokens.css"
TEXT, LARGE_OR_SIGN = 4.5, 3  # WCAG 2.2, 1.4.3 and 1.4.11
STEPS = ("step-1", "step-2", "step-3")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "muted", "accent") for ground in ("paper", "surface")),
    *((ink, step, TEXT) for ink in ("ink", "accent") for step in STEPS),
    ("accent-hover", "paper", TEXT),
    ("accent-ink", "accent", TEXT),
    ("accent-ink", "accent-hover", TEXT),
    ("pine-ink", "pine", TEXT),
    ("ochre", "pine", TEXT),
    ("error", "paper", TEXT),
    ("error", "error-paper", TEXT),
    ("ink", "error-paper", TEXT),
    ("ink", "notice-paper", TEXT),
    ("line-strong", "paper", LARGE_OR_SIGN),
    ("line-strong", "surface", LARGE_OR_SIGN),
    ("focus", "paper", LARGE_OR_SIGN),
    ("focus", "surface", LARGE_OR_SIGN),
    *(("focus", step, LARGE_OR_SIGN) for step in STEPS),
]


def colours(scheme: str) -> dict[str, str]:
    """The tokens that are colours; the dark scheme changes those it names."""
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    if scheme == "dark":
        found |= re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)
    return found


def luminance(colour: str) -> float:
    """The relative luminance that WCAG defines."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_can_be_told_apart(scheme):
    found = colours(scheme)
    poor = {
        f"{ink} on {ground}": round(contrast(found[ink], found[ground]), 2)
        for ink, ground, least in PAIRS
        if contrast(found[ink], found[ground]) < least
    }
    assert not poor
