"""Giving up an approved leave is a request of its own, decided by the first step of its chain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.context import Actor, Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import AuditEntry, Notice, Person
from app.queries.leave import rows
from app.queries.leave.giving_up import waiting_on
from app.queries.roster import grid as roster
from app.rules.turn import Word
from app.rules.vocabulary import LeaveStatus
from app.services.leave import cancelling
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.requests.deciding import Reply
from app.services.requests.overdue import end_overdue
from tests.factories import SmallCentre, TestClock

DAY = date(2026, 10, 19)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def file(centre: SmallCentre, no: str = "1002") -> str:
    return leave.file_leave(
        acting(centre, no), Wish(centre.people[no], "personal", DAY, DAY, reason="家中有事")
    )


@pytest.fixture
def approved(centre: SmallCentre) -> str:
    no = file(centre)
    leave.approve_step(acting(centre, "1000"), no, 1)
    leave.approve_step(acting(centre, "0002"), no, 2)
    return no


def status(centre: SmallCentre, no: str) -> LeaveStatus:
    with centre.context.read() as session:
        row = rows.leave(session, no)
    assert row is not None
    return row.status


def ask(centre: SmallCentre, no: str, by: str = "1002", reason: str = "不去了") -> int:
    """Ask to give the leave up; the version of the request."""
    cancelling.ask_to_cancel(acting(centre, by), no, 3, reason)
    with centre.context.read() as session:
        row = waiting_on(session, no)
    assert row is not None
    return row.version


def decide(centre: SmallCentre, no: str, seen: int, by: str = "1000", *, yes: bool = True) -> None:
    reason = "" if yes else "人员已安排"
    cancelling.decide(acting(centre, by), no, Reply(Word.DECISION, seen, yes, reason))


def is_open(centre: SmallCentre) -> bool:
    with centre.context.read() as session:
        grid = roster.month(session, DAY, DAY, DAY)
    return any(cell.uncovered for team in grid.teams for one in team.lines for cell in one.cells)


def test_until_it_is_granted_the_leave_stands(centre: SmallCentre, approved: str) -> None:
    asked = ask(centre, approved)
    assert (status(centre, approved), is_open(centre)) == (LeaveStatus.APPROVED, True)
    decide(centre, approved, asked)
    assert (status(centre, approved), is_open(centre)) == (LeaveStatus.WITHDRAWN, False)


def test_declined_the_leave_stays_and_can_be_asked_about_again(
    centre: SmallCentre, approved: str
) -> None:
    decide(centre, approved, ask(centre, approved), yes=False)
    assert status(centre, approved) is LeaveStatus.APPROVED
    decide(centre, approved, ask(centre, approved))
    assert status(centre, approved) is LeaveStatus.WITHDRAWN


def test_asking_and_declining_need_a_reason(centre: SmallCentre, approved: str) -> None:
    with pytest.raises(BadInput):
        ask(centre, approved, reason=" ")
    asked = ask(centre, approved)
    with pytest.raises(BadInput):
        reply = Reply(Word.DECISION, asked, yes=False, reason=" ")
        cancelling.decide(acting(centre, "1000"), approved, reply)


@pytest.mark.parametrize("by", ["1000", "0002", "1001"])
def test_only_who_is_away_gives_it_up(centre: SmallCentre, approved: str, by: str) -> None:
    with pytest.raises(NotAllowed):
        ask(centre, approved, by)


@pytest.mark.parametrize("by", ["0002", "0001", "2000", "1001", "1002"])
def test_only_the_first_step_decides(centre: SmallCentre, approved: str, by: str) -> None:
    asked = ask(centre, approved)
    with pytest.raises(NotAllowed):
        decide(centre, approved, asked, by)
    assert status(centre, approved) is LeaveStatus.APPROVED


def test_it_is_asked_and_decided_once(centre: SmallCentre, approved: str) -> None:
    asked = ask(centre, approved)
    with pytest.raises(Conflict):
        ask(centre, approved)
    decide(centre, approved, asked)
    with pytest.raises(Conflict):
        decide(centre, approved, asked)


def test_a_pending_leave_is_withdrawn_instead(centre: SmallCentre) -> None:
    no = file(centre)
    with pytest.raises(Conflict):
        cancelling.ask_to_cancel(acting(centre, "1002"), no, 1, "不去了")


def test_a_stale_view_is_a_conflict(centre: SmallCentre, approved: str) -> None:
    with pytest.raises(Conflict):
        cancelling.ask_to_cancel(acting(centre, "1002"), approved, 2, "不去了")


def test_the_directors_own_ends_at_once(centre: SmallCentre) -> None:
    no = file(centre, "0001")
    with centre.context.read() as session:
        row = rows.leave(session, no)
    assert row is not None
    cancelling.ask_to_cancel(acting(centre, "0001"), no, row.version, "不去了")
    assert status(centre, no) is LeaveStatus.WITHDRAWN


def test_whose_turn_it_is_and_the_applicant_are_told(centre: SmallCentre, approved: str) -> None:
    decide(centre, approved, ask(centre, approved))

    def told(no: str) -> list[str]:
        with centre.context.read() as session:
            query = select(Notice.code).where(Notice.person_id == centre.people[no])
            return list(session.scalars(query.order_by(Notice.id)))

    assert told("1000")[-1] == "leave.cancel_asked"
    assert told("1002")[-1] == "leave.cancelled"


def test_where_a_step_has_nobody_the_next_one_decides(centre: SmallCentre, approved: str) -> None:
    with centre.context.write() as session:
        session.execute(
            update(Person)
            .where(Person.employee_no == "1000")
            .values(left_on=centre.context.today() - timedelta(days=1))
        )
    asked = ask(centre, approved)
    assert status(centre, approved) is LeaveStatus.APPROVED
    decide(centre, approved, asked, "0002")
    assert status(centre, approved) is LeaveStatus.WITHDRAWN


def test_the_reason_for_giving_up_stays_out_of_the_audit_trail(
    centre: SmallCentre, approved: str
) -> None:
    ask(centre, approved, reason="检查结果出来了")
    with centre.context.read() as session:
        told = session.scalars(select(AuditEntry.after)).all()
    assert not [one for one in told if one and "检查" in one]


@pytest.mark.parametrize(("days", "over"), [(4, False), (5, True)])
def test_a_leave_can_be_given_up_to_the_end_of_its_last_day(
    centre: SmallCentre, clock: TestClock, approved: str, days: int, over: bool
) -> None:
    """Filed on the 15th for the 19th: what was taken stays as it is."""
    clock.pass_by(days=days)
    if not over:
        ask(centre, approved)
        return
    with pytest.raises(Conflict) as refusal:
        ask(centre, approved)
    assert refusal.value.title.msgid == "The leave is over"
    assert status(centre, approved) is LeaveStatus.APPROVED


def test_what_was_asked_in_time_is_not_granted_after_the_last_day(
    centre: SmallCentre, clock: TestClock, approved: str
) -> None:
    asked = ask(centre, approved)
    clock.pass_by(days=5)
    with pytest.raises(Conflict):
        decide(centre, approved, asked)
    assert end_overdue(centre.context) == 1
    assert status(centre, approved) is LeaveStatus.APPROVED
    with centre.context.read() as session:
        assert waiting_on(session, approved) is None
        code = select(Notice.code).where(Notice.person_id == centre.people["1002"])
        assert "leave.cancel_expired" in session.scalars(code).all()


def test_a_leave_that_is_over_is_not_changed_into_another(
    centre: SmallCentre, clock: TestClock, approved: str
) -> None:
    clock.pass_by(days=5)
    later = date(2026, 10, 28)
    wish = Wish(
        centre.people["1002"], "personal", later, later, replaces_no=approved, reason="家中有事"
    )
    with pytest.raises(BadInput) as refusal:
        leave.file_leave(acting(centre, "1002"), wish)
    assert refusal.value.title.msgid == "The leave is over"
