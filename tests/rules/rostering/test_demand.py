"""Several rows speak of one shift: which of them a team, a department and the centre go by."""

from __future__ import annotations

from datetime import date

import pytest

from app.rules.rostering.demand import CentreNeeds, Demand, Demands
from app.rules.rostering.needs import Need, Needing, needs_on

MONDAY = date(2026, 11, 2)
CENTRE, A, B = Needing(""), Needing("Service", "A"), Needing("Service", "B")
SERVICE = Needing("Service")


def need(who: Needing, least: int, **words: object) -> Need:
    return Need(who, "E", least, **words)  # type: ignore[arg-type]


def asked(part: Needing, *needs: Need, day: date = MONDAY) -> Demands:
    return CentreNeeds(needs).on([part], day, day.isoweekday())


def least(part: Needing, *needs: Need, day: date = MONDAY) -> int | None:
    found = asked(part, *needs, day=day).get("E")
    return None if found is None else found.least


def test_a_date_goes_before_a_weekday_which_goes_before_neither() -> None:
    rows = (need(A, 1), need(A, 2, weekday=1), need(A, 3, day=MONDAY))
    assert least(A, *rows) == 3
    assert least(A, *rows[:2]) == 2
    assert least(A, *rows, day=date(2026, 11, 9)) == 2
    assert least(A, *rows, day=date(2026, 11, 3)) == 1


def test_of_two_kinds_of_people_each_has_its_own_row() -> None:
    rows = (need(A, 1), need(B, 2, day=MONDAY))
    assert [one.who for one in needs_on(rows, MONDAY, 1)] == [A, B]


def test_a_date_that_needs_nobody_says_so() -> None:
    assert least(A, need(A, 2), need(A, 0, day=MONDAY)) == 0
    assert least(A, need(B, 2)) is None


def test_a_department_and_the_centre_need_what_their_parts_need_together() -> None:
    rows = (need(A, 2, want=3, most=4), need(B, 3, most=6), need(Needing("Sales"), 5))
    assert asked(SERVICE, *rows)["E"] == Demand(5, 6, 10)
    assert asked(CENTRE, *rows)["E"] == Demand(10, 11)


def test_what_a_department_says_of_itself_goes_before_its_teams() -> None:
    rows = (need(SERVICE, 4), need(A, 2), need(B, 3))
    assert least(SERVICE, *rows) == 4
    assert least(CENTRE, *rows) == 4
    assert least(A, *rows) == 2
    assert least(CENTRE, *rows, need(CENTRE, 9)) == 9


def test_several_parts_are_taken_together() -> None:
    needs = CentreNeeds((need(A, 2), need(B, 3)))
    assert needs.on([A, B], MONDAY, 1)["E"].least == 5
    assert needs.on([A], MONDAY, 1)["E"].least == 2
    assert needs.of_team("Service", "B", MONDAY, 1)["E"].least == 3
    assert needs.of_team("Service", "", MONDAY, 1) == {}


@pytest.mark.parametrize(("plain", "together"), [(4, 5), (5, 5), (6, 6)])
def test_job_types_are_needed_among_the_others_or_beyond_them(plain: int, together: int) -> None:
    vip, sales = Needing("Service", "", "VIP"), Needing("Service", "", "sales")
    found = asked(SERVICE, need(SERVICE, plain), need(vip, 2), need(sales, 3))["E"]
    assert found == Demand(together, together, None, {"VIP": 2, "sales": 3})


def test_people_of_another_job_type_do_not_fill_the_place_of_one() -> None:
    demand = Demand(5, 5, None, {"VIP": 2, "sales": 3})
    assert demand.short(5, {"VIP": 2, "sales": 3}) == 0
    assert demand.short(5, {"VIP": 0, "sales": 5}) == 2
    assert demand.short(9, {}) == 5
    assert Demand(6, 6, None, {"VIP": 2}).short(4, {"VIP": 2}) == 2


@pytest.mark.parametrize(("have", "short"), [(2, 1), (3, 0), (4, 0)])
def test_fewer_than_the_least_are_short(have: int, short: int) -> None:
    assert Demand(3, 5).short(have, {}) == short
