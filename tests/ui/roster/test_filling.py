"""Filling a month from the roster page: what one presses, and what one sees meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models import FixedCell, StaffingNeed, WorkRule
from app.planning.solver.problem import Problem, Progress, Rows, Solution
from app.planning.solver.solving import solve
from app.rules.edits import CellChange
from app.services.roster.editing import edit_cells
from app.ui.kit.forms import Confirmation
from app.ui.roster.filling import run
from app.ui.roster.filling.dialog import FillDialog
from app.ui.roster.filling.steps import bound_words
from tests.factories import NOW, SmallCentre
from tests.ui.roster.conftest import Seat

NOVEMBER = date(2026, 11, 1)


class FakeRunning:
    """A solver that has found its best at once, and goes on until it is told to end."""

    ends_by_itself = True
    begun_with: Rows | None = None

    def __init__(self, problem: Problem, seconds: float, start: Rows | None = None) -> None:
        del seconds
        type(self).begun_with = start
        self._solution = solve(problem, 1, seed=1, workers=1)
        self._over = self.ends_by_itself
        found = self._solution
        self.latest = Progress(0.5, found.value, 0, found.rows) if found.rows else None

    def poll(self) -> bool:
        return self._over

    def stop(self) -> None:
        self._over = True

    def finish(self) -> Solution:
        return self._solution


@pytest.fixture(autouse=True)
def running(monkeypatch: pytest.MonkeyPatch) -> type[FakeRunning]:
    made = type("Made", (FakeRunning,), {})
    monkeypatch.setattr(run, "Running", made)
    return made


@pytest.fixture
def november(leader: Seat, centre: SmallCentre) -> Seat:
    """The leader of team A before its November, in which two work early each day."""
    needing(centre, 2)
    leader.page.open_target(("1001", NOVEMBER))
    leader.settle()
    return leader


def needing(centre: SmallCentre, least: int, code: str = "E") -> None:
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department, team_id=centre.teams["A"],
                shift_id=centre.shifts[code], least=least,
            )
        )  # fmt: skip


def asked(seat: Seat) -> FillDialog:
    seat.does("roster.make")
    seat.settle()
    return seat.page.findChildren(FillDialog)[-1]


def until(seat: Seat, seen: Callable[[], bool]) -> None:
    seat.qtbot.waitUntil(seen, timeout=20_000)


def shown(seat: Seat, dialog: FillDialog) -> None:
    """Start it, and wait for what came of it."""
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    until(seat, lambda: dialog.stack.currentWidget() is dialog.shown)


def cells(seat: Seat) -> list[str]:
    days = range(30)
    return [
        str(seat.model.data(seat.model.find((no, date(2026, 11, day + 1)))))
        for no in ("1000", "1001", "1002", "1003", "1004")
        for day in days
    ]


def test_it_says_what_will_be_filled(november: Seat) -> None:
    dialog = asked(november)
    assert dialog.asked.told.text() == "5 people · 150 days to fill · 30 needs of people"
    assert dialog.asked.hint.text() == ""
    assert dialog.start.isEnabled()


def test_without_needs_it_says_so(leader: Seat) -> None:
    leader.page.open_target(("1001", NOVEMBER))
    leader.settle()
    dialog = asked(leader)
    assert "how many people are needed" in dialog.asked.hint.text()
    assert dialog.start.isEnabled()


def test_the_month_is_filled_as_one_step(november: Seat) -> None:
    before = cells(november)
    dialog = asked(november)
    shown(november, dialog)
    assert dialog.shown.short.text() == "Every need is met."
    dialog.take.click()
    november.settle()
    filled = cells(november)
    assert filled.count("E") >= 60
    assert "Ctrl+Z" in november.said[-1]
    november.does("roster.undo")
    assert cells(november) == before
    november.does("roster.redo")
    assert cells(november) == filled


def test_what_is_short_is_seen_while_it_works(
    november: Seat, centre: SmallCentre, running: Any
) -> None:
    needing(centre, 40, "L")
    running.ends_by_itself = False
    dialog = asked(november)
    dialog.start.click()
    until(november, lambda: bool(dialog.going.list.rows_model.rows))
    assert "missing" in dialog.going.short.text()
    assert dialog.going.value.text().startswith("How much better it could be is not known yet. · ")
    dialog.stop.click()
    until(november, lambda: dialog.stack.currentWidget() is dialog.shown)
    assert dialog.shown.tabs.currentWidget() is dialog.shown.list


def test_what_was_made_is_told_in_what_people_compare(november: Seat) -> None:
    dialog = asked(november)
    shown(november, dialog)
    made = dialog.shown
    assert made.facts["changed"].text().endswith(" · of 5 people")
    assert "nights " in made.facts["shares"].text()
    assert sum(one.changed for one in made.people.rows_model.rows) >= 60
    assert not made.tabs.isTabVisible(1), "nothing is short"


def test_going_back_does_not_throw_a_result_away_unasked(november: Seat) -> None:
    dialog = asked(november)
    shown(november, dialog)
    dialog.again.click()
    assert dialog.stack.currentWidget() is dialog.shown
    (question,) = dialog.findChildren(Confirmation)
    question.reject()
    assert dialog.stack.currentWidget() is dialog.shown
    dialog.again.click()
    dialog.findChildren(Confirmation)[-1].accept()
    november.settle()
    assert dialog.stack.currentWidget() is dialog.asked


@pytest.mark.parametrize(
    ("value", "bound", "said"),
    [
        (656, -577224, "How much better it could be is not known yet."),
        (656, 0, "How much better it could be is not known yet."),
        (200, 199, "At most 0.5% better is possible."),
        (200, 200, "By the weights that are set nothing better exists."),
        (0, 0, "By the weights that are set nothing better exists."),
    ],
)
def test_how_much_better_it_could_be_is_said_as_far_as_it_is_known(
    value: int, bound: int, said: str
) -> None:
    assert bound_words(value, bound) == said


def test_discarding_writes_nothing(november: Seat, running: Any) -> None:
    running.ends_by_itself = False
    before = cells(november)
    dialog = asked(november)
    dialog.start.click()
    until(november, lambda: dialog.run is not None)
    assert dialog.cancel.text() == "Dis&card"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    november.settle()
    assert dialog.run is None
    assert cells(november) == before


def test_it_is_all_done_by_the_keyboard(november: Seat) -> None:
    dialog = asked(november)
    until(november, dialog.start.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    until(november, lambda: dialog.stack.currentWidget() is dialog.shown)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    november.settle()
    assert cells(november).count("E") >= 60


def test_what_somebody_edited_meanwhile_is_looked_at_anew(
    november: Seat, centre: SmallCentre, running: Any
) -> None:
    dialog = asked(november)
    shown(november, dialog)
    edit_cells(november.desk.ctx, [CellChange("1003", date(2026, 11, 9), "N")])
    dialog.take.click()
    november.settle()
    assert "changed" in dialog.refusal.text()
    assert dialog.start.isVisible()
    shown(november, dialog)
    assert running.begun_with is not None, "it goes on from what was found"
    dialog.take.click()
    november.settle()
    assert cells(november).count("E") >= 60


def test_fixed_days_that_contradict_are_told_at_once(november: Seat, centre: SmallCentre) -> None:
    edits = [CellChange("1001", date(2026, 11, 3), "N"), CellChange("1001", date(2026, 11, 4), "E")]
    edit_cells(november.desk.ctx, edits)
    with centre.context.write() as session:
        for edit in edits:
            session.add(FixedCell(person_id=centre.people["1001"], day=edit.day, fixed_at=NOW))
    dialog = asked(november)
    assert dialog.stack.currentWidget() is dialog.clash
    assert "Person 1001 (1001): these cannot all hold: " in dialog.clash.text
    assert "Take the fix off 3 November (N)." in dialog.clash.text
    with centre.context.write() as session:
        session.delete(session.get_one(FixedCell, (centre.people["1001"], edits[0].day)))
    dialog.again.click()
    november.settle()
    assert dialog.stack.currentWidget() is dialog.asked
    assert dialog.start.isEnabled()


def test_what_contradicts_is_told_once_there_is_no_roster(
    november: Seat, centre: SmallCentre
) -> None:
    with centre.context.write() as session:
        session.add(WorkRule(person_id=centre.people["1002"], month_hours_least=232))
    dialog = asked(november)
    dialog.start.click()
    until(november, lambda: dialog.stack.currentWidget() is dialog.clash)
    assert "hours of the month: 232 at least" in dialog.clash.text
    assert "200 at least would do" in dialog.clash.text


def test_an_agent_is_not_offered_it(seat_of: Callable[[str], Seat]) -> None:
    agent = seat_of("1001")
    assert not agent.desk.actions.qaction("roster.make").isVisible()


def test_a_head_may_fill_all_teams_at_once(head: Seat) -> None:
    head.page.open_target(("1001", NOVEMBER))
    head.settle()
    dialog = asked(head)
    assert dialog.asked.team.count() == 3
    dialog.asked.team.setCurrentIndex(0)
    head.settle()
    assert dialog.asked.told.text().startswith("10 people")
