"""WCAG contrast of the colour tokens, in the light and the dark scheme."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "lbf50/static/lbf50/css/base.css"
TEXT, LARGE_OR_GRAPHIC = 4.5, 3  # WCAG 2.2, 1.4.3 and 1.4.11
STEPS = ("step-1", "step-2", "step-3")
PAIRS = [
    *(
        (text, background, TEXT)
        for text in ("ink", "muted", "accent")
        for background in ("paper", "surface")
    ),
    *((text, step, TEXT) for text in ("ink", "accent") for step in STEPS),
    ("accent-hover", "paper", TEXT),
    ("accent-ink", "accent", TEXT),
    ("accent-ink", "accent-hover", TEXT),
    ("pine-ink", "pine", TEXT),
    ("ochre", "pine", TEXT),
    ("error", "paper", TEXT),
    ("error", "error-paper", TEXT),
    ("ink", "error-paper", TEXT),
    ("ink", "notice-paper", TEXT),
    ("line-strong", "paper", LARGE_OR_GRAPHIC),
    ("line-strong", "surface", LARGE_OR_GRAPHIC),
    ("focus", "paper", LARGE_OR_GRAPHIC),
    ("focus", "surface", LARGE_OR_GRAPHIC),
    *(("focus", step, LARGE_OR_GRAPHIC) for step in STEPS),
]


def colours(scheme: str) -> dict[str, str]:
    """Return the colour tokens. The dark scheme overrides some of the light ones."""
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    if scheme == "dark":
        tokens |= re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)
    return tokens


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colour_pairs_have_sufficient_contrast(scheme):
    tokens = colours(scheme)
    insufficient = {
        f"{text} on {background}": round(contrast(tokens[text], tokens[background]), 2)
        for text, background, minimum in PAIRS
        if contrast(tokens[text], tokens[background]) < minimum
    }
    assert not insufficient
