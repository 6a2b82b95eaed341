"""The theme in force: tokens as Qt colours and fonts, the palette, and readable text on anything.

Widgets ask here for what they paint and never name a colour of their own. Whoever paints by hand
reads `tokens()` when painting; a change of theme rebuilds the pages.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.kit.stylesheet import stylesheet
from app.ui.kit.tokens import DARK, LIGHT, STRONG, TYPE_SCALE, Choice, Space, Tokens, Tone

__all__ = [
    "Choice",
    "Space",
    "Tone",
    "apply",
    "colour",
    "font",
    "mix",
    "readable_on",
    "scaled",
    "tokens",
]

FAMILIES = (
    "Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "Noto Sans CJK SC",
    "Microsoft YaHei UI", "PingFang SC", "DejaVu Sans", "WenQuanYi Zen Hei",
)  # fmt: skip
"""Latin before Chinese, and by name: the system alone gives Han characters Japanese shapes."""

BASE_POINTS = 10.0
ICONS = Path(__file__).parents[3] / "resources" / "icons"


class _State:
    tokens = LIGHT
    points = BASE_POINTS


def tokens() -> Tokens:
    """The tokens in force."""
    return _State.tokens


def colour(name: str) -> QColor:
    """A token as a QColor, by its field's name: `colour("accent_soft")`."""
    return QColor(getattr(_State.tokens, name))


def font(role: str = "body") -> QFont:
    """The font of a role of the type scale: caption, body, strong, heading, title, display."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(_State.points * TYPE_SCALE[role])
    made.setWeight(QFont.Weight.DemiBold if role in STRONG else QFont.Weight.Normal)
    return made


def scaled(pixels: int) -> int:
    """`pixels` at the text size that was chosen, for widths that hold text."""
    return round(pixels * _State.points / BASE_POINTS)


def apply(app: QApplication, choice: Choice = Choice.SYSTEM, percent: int = 100) -> None:
    """Put the theme on the whole application; `percent` scales all text.

    One that is on already stays: to put it on polishes every widget there is.
    """
    _State.tokens = DARK if _is_dark(choice) else LIGHT
    _State.points = BASE_POINTS * percent / 100
    QDir.setSearchPaths("icons", [str(ICONS)])
    sheet = stylesheet(_State.tokens, _State.points)
    if app.styleSheet() == sheet:
        return
    if not app.styleSheet():
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(_State.tokens))
    app.setStyleSheet(sheet)


def _is_dark(choice: Choice) -> bool:
    if choice is Choice.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return choice is Choice.DARK


def palette(tokens: Tokens) -> QPalette:
    """A Fusion palette of the tokens, for what the stylesheet does not reach."""
    role = QPalette.ColorRole
    named = {
        role.Window: tokens.canvas, role.WindowText: tokens.text, role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken, role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text, role.Text: tokens.text, role.Button: tokens.surface,
        role.ButtonText: tokens.text, role.BrightText: tokens.bad, role.Link: tokens.accent,
        role.LinkVisited: tokens.accent, role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text, role.PlaceholderText: tokens.text_faint,
        role.Light: tokens.raised, role.Midlight: tokens.line, role.Mid: tokens.line_strong,
        role.Dark: tokens.line_strong, role.Shadow: tokens.line_strong,
        role.Accent: tokens.accent,
    }  # fmt: skip
    made = QPalette()
    for key, value in named.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.text_faint))
    return made


def readable_on(background: QColor | str) -> QColor:
    """Black-ish or white-ish text, whichever has more contrast on `background` (WCAG)."""
    dark, light = QColor(LIGHT.text), QColor("#ffffff")
    return max(dark, light, key=lambda ink: contrast(ink, QColor(background)))


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG contrast ratio of two opaque colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(p) for p in (value.redF(), value.greenF(), value.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(one: QColor | str, other: QColor | str, share: float) -> QColor:
    """`one` with `share` (0–1) of `other` in it."""
    a, b = QColor(one), QColor(other)

    def blend(x: int, y: int) -> int:
        return round(x + (y - x) * share)

    return QColor(blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue()))
