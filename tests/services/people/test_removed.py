"""What a dialog still shows when somebody has removed it is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time

import pytest

from app.errors import AppError, Conflict, NotFound
from app.models import Swap
from app.rules.edits import CellChange
from app.rules.staff import PersonDetails, PostDetails
from app.rules.vocabulary import Role, SwapStatus
from app.services.attendance.roll_call import record_roll_call
from app.services.keeping import shifts
from app.services.keeping.needs import set_needs
from app.services.keeping.shifts import ShiftDetails
from app.services.people import people, teams
from app.services.roster import editing
from app.services.roster.publish import publish
from tests.factories import NOW, publish_month
from tests.services.people.centre import HIRED, TODAY, Centre
from tests.services.people.test_shifts import EARLY

NEW = PersonDetails("9001", "New", HIRED)


@dataclass
class Gone:
    """A department with a team, and a shift, which are removed before they are used."""

    department: int
    team: int
    shift: int


@pytest.fixture
def gone(centre: Centre) -> Gone:
    department = teams.add_department(centre.keeper, "Short-lived")
    team = teams.add_team(centre.keeper, department, "Gone")
    shift = shifts.add_shift(centre.keeper, EARLY)
    teams.remove_team(centre.keeper, team)
    teams.remove_department(centre.keeper, department)
    shifts.remove_shift(centre.keeper, shift)
    return Gone(department, team, shift)


def post(department: int, team: int | None) -> PostDetails:
    return PostDetails(TODAY, Role.AGENT, department, team, "inbound", 3)


def version(centre: Centre) -> int:
    return centre.row("agent").version


USES: dict[str, Callable[[Centre, Gone], object]] = {
    "somebody is added to the department": lambda centre, gone: people.add_person(
        centre.keeper, NEW, replace(post(gone.department, None), since=HIRED)
    ),
    "somebody is added to the team": lambda centre, gone: people.add_person(
        centre.keeper, NEW, replace(post(centre.inbound, gone.team), since=HIRED)
    ),
    "a post in the department": lambda centre, gone: people.give_post(
        centre.keeper, centre.ids["agent"], version(centre), post(gone.department, None)
    ),
    "a post in the team": lambda centre, gone: people.give_post(
        centre.keeper, centre.ids["agent"], version(centre), post(centre.inbound, gone.team)
    ),
    "people are moved to the team": lambda centre, gone: people.move(
        centre.keeper, [(centre.ids["agent"], version(centre))], TODAY, gone.team
    ),
    "a team of the department": lambda centre, gone: teams.add_team(
        centre.keeper, gone.department, "B"
    ),
    "the department is renamed": lambda centre, gone: teams.rename_department(
        centre.keeper, gone.department, "X"
    ),
    "the team is renamed": lambda centre, gone: teams.rename_team(centre.keeper, gone.team, "X"),
    "the team is removed again": lambda centre, gone: teams.remove_team(centre.keeper, gone.team),
    "the team's needs": lambda centre, gone: set_needs(centre.keeper, gone.team, {(1, 0): 2}),
    "needs on the shift": lambda centre, gone: set_needs(
        centre.acting("head"), centre.team_a, {(gone.shift, 0): 2}
    ),
    "the shift is edited": lambda centre, gone: shifts.edit_shift(
        centre.keeper, gone.shift, EARLY
    ),
    "the shift is replaced": lambda centre, gone: shifts.replace_shift(
        centre.keeper, gone.shift, replace(EARLY, code="F")
    ),
    "the shift is retired": lambda centre, gone: shifts.retire_shift(centre.keeper, gone.shift),
    "the shift is removed again": lambda centre, gone: shifts.remove_shift(
        centre.keeper, gone.shift
    ),
    "the team's roll call": lambda centre, gone: record_roll_call(
        centre.acting("head"), gone.team, TODAY, []
    ),
    "the team's roster is published": lambda centre, gone: publish(
        centre.acting("head"), [f"team:{gone.team}"], TODAY.replace(day=1)
    ),
    "the shift is rostered": lambda centre, _gone: editing.edit_cells(
        centre.acting("head"), [CellChange("agent", TODAY, "E")]
    ),
}  # fmt: skip


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_what_was_removed_under_an_open_dialog_is_told(
    centre: Centre, gone: Gone, use: Callable[[Centre, Gone], object]
) -> None:
    with pytest.raises(AppError):
        use(centre, gone)


@pytest.mark.parametrize("place", ["department", "team"])
def test_whoever_is_added_to_what_is_gone_is_told_what(
    centre: Centre, gone: Gone, place: str
) -> None:
    with pytest.raises(NotFound, match=f"No such {place}"):
        USES[f"a post in the {place}"](centre, gone)


def test_a_shift_that_former_rosters_name_stays(centre: Centre) -> None:
    """Though no roster has it now."""
    early = shifts.add_shift(centre.keeper, EARLY)
    with centre.keeper.write() as session:
        publish_month(session, f"team:{centre.team_a}", TODAY.replace(day=1))
    head = centre.acting("head")
    for code in ("E", ""):
        editing.edit_published(head, [CellChange("agent", TODAY, code)], "tried")
    _stays(centre, early)


def test_a_shift_that_a_swap_names_stays(centre: Centre) -> None:
    early = shifts.add_shift(centre.keeper, EARLY)
    with centre.keeper.write() as session:
        session.add(
            Swap(
                swap_no="S-1", filed_at=NOW, status=SwapStatus.DECLINED,
                requester_id=centre.ids["agent"], requester_date=TODAY,
                counterpart_id=centre.ids["agent2"], counterpart_date=TODAY,
                requester_shift_id=early,
            )
        )  # fmt: skip
    _stays(centre, early)


def _stays(centre: Centre, shift: int) -> None:
    with pytest.raises(Conflict, match="has a past"):
        shifts.remove_shift(centre.keeper, shift)
    with pytest.raises(Conflict, match="has a past"):
        shifts.edit_shift(centre.keeper, shift, replace(EARLY, start=time(8)))
    shifts.edit_shift(centre.keeper, shift, ShiftDetails("E", "Dawn", EARLY.start, EARLY.end))
    shifts.retire_shift(centre.keeper, shift)
