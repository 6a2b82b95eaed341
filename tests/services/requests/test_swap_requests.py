"""What people see of requests: what is theirs to do, who is next, the register, the debt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select

from app.errors import NotAllowed
from app.models import Assignment, Attendance, Leave, Notice
from app.reading.requests.opening import open_request as open_view
from app.reading.swaps.asking import colleague, consider, own_shifts
from app.reading.swaps.desk import Choice, Request, open_request, register, requests
from app.reading.swaps.partners import partners
from app.reading.what_if.tries import try_out
from app.rules.debt import DebtState
from app.rules.figures.figure import EmployeeNo, KindOfLeave
from app.rules.figures.kept import Consented, SwapsCounted
from app.rules.figures.swaps import OnLeave
from app.rules.judged import read_judged
from app.rules.requests import RequestKind
from app.rules.vocabulary import LeaveStatus, Side, SwapStatus
from app.services.leave import requests as leave
from app.services.leave.requests import Wish
from app.services.swaps import requests as swaps
from app.services.swaps.requests import Asked
from app.text.findings import finding_sentence
from tests.factories import SmallCentre, TestClock
from tests.figured import counted
from tests.services.requests.test_swaps import (
    OCT,
    acting,
    agree,
    approve,
    ask,
    effective,
    the,
)


def seen(centre: SmallCentre, by: str, no: str) -> Request:
    return open_request(acting(centre, by), no).request


def test_each_is_offered_what_is_theirs_to_do(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    assert seen(centre, "1001", no).choices == {Choice.WITHDRAW}
    assert seen(centre, "2002", no).choices == {Choice.AGREE, Choice.DECLINE}
    agree(centre, no)
    assert seen(centre, "2002", no).choices == {Choice.WITHDRAW}
    for leader in ("1000", "2000", "0002"):
        assert seen(centre, leader, no).choices == {Choice.APPROVE, Choice.DECLINE}
    approve(centre, no, "1000")
    assert seen(centre, "1000", no).choices == frozenset()
    assert seen(centre, "2000", no).choices == {Choice.APPROVE, Choice.DECLINE}


def test_who_is_next_is_named_the_leader_before_the_head(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    assert seen(centre, "1001", no).waits_for == ((Side.COUNTERPART, ("Person 2002",)),)
    agree(centre, no)
    approve(centre, no, "1000")
    waits = seen(centre, "1001", no).waits_for
    assert waits == ((Side.COUNTERPART, ("Person 2000", "Person 0002")),)


def test_choices_are_what_the_services_take(centre: SmallCentre) -> None:
    """Whoever is offered a consent may give it, and whoever is not may not."""
    for by in ("0001", "0003", "1002", "1000", "2000", "0002"):
        no = ask(centre, "1003", "2001", 20, 20)
        agree(centre, no)
        offered = any(one.row.no == no for one in requests(acting(centre, by)).to_decide)
        version = the(centre, no).version
        if offered:
            swaps.approve(acting(centre, by), no, version)
        else:
            with pytest.raises(NotAllowed):
                swaps.approve(acting(centre, by), no, version)
        row = the(centre, no)
        if row.status is SwapStatus.EFFECTIVE:
            break
        swaps.withdraw(acting(centre, "1003"), no, row.version)


def test_a_stranger_does_not_see_a_request(centre: SmallCentre) -> None:
    no = ask(centre, "1001", "2002", 20, 20)
    with pytest.raises(NotAllowed):
        open_request(acting(centre, "1004"), no)


def test_the_register_reaches_as_far_as_the_role(centre: SmallCentre) -> None:
    inside = effective(centre, "1001", "1002", 20, 20)
    across = effective(centre, "1003", "2001", 20, 20)
    reach = {
        by: {one.row.no for one in register(acting(centre, by))}
        for by in ("1001", "1000", "2000", "0002", "0001", "1004")
    }
    assert reach == {
        "1001": {inside},
        "1000": {inside, across},
        "2000": {across},
        "0002": {inside, across},
        "0001": {inside, across},
        "1004": set(),
    }


def test_the_register_of_a_month_has_the_swaps_with_a_leg_in_it(centre: SmallCentre) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    head = acting(centre, "0002")
    assert [one.row.no for one in register(head, OCT[1], OCT[31])] == [no]
    assert register(head, date(2026, 11, 1), date(2026, 11, 30)) == ()


def test_a_decision_shows_what_it_was_judged_by(centre: SmallCentre) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    last = open_request(acting(centre, "1001"), no).history[-1]
    judged = read_judged(last.judged)
    assert judged is not None
    assert judged.policy.swap_monthly_limit == 2
    said = next(line for line in judged.verdict.lines if line.rule == "SWAP-2").said[0]
    assert (said.day, counted(said, SwapsCounted).month) == (OCT[20], OCT[1])


def test_a_number_that_looks_like_a_date_stays_a_number() -> None:
    told = (
        '{"lines": [["SWAP-1", "allowed", [["SWAP-1.kept", "note", "20261015", "2026-10-20", '
        '{"by": "20261015", "at": "2026-10-20 01:00:00+00:00"}]]]], "policy": {}}'
    )
    judged = read_judged(told)
    assert judged is not None
    assert judged.verdict.lines[0].said[0].figures == Consented(EmployeeNo("20261015"))


def test_what_is_considered_is_judged_and_not_written(centre: SmallCentre) -> None:
    by = acting(centre, "1001")
    assert consider(by, OCT[20], "1002", OCT[20]).verdict.refusals == []
    refused = consider(by, OCT[20], "1002", OCT[23]).verdict.refusals
    assert refused
    assert requests(by).own == ()


def test_the_kind_of_a_colleagues_leave_is_not_told(centre: SmallCentre) -> None:
    _on_leave(centre, "1002", 20)
    found = consider(acting(centre, "1001"), OCT[20], "1002", OCT[20]).verdict.refusals
    theirs = [one for one in found if one.rule == "SWAP-7" and one.person == "1002"]
    assert theirs
    assert all(counted(one, OnLeave) == OnLeave("", KindOfLeave("")) for one in theirs)


def test_the_kind_of_ones_own_leave_is_told(centre: SmallCentre) -> None:
    _on_leave(centre, "1001", 20)
    found = consider(acting(centre, "1001"), OCT[20], "1002", OCT[20]).verdict.refusals
    assert [counted(one, OnLeave).kind for one in found if one.rule == "SWAP-7"] == ["personal"]


def test_who_filed_ones_leave_for_one_is_named_where_it_stands_in_the_way(
    centre: SmallCentre,
) -> None:
    _on_leave(centre, "1001", 20, by="1003")
    found = consider(acting(centre, "1001"), OCT[20], "1002", OCT[20]).verdict.refusals
    (one,) = [one for one in found if one.rule == "SWAP-7"]
    assert counted(one, OnLeave).filed_by == "1003"
    assert "which Person 1003 (1003) filed for Person 1001 (1001)" in finding_sentence(
        one, {no: f"Person {no}" for no in ("1001", "1003")}
    )


def test_nor_is_it_in_the_inbox_among_the_partners_or_in_what_if(centre: SmallCentre) -> None:
    """Whoever asks anything about a swap with somebody on leave learns that, and no more."""
    no = ask(centre, "1002", "1001", 20, 20)
    _on_leave(centre, "1002", 16, 24)
    me = acting(centre, "1001")
    verdict = open_view(me, RequestKind.SWAP.ref(no)).verdict
    assert verdict is not None
    _works_only(centre, "1001", 20)
    obstacles = [one.example for one in partners(me, OCT[20]).obstacles]
    tried = try_out(me, [Asked(centre.people["1001"], OCT[20], centre.people["1002"], OCT[20])])
    for said in (
        verdict.refusals,
        [one for one in obstacles if one is not None],
        [row.finding for row in tried.appear],
    ):
        theirs = [one for one in said if one.rule == "SWAP-7" and one.person == "1002"]
        assert theirs
        assert all(counted(one, OnLeave) == OnLeave("", KindOfLeave("")) for one in theirs)


def test_a_leader_who_decides_is_told_the_kind(centre: SmallCentre) -> None:
    no = ask(centre, "1002", "2001", 20, 20)
    agree(centre, no)
    _on_leave(centre, "1002", 20)
    verdict = open_view(acting(centre, "1000"), RequestKind.SWAP.ref(no)).verdict
    assert verdict is not None
    assert [counted(one, OnLeave).kind for one in verdict.refusals if one.rule == "SWAP-7"] == [
        "personal"
    ]


def test_one_sees_ones_own_days_and_a_colleagues_shifts(centre: SmallCentre) -> None:
    by = acting(centre, "1001")
    own = own_shifts(by).days
    assert own is not None
    assert own.days[0].head.day == by.today()
    shifts = colleague(by, "2001").shifts
    assert shifts[OCT[20]] == "L"
    assert min(shifts) >= by.today()


def _works_only(centre: SmallCentre, no: str, day: int) -> None:
    mine = (Assignment.person_id == centre.people[no]) & (Assignment.day != OCT[day])
    with centre.context.write() as session:
        session.execute(delete(Assignment).where(mine))


def _on_leave(centre: SmallCentre, no: str, day: int, last: int = 0, by: str = "") -> None:
    now = centre.context.now() - timedelta(hours=1)
    with centre.context.write() as session:
        session.execute(
            insert(Leave).values(
                leave_no=f"L-{no}", person_id=centre.people[no], filed_by_no=by or no, filed_at=now,
                kind="personal", first_date=OCT[day],
                last_date=OCT[last or day], status=LeaveStatus.APPROVED, approved_at=now,
            )
        )  # fmt: skip


def _roll_call(centre: SmallCentre, no: str, day: int, came: bool) -> None:
    at = centre.context.time.instant(OCT[day])
    with centre.context.write() as session:
        session.execute(
            insert(Attendance).values(
                person_id=centre.people[no], day=OCT[day], arrived_at=at if came else None,
                off_post_minutes=0,
            )
        )  # fmt: skip


def _debt(centre: SmallCentre, no: str) -> DebtState:
    debt = seen(centre, "1001", no).debt
    assert debt is not None
    return debt.state


def test_the_debt_follows_the_roll_call(centre: SmallCentre, clock: TestClock) -> None:
    no = effective(centre, "1001", "1002", 20, 20)
    assert _debt(centre, no) is DebtState.OPEN
    clock.pass_by(days=5, hours=-1)  # 20 October, 08:00: the early shift has begun
    _roll_call(centre, "1001", 20, came=True)
    assert _debt(centre, no) is DebtState.FIRST_WORKED
    clock.pass_by(hours=8)
    assert _debt(centre, no) is DebtState.FIRST_WORKED, "of the late shift nobody has kept a sheet"
    _roll_call(centre, "1002", 20, came=False)
    assert _debt(centre, no) is DebtState.BROKEN


def test_a_leg_of_whom_the_sheet_of_the_shift_says_nothing_is_missed(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = effective(centre, "1001", "2002", 20, 20)  # the early shift for the late one
    clock.pass_by(days=5)
    _roll_call(centre, "1000", 19, came=True)
    _roll_call(centre, "1001", 19, came=True)
    assert _debt(centre, no) is DebtState.OPEN
    _roll_call(centre, "1003", 20, came=True)
    assert _debt(centre, no) is DebtState.BROKEN


def test_a_sickness_on_a_leg_reopens_it_and_tells_both_leaders(centre: SmallCentre) -> None:
    no = effective(centre, "1001", "2002", 20, 20)
    wish = Wish(centre.people["1001"], "sick", OCT[20], OCT[20], "")
    leave.file_leave(acting(centre, "1001"), wish)
    assert _debt(centre, no) is DebtState.REOPENED
    with centre.context.read() as session:
        told = set(
            session.scalars(select(Notice.person_id).where(Notice.code == "swap.leg_reopened"))
        )
    assert told == {centre.people[one] for one in ("1000", "2000", "2002")}
