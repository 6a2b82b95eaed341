"""Balances: an append-only ledger of days; nobody takes more than is left."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed, Stale
from app.models import AuditEntry
from app.queries.leave import balances as balance_rows
from app.queries.leave.kinds import KindDetails
from app.rules.turn import Word
from app.rules.vocabulary import BalanceEntry, Counting, LeaveStatus, Upwards
from app.services.leave import balances, cancelling
from app.services.leave import requests as leave
from app.services.leave.kinds import add_kind
from app.services.leave.requests import Wish
from app.services.requests.deciding import Reply
from tests.factories import SmallCentre

ENTER = (BalanceEntry.GRANT, BalanceEntry.CARRY_OVER, BalanceEntry.EXPIRE)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


@pytest.fixture(autouse=True)
def _annual(centre: SmallCentre) -> None:
    kind = KindDetails(
        "annual", "年假", 1, Upwards.NEVER, has_balance=True, counting=Counting.CALENDAR
    )
    add_kind(acting(centre, "0002"), kind)


def enter(
    centre: SmallCentre, days: int, entry: BalanceEntry = BalanceEntry.GRANT, by: str = "0002"
) -> None:
    balances.enter(acting(centre, by), centre.people["1002"], "annual", entry, days, "2026年度")


def left(centre: SmallCentre) -> int:
    with centre.context.read() as session:
        return balance_rows.left(session, centre.people["1002"], "annual")


def history(centre: SmallCentre) -> list[tuple[BalanceEntry, int]]:
    with centre.context.read() as session:
        rows = balance_rows.entries(session, centre.people["1002"], "annual")
    return [(row.entry, row.days) for row in rows]


def file(centre: SmallCentre, first: int, last: int) -> str:
    days = (date(2026, 10, first), date(2026, 10, last))
    return leave.file_leave(
        acting(centre, "1002"), Wish(centre.people["1002"], "annual", *days, reason="家中有事")
    )


def approve(centre: SmallCentre, no: str) -> LeaveStatus:
    leave.approve_step(acting(centre, "1000"), no, 1)
    return leave.approve_step(acting(centre, "0002"), no, 2)


def test_days_are_granted_carried_over_and_expire(centre: SmallCentre) -> None:
    enter(centre, 5)
    enter(centre, 2, BalanceEntry.CARRY_OVER)
    enter(centre, 3, BalanceEntry.EXPIRE)
    assert left(centre) == 4
    assert history(centre) == [
        (BalanceEntry.EXPIRE, -3),
        (BalanceEntry.CARRY_OVER, 2),
        (BalanceEntry.GRANT, 5),
    ]


@pytest.mark.parametrize("by", ["0001", "0002"])
def test_the_head_and_the_director_grant(centre: SmallCentre, by: str) -> None:
    enter(centre, 5, by=by)
    assert left(centre) == 5


@pytest.mark.parametrize("by", ["1002", "1000", "0003", "0004"])
def test_nobody_else_grants(centre: SmallCentre, by: str) -> None:
    with pytest.raises(NotAllowed):
        enter(centre, 5, by=by)
    assert left(centre) == 0


@pytest.mark.parametrize("entry", ENTER)
@pytest.mark.parametrize("days", [0, -1])
def test_a_number_of_days_is_above_nought(
    centre: SmallCentre, entry: BalanceEntry, days: int
) -> None:
    enter(centre, 5)
    with pytest.raises(BadInput):
        enter(centre, days, entry)


@pytest.mark.parametrize("entry", [BalanceEntry.TAKE, BalanceEntry.GIVE_BACK])
def test_only_a_leave_takes_and_gives_back(centre: SmallCentre, entry: BalanceEntry) -> None:
    with pytest.raises(BadInput):
        enter(centre, 1, entry)


def test_all_that_is_left_may_expire_and_not_a_day_more(centre: SmallCentre) -> None:
    enter(centre, 2)
    with pytest.raises(BadInput):
        enter(centre, 3, BalanceEntry.EXPIRE)
    enter(centre, 2, BalanceEntry.EXPIRE)
    assert left(centre) == 0


def test_as_many_days_as_are_left_can_be_asked_for(centre: SmallCentre) -> None:
    enter(centre, 2)
    with pytest.raises(BadInput):
        file(centre, 19, 21)
    file(centre, 19, 20)
    assert left(centre) == 2, "they are taken with the last step"


def test_the_last_step_takes_the_days_and_giving_up_gives_them_back(centre: SmallCentre) -> None:
    enter(centre, 5)
    no = file(centre, 19, 20)
    assert approve(centre, no) is LeaveStatus.APPROVED
    assert left(centre) == 3
    cancelling.ask_to_cancel(acting(centre, "1002"), no, 3, "计划有变")
    cancelling.decide(acting(centre, "1000"), no, Reply(Word.DECISION, 1, yes=True))
    assert left(centre) == 5
    assert [entry for entry, _days in history(centre)] == [
        BalanceEntry.GIVE_BACK,
        BalanceEntry.TAKE,
        BalanceEntry.GRANT,
    ]


def test_a_request_holds_its_days_until_it_is_decided(centre: SmallCentre) -> None:
    enter(centre, 2)
    one = file(centre, 19, 20)
    with pytest.raises(BadInput) as refused:
        file(centre, 26, 27)
    assert one in str(refused.value.message.params), "it says which request holds them"
    leave.withdraw_leave(acting(centre, "1002"), one, 1)
    assert approve(centre, file(centre, 26, 27)) is LeaveStatus.APPROVED
    assert left(centre) == 0


def test_days_that_went_before_the_last_step_are_not_taken_twice(centre: SmallCentre) -> None:
    enter(centre, 2)
    no = file(centre, 19, 20)
    enter(centre, 1, BalanceEntry.EXPIRE)
    leave.approve_step(acting(centre, "1000"), no, 1)
    with pytest.raises(BadInput):
        leave.approve_step(acting(centre, "0002"), no, 2)
    assert left(centre) == 1


def test_the_rulebooks_kinds_are_not_counted(centre: SmallCentre) -> None:
    wish = Wish(
        centre.people["1002"], "personal", date(2026, 10, 19), date(2026, 10, 19), reason="家中有事"
    )
    assert approve(centre, leave.file_leave(acting(centre, "1002"), wish)) is LeaveStatus.APPROVED
    assert history(centre) == []


def test_everybodys_days_are_read_at_once(centre: SmallCentre) -> None:
    enter(centre, 5)
    with centre.context.read() as session:
        assert balance_rows.all_left(session) == {(centre.people["1002"], "annual"): 5}


def test_a_change_may_use_the_days_that_the_changed_leave_took(centre: SmallCentre) -> None:
    enter(centre, 2)
    no = file(centre, 19, 20)
    approve(centre, no)
    assert left(centre) == 0
    person = centre.people["1002"]
    longer = Wish(
        person, "annual", date(2026, 10, 19), date(2026, 10, 21), replaces_no=no, reason="家中有事"
    )
    with pytest.raises(BadInput):
        leave.file_leave(acting(centre, "1002"), longer)
    other = Wish(
        person, "annual", date(2026, 10, 20), date(2026, 10, 21), replaces_no=no, reason="家中有事"
    )
    approve(centre, leave.file_leave(acting(centre, "1002"), other))
    assert left(centre) == 0


@pytest.mark.parametrize("kind", ["personal", "no such kind"])
def test_days_are_entered_for_kinds_that_count_them_alone(centre: SmallCentre, kind: str) -> None:
    with pytest.raises(BadInput):
        balances.enter(acting(centre, "0002"), centre.people["1002"], kind, BalanceEntry.GRANT, 1)


def test_the_trail_names_an_entrys_person_by_number(centre: SmallCentre) -> None:
    enter(centre, 1)
    with centre.context.read() as session:
        newest = select(AuditEntry.subject).order_by(AuditEntry.id.desc()).limit(1)
        assert session.scalar(newest) == "person:1002"


def test_days_are_granted_to_several_at_once_or_to_nobody(centre: SmallCentre) -> None:
    head, people = acting(centre, "0002"), centre.people
    balances.grant_to_all(head, {people["1001"]: 0, people["1002"]: 0}, "annual", 5, "2026")
    assert left(centre) == 5
    with pytest.raises(Stale):
        balances.grant_to_all(head, {people["1001"]: 5, people["1002"]: 0}, "annual", 5)
    with centre.context.read() as session:
        assert balance_rows.left(session, people["1001"], "annual") == 5
    assert left(centre) == 5


def test_who_may_not_grant_grants_to_nobody(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        balances.grant_to_all(acting(centre, "1001"), {centre.people["1002"]: 0}, "annual", 5)
    assert left(centre) == 0
