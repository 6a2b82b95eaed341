"""What was decided keeps the rules, whatever is done afterwards around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.context import Actor
from app.errors import BadInput, Conflict, RuleViolated
from app.queries.leave.rows import LeaveRow
from app.rules.edits import CellChange
from app.rules.staff import PostDetails
from app.rules.turn import Word
from app.rules.vocabulary import LeaveStatus, Role
from app.services.leave import cancelling
from app.services.leave import requests as leave
from app.services.leave.certificates import Paper, hand_in
from app.services.people import people
from app.services.requests.deciding import Reply
from app.services.roster import editing as roster
from app.services.roster.publish import publish
from app.services.swaps import requests as swaps
from tests.factories import SmallCentre, TestClock, a_department, a_team
from tests.papers import a_pdf
from tests.services.requests.test_leave import acting, approve, file, found, refused, the

Way = Callable[[SmallCentre, str, int, str], None]
OCT = {day: date(2026, 10, day) for day in range(1, 32)}


def edit(centre: SmallCentre, no: str, day: int, code: str) -> None:
    change = CellChange(no, OCT[day], code)
    roster.edit_published(acting(centre, "0002"), [change], "needed")


def plan(centre: SmallCentre, no: str, day: int, code: str) -> None:
    roster.edit_cells(acting(centre, "0002"), [CellChange(no, OCT[day], code)])
    scopes = [f"team:{team}" for team in centre.teams.values()]
    publish(acting(centre, "0002"), scopes, centre.month, "needed")


def paper(centre: SmallCentre, leave_no: str, by: str, first: int, last: int) -> None:
    content = Paper("note.pdf", a_pdf(), OCT[first], OCT[last])
    hand_in(acting(centre, by), leave_no, content)


def approved(centre: SmallCentre, no: str) -> LeaveRow:
    for by in ("1000", "0002"):
        approve(centre, no, by)
    return the(centre, no)


@pytest.mark.parametrize("way", [edit, plan])
def test_no_shift_is_put_too_near_one_that_was_swapped(centre: SmallCentre, way: Way) -> None:
    no = swaps.file_swap(acting(centre, "1001"), centre.people["1002"], OCT[22], OCT[22])
    swaps.agree(acting(centre, "1002"), no, 1)
    swaps.approve(acting(centre, "1000"), no, 2)
    with pytest.raises(RuleViolated) as error:
        way(centre, "1002", 23, "E")
    assert refused(error) == {"SWAP-4"}, "1002 has the night of the 22nd now"
    way(centre, "1002", 23, "L")
    assert found(centre) == []


@pytest.mark.parametrize("way", [edit, plan])
def test_no_night_shift_is_put_into_a_leave_without_special_circumstances(
    centre: SmallCentre, way: Way
) -> None:
    approved(centre, file(centre, "1002", 19))
    with pytest.raises(RuleViolated) as error:
        way(centre, "1002", 19, "N")
    assert refused(error) == {"LEAVE-6"}
    way(centre, "1002", 19, "L")
    assert found(centre) == []


def test_a_paper_handed_in_after_the_approval_makes_the_certificate_no_later(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = file(centre, "1002", 19, kind="sick")
    paper(centre, no, "1002", 19, 19)
    approved(centre, no)
    clock.pass_by(days=1)
    paper(centre, no, "1002", 19, 20)
    assert found(centre) == []


def test_the_directors_own_sick_leave_is_recorded_once_its_certificate_is_there(
    centre: SmallCentre,
) -> None:
    no = file(centre, "0001", 19, kind="sick")
    assert the(centre, no).status is LeaveStatus.PENDING
    paper(centre, no, "0001", 19, 19)
    assert the(centre, no).status is LeaveStatus.APPROVED
    assert found(centre) == []


def test_the_directors_other_leave_is_recorded_at_once(centre: SmallCentre) -> None:
    no = file(centre, "0001", 15)
    assert (the(centre, no).status, the(centre, no).late_approved) == (LeaveStatus.APPROVED, True)
    assert found(centre) == []


def test_nobody_changes_the_leave_of_somebody_else(centre: SmallCentre) -> None:
    theirs = approved(centre, file(centre, "1002", 19))
    with pytest.raises(BadInput):
        file(centre, "1001", 19, replaces_no=theirs.no)


def test_a_leave_that_is_undecided_is_withdrawn_and_not_changed(centre: SmallCentre) -> None:
    pending = file(centre, "1002", 19)
    with pytest.raises(BadInput):
        file(centre, "1002", 20, replaces_no=pending)


def test_a_change_of_a_leave_that_was_given_up_is_not_approved(centre: SmallCentre) -> None:
    old = approved(centre, file(centre, "1002", 19))
    new = file(centre, "1002", 20, replaces_no=old.no)
    cancelling.ask_to_cancel(acting(centre, "1002"), old.no, old.version, "well again")
    cancelling.decide(acting(centre, "1000"), old.no, Reply(Word.DECISION, 1, yes=True))
    approve(centre, new, "1000")
    with pytest.raises(Conflict):
        approve(centre, new, "0002")
    leave.decline_leave(acting(centre, "0002"), new, the(centre, new).version, "given up")


def test_a_leave_on_its_way_to_the_director_gets_there_when_its_run_grows_shorter(
    centre: SmallCentre,
) -> None:
    first, second = file(centre, "1002", 19), file(centre, "1002", 20)
    for by in ("1000", "0002"):
        assert approve(centre, second, by) is LeaveStatus.PENDING
    leave.withdraw_leave(acting(centre, "1002"), first, 1)
    assert approve(centre, second, "0001") is LeaveStatus.APPROVED
    assert found(centre) == []


def test_what_was_filed_before_a_move_is_decided_by_the_department_of_then(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = file(centre, "1002", 21)
    approve(centre, no, "1000")
    with centre.context.write() as session:
        elsewhere = a_department(session, "Outbound")
        team = a_team(session, "C", elsewhere)
        place = (elsewhere.id, team.id)
    since = centre.context.today() + timedelta(days=1)
    post = PostDetails(since, Role.AGENT, *place, "inbound", 3)
    admin = centre.context.acting_as(Actor("0004", centre.people["0004"]))
    people.give_post(admin, centre.people["1002"], 1, post)
    clock.pass_by(days=1)
    assert approve(centre, no, "0002") is LeaveStatus.APPROVED
    assert found(centre) == []
