"""Which days of a leave its balance counts, and what undecided leaves hold of it."""

from __future__ import annotations

from datetime import date

import pytest

from app.context import Actor, Context
from app.errors import BadInput
from app.queries.leave.counting import balance_of, days_counted
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.reading.leave.balances import load_balances
from app.reading.leave.view import preview
from app.rules.balances import DaysOf
from app.rules.vocabulary import BalanceEntry, Counting, LeaveStatus, Upwards
from app.services.leave import balances, requests
from app.services.leave.kinds import add_kind, edit_kind
from app.services.leave.requests import Wish
from app.text import say
from tests.factories import SmallCentre


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def granted(centre: SmallCentre, days: int, counting: Counting = Counting.ROSTERED) -> None:
    head = acting(centre, "0002")
    kind = KindDetails("annual", "年休假", 1, Upwards.NEVER, True, counting=counting)
    add_kind(head, kind)
    balances.enter(head, centre.people["1002"], "annual", BalanceEntry.GRANT, days)


def wish(centre: SmallCentre, first: int, last: int, month: int = 10) -> Wish:
    days = date(2026, month, first), date(2026, month, last)
    return Wish(centre.people["1002"], "annual", *days, reason="回家", special="家中有事")


def file(centre: SmallCentre, first: int, last: int) -> str:
    return requests.file_leave(acting(centre, "1002"), wish(centre, first, last))


def counted(centre: SmallCentre, first: date, last: date, no: str = "1002") -> int:
    with centre.context.read() as session:
        return days_counted(session, centre.people[no], "annual", first, last)


def test_annual_leave_over_days_off_takes_the_rostered_days_alone(centre: SmallCentre) -> None:
    granted(centre, 6)
    assert counted(centre, date(2026, 10, 19), date(2026, 10, 26)) == 6, "eight days, two off"
    no = file(centre, 19, 26)
    requests.approve_step(acting(centre, "1000"), no, 1)
    assert requests.approve_step(acting(centre, "0002"), no, 2) is LeaveStatus.APPROVED
    with centre.context.read() as session:
        assert balance_of(session, centre.people["1002"], "annual", date(2026, 10, 1)).left == 0


@pytest.mark.parametrize(
    ("counting", "days"),
    [(Counting.CALENDAR, 8), (Counting.ROSTERED, 6), (Counting.WORKDAYS, 6)],
)
def test_a_kind_says_which_days_count(centre: SmallCentre, counting: Counting, days: int) -> None:
    granted(centre, days, counting)
    assert counted(centre, date(2026, 10, 12), date(2026, 10, 19)) == days
    file(centre, 12, 19)


def test_a_month_without_a_roster_counts_its_workdays(centre: SmallCentre) -> None:
    granted(centre, 5)
    assert counted(centre, date(2026, 11, 2), date(2026, 11, 8)) == 5
    assert counted(centre, date(2026, 10, 12), date(2026, 10, 18), "0003") == 5, "on no roster"


def test_holidays_are_no_workdays_and_days_made_up_for_are() -> None:
    marked = DaysOf((), (), frozenset({date(2026, 10, 1)}), frozenset({date(2026, 10, 10)}))
    week = date(2026, 9, 28), date(2026, 10, 10)
    assert marked.counted(Counting.WORKDAYS, *week) == 3 + 6 + 1
    assert marked.counted(Counting.CALENDAR, *week) == 13


def test_what_a_request_holds_is_told_in_the_form_and_in_the_list(centre: SmallCentre) -> None:
    granted(centre, 5, Counting.CALENDAR)
    no = file(centre, 19, 20)
    found = preview(acting(centre, "1002"), wish(centre, 26, 29))
    assert found.balance is not None
    held = [(one.no, one.days) for one in found.balance.held]
    assert (found.balance.left, held, found.balance.free) == (5, [(no, 2)], 3)
    with pytest.raises(BadInput) as refused:
        file(centre, 26, 29)
    assert no in say(refused.value.message)
    (row,) = [
        row for row in load_balances(acting(centre, "0002")) if row.person.employee_no == "1002"
    ]
    assert (row.left, row.held, row.balance.free) == (5, 2, 3)


def test_a_kind_may_come_to_count_other_days(centre: SmallCentre) -> None:
    granted(centre, 5)
    with centre.context.read() as session:
        (kind,) = own_kind_details(session)
    changed = KindDetails("annual", "年休假", 1, Upwards.NEVER, True, counting=Counting.CALENDAR)
    assert kind.counting is Counting.ROSTERED
    edit_kind(acting(centre, "0002"), changed)
    assert counted(centre, date(2026, 10, 12), date(2026, 10, 19)) == 8
