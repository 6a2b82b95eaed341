"""The first steps of a young centre, as lines that lead to where each is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from app.reading.today.beginning import Step, StepRow
from app.text import _
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Tone
from app.ui.today.lists import SideLine, SideList

_PLACES: dict[Step, tuple[str, object]] = {
    Step.PEOPLE: ("people", None),
    Step.HEAD: ("people", None),
    Step.SHIFTS: ("settings", "shifts"),
    Step.NEEDS: ("settings", "needs"),
    Step.ACCOUNTS: ("people", None),
    Step.ROSTER: ("roster", None),
    Step.PUBLISH: ("roster", None),
}


def step_lines(steps: Sequence[StepRow]) -> list[SideLine]:
    """Each step: what is done, what comes next for whoever looks, and whose the others are."""
    upcoming = next((row.step for row in steps if row.mine and not row.done), None)
    return [_line(at, row, row.step is upcoming) for at, row in enumerate(steps, start=1)]


def steps_card(desk: Desk, steps: Sequence[StepRow], dropped: Callable[[], object]) -> SideList:
    """The steps; once a roster is published the rest may be done without, and be `dropped`."""
    card = SideList(_("First steps"), step_lines(steps), "", desk.go)
    if may_drop(steps):
        way = button(_("We do without the rest"), dropped, kind="link")
        card.body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def may_drop(steps: Sequence[StepRow]) -> bool:
    """Whether people work by a roster already."""
    return any(row.step is Step.PUBLISH and row.done for row in steps)


def _line(at: int, row: StepRow, upcoming: bool) -> SideLine:
    page, target = _PLACES[row.step]
    target = row.day or target
    if row.done:
        note, tone = _("done"), Tone.GOOD
    elif upcoming:
        note, tone = _("next"), Tone.WARN
    elif row.mine:
        note, tone = _("then"), Tone.INFO
    else:
        note, tone = _whose(row.step), Tone.INFO
    return SideLine(f"{at}. {_words(row.step)}", note, tone, page, target)


def _words(step: Step) -> str:
    return {
        Step.PEOPLE: _("Add departments, teams and people"),
        Step.HEAD: _("Name the department head, who publishes rosters"),
        Step.SHIFTS: _("Add the shifts"),
        Step.NEEDS: _("Say how many people each shift needs"),
        Step.ACCOUNTS: _("Make everybody an account, and hand out the passwords"),
        Step.ROSTER: _("Fill the first roster"),
        Step.PUBLISH: _("Publish it"),
    }[step]


def _whose(step: Step) -> str:
    if step is Step.ROSTER:
        return _("a team leader or the department head does this")
    if step is Step.PUBLISH:
        return _("the department head does this")
    if step is Step.NEEDS:
        return _("the department head or the administrator does this")
    return _("the administrator does this")
