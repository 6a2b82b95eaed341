"""An undecided leave expires at the end of its last day; a sick one stays open and is overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.errors import BadInput, Conflict, NotAllowed
from app.models import Decision, Notice, Person
from app.rules.vocabulary import LeaveStatus
from app.services.leave import requests as service
from app.services.leave.upkeep import expire_due
from app.services.people.people import leave_centre
from app.services.requests.overdue import end_overdue
from tests.factories import SmallCentre, TestClock
from tests.services.requests.test_leave import acting, approve, file, the, wish

pytestmark = pytest.mark.rule("LEAVE-1")


def until(clock: TestClock, wall: str) -> None:
    """Let time go by until that minute in the centre."""
    clock.now = clock.now.fromisoformat(f"2026-10-{wall}:00+08:00")


def told(centre: SmallCentre, code: str) -> set[str]:
    with centre.context.read() as session:
        query = select(Person.employee_no).join(Notice, Notice.person_id == Person.id)
        return set(session.scalars(query.where(Notice.code == code)))


@pytest.mark.parametrize(
    ("wall", "ended", "state"),
    [("20T23:59", 0, LeaveStatus.PENDING), ("21T00:00", 1, LeaveStatus.EXPIRED)],
)
def test_it_expires_when_its_last_day_is_over(
    centre: SmallCentre, clock: TestClock, wall: str, ended: int, state: LeaveStatus
) -> None:
    no = file(centre, "1002", 19, 20)
    approve(centre, no, "1000")
    until(clock, wall)
    assert expire_due(centre.context) == ended
    assert the(centre, no).status is state
    assert expire_due(centre.context) == 0


@pytest.mark.parametrize("state", [LeaveStatus.APPROVED, LeaveStatus.DECLINED])
def test_what_is_decided_never_expires(
    centre: SmallCentre, clock: TestClock, state: LeaveStatus
) -> None:
    no = file(centre, "1002", 19)
    if state is LeaveStatus.APPROVED:
        approve(centre, no, "1000")
        approve(centre, no, "0002")
    else:
        service.decline_leave(acting(centre, "1000"), no, the(centre, no).version, "no")
    until(clock, "25T09:00")
    assert expire_due(centre.context) == 0
    assert the(centre, no).status is state


def test_the_ledger_and_a_notice_say_so_to_the_applicant_whoever_opened_the_store(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = file(centre, "1002", 19)
    until(clock, "20T00:00")
    assert end_overdue(acting(centre, "1002")) == 1
    with centre.context.read() as session:
        steps = select(Decision.step).where(Decision.request == f"leave:{no}")
        assert list(session.scalars(steps.order_by(Decision.id))) == ["file", "expire"]
    assert told(centre, "leave.expired") == {"1002"}


@pytest.mark.parametrize("kind", ["sick", "emergency_sick"])
def test_a_sick_one_stays_open_and_is_overdue(
    centre: SmallCentre, clock: TestClock, kind: str
) -> None:
    no = file(centre, "1002", 19, kind=kind, phoned_at=clock.now)
    until(clock, "20T00:00")
    assert expire_due(centre.context) == 0
    assert not the(centre, no).overdue_on(date(2026, 10, 19))
    assert the(centre, no).overdue_on(date(2026, 10, 20))
    assert approve(centre, no, "1000") is LeaveStatus.PENDING


def test_before_anybody_ends_it_it_can_no_longer_be_decided(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = file(centre, "1002", 19)
    until(clock, "20T00:00")
    version = the(centre, no).version
    decisions: tuple[Callable[[], object], ...] = (
        lambda: service.approve_step(acting(centre, "1000"), no, version),
        lambda: service.decline_leave(acting(centre, "1000"), no, version, "late"),
    )
    for decide in decisions:
        with pytest.raises(Conflict) as refusal:
            decide()
        assert refusal.value.title.msgid == "It has expired"


@pytest.mark.parametrize(("day", "refused"), [(14, True), (15, False)])
def test_only_sick_leave_is_asked_for_days_that_are_over(
    centre: SmallCentre, clock: TestClock, day: int, refused: bool
) -> None:
    """Today is the 15th."""
    if refused:
        with pytest.raises(BadInput):
            file(centre, "1002", day, special="a wedding")
    else:
        file(centre, "1002", day, special="a wedding")
    file(centre, "1003", day, kind="sick")


def test_an_expired_leave_stands_in_nobodys_way(centre: SmallCentre, clock: TestClock) -> None:
    file(centre, "1002", 18, 19)
    until(clock, "20T00:00")
    expire_due(centre.context)
    file(centre, "1002", 19, 20, kind="sick")


def test_without_a_leader_the_head_is_asked_first(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        leader = session.get(Person, centre.people["1000"])
        assert leader is not None
        version = leader.version
    leave_centre(acting(centre, "0004"), centre.people["1000"], version, date(2026, 10, 14))
    judged = service.file_leave(acting(centre, "1002"), wish(centre, "1002", 19))
    assert told(centre, "leave.filed") == {"0002"}
    assert approve(centre, judged, "0002") is LeaveStatus.APPROVED


def test_where_the_leader_has_left_meanwhile_the_refusal_says_that_nobody_holds_the_post(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = file(centre, "1002", 26)
    with centre.context.read() as session:
        leader = session.get(Person, centre.people["1000"])
        assert leader is not None
        version = leader.version
    leave_centre(acting(centre, "0004"), centre.people["1000"], version, date(2026, 10, 16))
    until(clock, "17T09:00")
    with pytest.raises(NotAllowed) as refusal:
        approve(centre, no, "0002")
    assert refusal.value.message.msgid.startswith("Nobody holds the post")
