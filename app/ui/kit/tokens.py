"""The look as plain values: colours for light and dark, spacing, corners, the type scale."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Choice(StrEnum):
    """What a person may choose for the window's colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a colour means. A symbol or a word always says the same beside it."""

    PLAIN = "plain"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"


class Space:
    """Distances in device-independent pixels: the only ones that layouts use."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


RADIUS = 6
"""Corner radius of controls; cards take one and a half of it."""

TYPE_SCALE = {
    "caption": 0.86,
    "body": 1.0,
    "strong": 1.0,
    "reading": 1.1,
    "heading": 1.2,
    "title": 1.65,
    "display": 2.3,
}
"""Sizes as multiples of the base size that the person chose."""

STRONG = frozenset({"strong", "heading", "title", "display"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours as `#rrggbb`. `…_soft` is a quiet background for text in the colour."""

    dark: bool
    canvas: str
    surface: str
    raised: str
    sunken: str
    line: str
    line_strong: str
    text: str
    text_soft: str
    text_faint: str
    rail: str
    rail_hover: str
    rail_here: str
    rail_text: str
    rail_text_here: str
    brand: str
    accent: str
    accent_hover: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    selection: str
    weekend: str
    today: str
    series: tuple[str, ...]
    """Categorical colours, for shifts and charts, told apart without red against green."""

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The text colour and the quiet background of a meaning."""
        if tone is Tone.PLAIN:
            return self.text_soft, self.sunken
        return getattr(self, tone.value), getattr(self, f"{tone.value}_soft")


LIGHT = Tokens(
    dark=False,
    canvas="#f3f5f3", surface="#ffffff", raised="#ffffff", sunken="#e9edea",
    line="#dbe1dd", line_strong="#b9c4be",
    text="#17211e", text_soft="#4c5a55", text_faint="#67756f",
    rail="#12302e", rail_hover="#1c403d", rail_here="#275450",
    rail_text="#bcd2cd", rail_text_here="#ffffff", brand="#f0b54a",
    accent="#0b6e69", accent_hover="#095853", accent_soft="#dcefec",
    good="#276a41", good_soft="#e0f1e5", warn="#8a5300", warn_soft="#fbeed3",
    bad="#ab2b34", bad_soft="#fbe4e4", info="#275b9c", info_soft="#e2ecf9",
    selection="#cfe7e3", weekend="#eef1ee", today="#fdf3d9",
    series=("#2f7fb8", "#d0862a", "#4b5aa8", "#3d9a78", "#9a5bab", "#b9634a", "#6d8a2f", "#5d7480"),
)  # fmt: skip

DARK = Tokens(
    dark=True,
    canvas="#121817", surface="#1a2221", raised="#222c2a", sunken="#0d1312",
    line="#2c3836", line_strong="#485855",
    text="#e7eeec", text_soft="#a9b9b4", text_faint="#8a9b96",
    rail="#0c1716", rail_hover="#152624", rail_here="#1f3a37",
    rail_text="#94aca6", rail_text_here="#ffffff", brand="#f0b54a",
    accent="#5cc4b8", accent_hover="#7ad6cb", accent_soft="#17403c",
    good="#7fcf9b", good_soft="#173424", warn="#ecb45c", warn_soft="#3b2c10",
    bad="#f28b8b", bad_soft="#452022", info="#8dbaf0", info_soft="#1a2f4b",
    selection="#1f4a46", weekend="#171f1e", today="#332a14",
    series=("#5aa7dc", "#e2a55a", "#8b98e4", "#62c4a0", "#c48ed4", "#e08d73", "#a3c25e", "#93abb8"),
)  # fmt: skip

COLOUR_NAMES = tuple(f.name for f in fields(Tokens) if f.name not in {"dark", "series"})
