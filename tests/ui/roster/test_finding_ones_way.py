"""Moving about the grid: spans, filters, jumping, folding, targets, the empty page."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.queries.roster.months import latest_rostered
from app.queries.roster.rows import RosterFilter
from app.ui.kit.desk import Desk
from app.ui.roster.jump import JumpDialog
from app.ui.roster.lines import Band
from app.ui.roster.spans import SpanKind
from app.ui.roster.words import row_words
from tests.factories import SmallCentre
from tests.ui.roster.conftest import Seat, seat_at

pytestmark = pytest.mark.usefixtures("dressed")


def _numbers(seat: Seat) -> list[str]:
    rows = range(seat.model.rowCount())
    return [line.person.no for row in rows if (line := seat.model.line(row))]


def test_the_month_of_today_is_shown_with_the_cursor_on_today(head: Seat) -> None:
    assert [head.model.days[0].day, head.model.days[-1].day] == [
        date(2026, 10, 1),
        date(2026, 10, 31),
    ]
    assert head.model.days[head.grid.currentIndex().column()].today


@pytest.mark.parametrize(
    ("kind", "first", "count"),
    [
        (SpanKind.WEEK, date(2026, 10, 12), 7),
        (SpanKind.FORTNIGHT, date(2026, 10, 12), 14),
    ],
)
def test_weeks_begin_on_their_monday(head: Seat, kind: SpanKind, first: date, count: int) -> None:
    head.page.show_kind(kind)
    head.settle()
    assert head.model.days[0].day == first
    assert len(head.model.days) == count


def test_later_and_earlier_come_back_to_the_same_month(head: Seat) -> None:
    head.does("roster.later")
    assert head.model.days[0].day == date(2026, 11, 1)
    head.does("roster.earlier")
    assert head.model.days[0].day == date(2026, 10, 1)


def test_the_cursor_keeps_its_person_from_month_to_month(head: Seat) -> None:
    head.at("2003", 5)
    head.does("roster.later")
    index = head.grid.currentIndex()
    assert head.model.place(index.row(), index.column()) == ("2003", date(2026, 11, 1))


def test_typing_a_name_narrows_the_grid_at_once(head: Seat) -> None:
    QTest.keyClicks(head.page.filter.name, "1003")
    assert _numbers(head) == ["1003"]
    head.page.filter.name.clear()
    assert len(_numbers(head)) > 5


def test_a_team_alone_is_shown_with_its_own_totals(head: Seat) -> None:
    index = head.page.filter.teams.findText("B")
    head.page.filter.teams.setCurrentIndex(index)
    head.settle()
    assert _numbers(head) == ["2000", "2001", "2002", "2003", "2004"]
    counted = head.page.view.totals.total(0, 4).count
    assert counted == sum(head.sees(no, 5) == "E" for no in _numbers(head))


def test_a_filter_that_nobody_passes_offers_everybody(head: Seat, qtbot: QtBot) -> None:
    QTest.keyClicks(head.page.filter.name, "nobody of this name")
    everybody = next(
        made for made in head.page.findChildren(QPushButton) if made.text() == "Show everybody"
    )
    assert everybody.isVisible()
    everybody.click()
    assert len(_numbers(head)) > 5


def test_the_totals_follow_what_is_typed(head: Seat) -> None:
    totals = head.page.view.totals
    early = next(row for row in range(totals.rowCount()) if totals.code(row) == "E")
    before = totals.total(early, 4).count
    head.at("1001", 5)
    head.type("e")
    assert totals.total(early, 4).count == before + 1


def test_a_jump_puts_the_cursor_on_the_person(head: Seat) -> None:
    head.at("1001", 9)
    head.does("roster.jump")
    dialog = head.page.findChildren(JumpDialog)[-1]
    QTest.keyClicks(dialog.field, "2003")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    index = head.grid.currentIndex()
    assert head.model.place(index.row(), index.column()) == ("2003", date(2026, 10, 9))


def test_enter_on_a_person_opens_their_page(head: Seat) -> None:
    head.at("1002", 9)
    head.press(Qt.Key.Key_Return)
    assert head.went == [("person", "1002")]


def test_enter_on_a_team_folds_its_people_away_and_back(head: Seat) -> None:
    rows = range(head.model.rowCount())
    band = next(row for row in rows if isinstance(head.model.row(row), Band))
    everybody = len(_numbers(head))
    head.grid.setFocus()
    head.grid.put_cursor(head.model.index(band, 0))
    head.press(Qt.Key.Key_Return)
    assert len(_numbers(head)) < everybody
    head.press(Qt.Key.Key_Return)
    assert len(_numbers(head)) == everybody


def test_a_target_shows_the_person_and_the_day_in_another_month(head: Seat) -> None:
    head.page.open_target(("2002", date(2026, 11, 3)))
    head.settle()
    index = head.grid.currentIndex()
    assert head.model.place(index.row(), index.column()) == ("2002", date(2026, 11, 3))


def test_an_empty_centre_is_told_its_first_step(desk: Desk, qtbot: QtBot) -> None:
    seat = seat_at(desk, qtbot)
    texts = [made.text() for made in seat.page.findChildren(QPushButton) if made.isVisible()]
    assert "Import a workbook" in texts
    assert "Add people" in texts


def test_a_month_without_a_roster_says_so_and_leads_to_the_latest_one(head: Seat) -> None:
    head.page.open_target(date(2027, 2, 1))
    head.settle()
    assert "Nobody has a shift here yet: February 2027" in head.page.bare.text()
    assert head.page.bare.go.text() == "Go to October 2026"
    bands = [row for n in range(head.model.rowCount()) if (row := head.model.row(n))]
    states = [row_words(row, 0) for row in bands if isinstance(row, Band)]
    assert states
    assert not any("draft" in words or "published" in words for words in states)
    head.page.bare.go.click()
    head.settle()
    assert head.page.span.first == date(2026, 10, 1)
    assert not head.page.bare.isVisible()


def test_the_first_shift_that_is_typed_says_that_the_roster_is_begun(head: Seat) -> None:
    """The strip stays where it is: the grid would jump under the hand."""
    head.page.open_target(("1002", date(2027, 2, 1)))
    head.settle()
    assert head.page.bare.isVisible()
    head.grid.setFocus()
    head.grid.put_cursor(head.model.find(("1002", date(2027, 2, 1))))
    before = head.grid.mapTo(head.window, QPoint())
    head.type("E")
    assert head.page.bare.text().startswith("The roster is begun.")
    assert head.grid.mapTo(head.window, QPoint()) == before
    head.does("roster.undo")
    assert "Nobody has a shift here yet: February 2027" in head.page.bare.text()
    assert head.grid.mapTo(head.window, QPoint()) == before
    head.does("roster.redo")
    assert head.page.bare.text().startswith("The roster is begun.")
    for by in (1, -1):
        head.page.move_on(by)
        head.settle()
    assert not head.page.bare.isVisible()


def test_nobody_is_told_of_a_month_that_their_team_does_not_have(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        nobodys = RosterFilter(teams=frozenset({10_000}))
        assert latest_rostered(session, RosterFilter(), draft=False) == date(2026, 10, 1)
        assert latest_rostered(session, nobodys, draft=True) is None
