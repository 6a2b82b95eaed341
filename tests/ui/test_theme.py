"""Colours that can be read, icons that can be drawn, a sheet without holes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from app.ui.kit import icons, theme
from app.ui.kit.look import Look
from app.ui.kit.stylesheet import stylesheet
from app.ui.kit.tokens import COLOUR_NAMES, DARK, LIGHT, TYPE_SCALE, Choice, Tokens, Tone

pytestmark = pytest.mark.usefixtures("dressed")

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
ENOUGH = 4.5
"""WCAG AA for text of ordinary size."""


@THEMES
@pytest.mark.parametrize("paper", ["canvas", "surface", "raised", "sunken", "selection"])
@pytest.mark.parametrize("ink", ["text", "text_soft"])
def test_text_can_be_read_on_every_ground(tokens: Tokens, paper: str, ink: str) -> None:
    assert theme.contrast(*_colours(tokens, ink, paper)) >= ENOUGH


@THEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_its_own_ground_and_on_a_page(tokens: Tokens, tone: Tone) -> None:
    ink, paper = tokens.tone(tone)
    assert theme.contrast(QColor(ink), QColor(paper)) >= ENOUGH
    assert theme.contrast(QColor(ink), QColor(tokens.surface)) >= ENOUGH


@THEMES
@pytest.mark.parametrize("paper", ["rail", "rail_hover"])
def test_the_rail_can_be_read(tokens: Tokens, paper: str) -> None:
    assert theme.contrast(*_colours(tokens, "rail_text", paper)) >= ENOUGH
    assert theme.contrast(*_colours(tokens, "rail_text_here", "rail_here")) >= ENOUGH


@THEMES
def test_readable_text_is_found_for_any_ground(tokens: Tokens) -> None:
    for name in COLOUR_NAMES:
        ground = getattr(tokens, name)
        assert theme.contrast(theme.readable_on(ground), QColor(ground)) >= ENOUGH, name


@THEMES
def test_categories_stand_out_from_the_page(tokens: Tokens) -> None:
    assert len(set(tokens.series)) == len(tokens.series)
    for colour in tokens.series:
        assert theme.contrast(QColor(colour), QColor(tokens.surface)) >= 2.5, colour


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert theme.mix("#000000", "#ffffff", 0).name() == "#000000"
    assert theme.mix("#000000", "#ffffff", 0.5).name() == "#808080"
    assert theme.mix("#000000", "#ffffff", 1).name() == "#ffffff"


@THEMES
def test_the_sheet_has_a_value_for_every_name(tokens: Tokens) -> None:
    sheet = stylesheet(tokens, 10.0)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    for name in re.findall(r"url\(icons:([^)]+)\)", sheet):
        assert (theme.ICONS / name).is_file(), name


def test_larger_text_makes_every_role_larger(look: Look, qapp: QApplication) -> None:
    before = {role: theme.font(role).pointSizeF() for role in TYPE_SCALE}
    look.choose_text_percent(150)
    for role, size in before.items():
        assert theme.font(role).pointSizeF() == pytest.approx(size * 1.5)
    assert qapp.font().pointSizeF() == pytest.approx(before["body"] * 1.5)


@pytest.mark.parametrize("path", sorted(theme.ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_drawn(qapp: QApplication, path: object) -> None:
    name = getattr(path, "stem", "")
    drawn = icons.pixmap(name, "text", 24).toImage()
    inks = {
        drawn.pixelColor(x, y).alpha() for x in range(drawn.width()) for y in range(drawn.height())
    }
    assert max(inks) > 0


def test_an_icon_takes_the_colour_of_its_state(look: Look) -> None:
    look.choose_theme(Choice.DARK)
    made = icons.icon("plus", "accent", here="brand")
    on, off = made.State.On, made.State.Off
    normal, disabled = made.Mode.Normal, made.Mode.Disabled
    assert _ink(made.pixmap(24, normal, off)) == DARK.accent
    assert _ink(made.pixmap(24, normal, on)) == DARK.brand
    assert _ink(made.pixmap(24, disabled, off)) == DARK.text_faint


@pytest.mark.parametrize("density", [1.0, 1.5, 2.0])
def test_an_icon_is_as_sharp_as_the_screen(look: Look, density: float) -> None:
    screen = QPixmap(round(20 * density), round(20 * density))
    screen.setDevicePixelRatio(density)
    screen.fill(Qt.GlobalColor.transparent)
    painter = QPainter(screen)
    icons.icon("plus", "text").paint(painter, QRect(0, 0, 20, 20))
    painter.end()
    screen.setDevicePixelRatio(1.0)
    assert screen.toImage() == icons.pixmap("plus", "text", screen.width()).toImage()


def _ink(drawn: object) -> str:
    """The strongest colour in the middle of a picture."""
    image = drawn.toImage()  # type: ignore[attr-defined]
    row = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]
    return str(max(row, key=lambda colour: colour.alpha()).name())


def _colours(tokens: Tokens, ink: str, paper: str) -> tuple[QColor, QColor]:
    return QColor(getattr(tokens, ink)), QColor(getattr(tokens, paper))
