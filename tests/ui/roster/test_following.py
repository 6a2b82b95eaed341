"""Header and foot follow each edit at once, and say the same at every width."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from app.ui.roster.legend import Legend
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat

pytestmark = pytest.mark.usefixtures("dressed")

CTRL = Qt.KeyboardModifier.ControlModifier
NEXT_YEAR = date(2027, 2, 1)


def noted(seat: Seat) -> str:
    """What the header says of the draft: "3 changes in draft", or nothing."""
    return seat.page.header._note.text().partition(" · ")[2]


def test_the_header_counts_what_is_typed_undone_and_redone(head: Seat) -> None:
    for day in (5, 6, 7):
        head.at("1001", day)
        head.type("e")
    head.settle()
    assert noted(head) == "3 changes in draft"
    for left in ("2 changes in draft", "1 change in draft", ""):
        head.does("roster.undo")
        assert noted(head) == left
    assert not head.desk.actions.qaction("roster.publish").isEnabled()
    for there in ("1 change in draft", "2 changes in draft", "3 changes in draft"):
        head.does("roster.redo")
        assert noted(head) == there
    assert head.desk.actions.qaction("roster.publish").isEnabled()


def test_the_header_counts_a_paste_before_the_store_has_answered(head: Seat) -> None:
    QGuiApplication.clipboard().setText("E\tE\nE\tE\n")
    head.at("1001", 19)
    head.page.editor.paste()
    assert "in draft" in noted(head)
    at_once = noted(head)
    head.settle()
    assert noted(head) == at_once


def test_ctrl_y_redoes_as_well(head: Seat) -> None:
    keys = head.desk.actions.qaction("roster.redo").shortcuts()
    assert [key.toString() for key in keys] == ["Ctrl+Shift+Z", "Ctrl+Y"]
    assert QKeySequence("Ctrl+Z") not in keys


def foot(seat: Seat) -> list[str]:
    totals = seat.page.view.totals
    return [totals.code(row) for row in range(totals.rowCount())]


def test_the_foot_has_a_line_for_each_shift_of_a_month_begun_just_now(head: Seat) -> None:
    head.page.open_target(("1001", NEXT_YEAR))
    head.settle()
    assert not foot(head)
    QGuiApplication.clipboard().setText("E\tE\tL\tL\tN\tN\n")
    head.grid.setFocus()
    head.grid.put_cursor(head.model.find(("1001", NEXT_YEAR)))
    head.press(Qt.Key.Key_V, CTRL)
    view = head.page.view.foot
    assert foot(head) == ["E", "L", "N"]
    heights = [view.rowHeight(row) for row in range(3)]
    assert view.height() >= sum(heights), "each line is in sight"
    assert [view.columnWidth(n) for n in range(28)] == [head.grid.columnWidth(n) for n in range(28)]


@pytest.mark.parametrize("width", [900, 1000, 1200, 1513, 1700, 1920])
def test_needs_stand_alike_under_all_days(head: Seat, centre: SmallCentre, width: int) -> None:
    head.window.resize(width, 800)
    head.settle()
    delegate = head.page.view._foot_delegate
    widths = [head.page.view.foot.columnWidth(n) for n in range(31)]
    delegate.fit(widths)
    wide = delegate.wide
    delegate.fit([max(widths)] * 31)
    assert delegate.wide == wide or min(widths) < max(widths)
    assert delegate.height() >= 24, "two lines have room"


@pytest.mark.parametrize("width", [500, 800, 1280, 1920])
def test_the_legend_is_whole_at_every_width(head: Seat, width: int) -> None:
    legend = head.page.findChild(Legend)
    assert isinstance(legend, Legend)
    legend.resize(width, legend.height())
    places = legend.places(width)
    assert len(places) == len(legend.accessibleDescription().split(", "))
    assert legend.height() > places[-1].y()
