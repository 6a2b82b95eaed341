"""The grid's models, against Qt's own model tester, and the small parts they stand on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.queries.roster.rows import RosterCell
from app.rules.figures.figure import Hours
from app.rules.figures.roster import HolidayWorked, RestBefore
from app.rules.findings import Finding
from app.rules.rostering.demand import CentreNeeds
from app.rules.rostering.needs import Need, Needing
from app.rules.vocabulary import LeaveStatus, Level
from app.ui.roster.foot import TotalsModel
from app.ui.roster.letters import read_typed
from app.ui.roster.lines import Narrowing, load_of
from app.ui.roster.looks import CellLook, Ground, look_of
from app.ui.roster.model import RosterModel
from app.ui.roster.pattern import PatternModel
from app.ui.roster.spans import Span, SpanKind, span_around
from app.ui.roster.within import ShortTeam
from tests.ui.roster import sample


@pytest.fixture
def model(qtbot: QtBot) -> RosterModel:
    made = RosterModel()
    made.show(sample.roster(40), {})
    return made


def test_the_roster_model_keeps_qts_rules(model: RosterModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.narrow(Narrowing(text="王"))
    model.fold("team:1")
    model.put({("1001", sample.FIRST): "D"})


def test_the_totals_model_keeps_qts_rules(model: RosterModel, qtmodeltester: ModelTester) -> None:
    totals = TotalsModel(model)
    qtmodeltester.check(totals)
    model.put({("1001", sample.FIRST): "D"})
    model.narrow(Narrowing(scope="team:2"))


def test_the_pattern_model_keeps_qts_rules(model: RosterModel, qtmodeltester: ModelTester) -> None:
    pattern = PatternModel()
    pattern.show(model.everybody()[:4], ["E", "L", ""], (sample.FIRST, date(2026, 10, 9)), 1)
    qtmodeltester.check(pattern)


def test_a_shift_that_nobody_worked_gets_its_total_when_it_is_typed(model: RosterModel) -> None:
    totals = TotalsModel(model)
    totals._recount()
    codes = [totals.code(row) for row in range(totals.rowCount())]
    assert "D" not in codes
    model.put({("1001", sample.FIRST): "D"})
    codes = [totals.code(row) for row in range(totals.rowCount())]
    assert totals.total(codes.index("D"), 0).count == 1


def test_the_filter_keeps_the_totals_of_whole_teams_and_hides_needs_otherwise(
    model: RosterModel,
) -> None:
    totals = TotalsModel(model)
    model.narrow(Narrowing(text="王"))
    assert all(totals.total(row, 0).needed is None for row in range(totals.rowCount()))


def test_the_totals_of_all_name_the_team_that_is_short_by_itself(qtbot: QtBot) -> None:
    """Nobody of the one team works E on the first day, where the other has more than it needs."""
    one, other = (block.team for block in sample.roster(20).teams)
    asked = [Need(Needing(block.department, block.team), "E", least=0)
             for block in sample.roster(20).teams]  # fmt: skip
    shown = RosterModel()
    shown.show(replace(sample.roster(20), needs=CentreNeeds(tuple(asked))), {})
    there = [len([line for line in shown.everybody()
                  if line.block.team == team and line.cells[0].code == "E"])
             for team in (one, other)]  # fmt: skip
    needs = [replace(need, least=n + step)
             for need, n, step in zip(asked, there, (1, -1), strict=True)]  # fmt: skip
    shown.show(replace(sample.roster(20), needs=CentreNeeds(tuple(needs))), {})
    totals = TotalsModel(shown)
    totals._recount()
    row = next(at for at in range(totals.rowCount()) if totals.code(at) == "E")
    assert totals.short_within(row, 0) == [ShortTeam(one, there[0], there[0] + 1)]
    told = totals.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert f"{one}: {there[0]} of {there[0] + 1} at work" in told
    shown.narrow(Narrowing(scope=shown.everybody()[0].block.scope))
    totals._recount()
    assert totals.short_within(row, 0) == []


def test_a_finding_gives_its_cell_the_gravest_level(model: RosterModel) -> None:
    day = sample.FIRST
    found = [
        Finding("x", "1001", day, HolidayWorked("National Day"), Level.NOTE),
        Finding("x", "1001", day, RestBefore("E", "L", day, Hours(7.5), 8), Level.WARNING),
    ]
    model.put_cells({}, {("1001", day): found})
    index = model.find(("1001", day))
    assert model.look(index.row(), index.column()).level is Level.WARNING
    model.put_cells({}, {("1001", day): []})
    assert model.look(index.row(), index.column()).level is None


@pytest.mark.parametrize(
    ("cell", "look"),
    [
        (RosterCell("E"), CellLook(Ground.PLAIN, "E")),
        (RosterCell("E", differs=""), CellLook(Ground.PLAIN, "E", draft=True)),
        (RosterCell("", differs="L"), CellLook(Ground.PLAIN, gone="L", draft=True)),
        (RosterCell("E", uncovered=True), CellLook(Ground.PLAIN, "E", uncovered=True)),
        (RosterCell("E", outside=True), CellLook(Ground.PLAIN, outside=True)),
        (sample.cell(3, 11), None),
    ],
)
def test_a_cell_looks_as_it_stands(cell: RosterCell, look: CellLook | None) -> None:
    made = look_of(cell, Ground.PLAIN, None, draft=True)
    assert look is None or made == look


def test_what_is_published_shows_no_stripes_for_a_draft_that_differs() -> None:
    assert not look_of(RosterCell("E", differs="L"), Ground.PLAIN, None, draft=False).draft


def test_open_shifts_are_nobodys_hours() -> None:
    shifts = {shift.code: shift for shift in sample.SHIFTS}
    load = load_of([RosterCell("E"), RosterCell("N"), RosterCell("L", uncovered=True)], shifts)
    assert (load.shifts, load.nights, load.hours) == (2, 1, "16")


@pytest.mark.parametrize(
    ("letters", "code", "complete", "known"),
    [
        ("e", "E", False, True),
        ("E2", "E2", True, True),
        ("l", "L", True, True),
        ("x", "", False, False),
        ("早", "早", True, True),
        ("Tr", "TR", True, True),
    ],
)
def test_letters_are_complete_when_no_other_code_begins_with_them(
    letters: str, code: str, complete: bool, known: bool
) -> None:
    typed = read_typed(letters, ["E", "E2", "L", "早", "TR"])
    assert (typed.code, typed.complete, typed.known) == (code, complete, known)


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        (SpanKind.MONTH, date(2028, 2, 10), date(2028, 2, 1), date(2028, 2, 29)),
        (SpanKind.WEEK, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (SpanKind.FORTNIGHT, date(2026, 12, 31), date(2026, 12, 28), date(2027, 1, 10)),
    ],
)
def test_a_span_holds_its_day_and_its_neighbours_touch_it(
    kind: SpanKind, day: date, first: date, last: date
) -> None:
    span = span_around(kind, day)
    assert span == Span(kind, first, last)
    assert span.after().before() == span
    assert (span.after().first - span.last).days == 1


def test_leave_is_hatched_by_its_status() -> None:
    pending = next(
        cell
        for number in range(97)
        for cell in (sample.cell(number, 0),)
        if cell.leave and cell.leave.status is LeaveStatus.PENDING
    )
    assert look_of(pending, Ground.REST, None, draft=False).leave is LeaveStatus.PENDING


def test_headers_name_the_day_and_the_holiday(model: RosterModel) -> None:
    words = model.headerData(0, Qt.Orientation.Horizontal)
    assert "Thursday" in words
    assert "国庆节" in words
