"""What contacts ask of shifts becomes the roster's need, and never what somebody set by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.context import Actor
from app.errors import NotAllowed
from app.models import StaffingNeed
from app.rules.rostering.computed import NeedScope
from app.services.planning.computed import NeedsTaken, remove_computed, use_computed
from tests.factories import SmallCentre

MONDAY = date(2026, 11, 2)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def scope(centre: SmallCentre, job_type: str = "", last: date = WEDNESDAY) -> NeedScope:
    return NeedScope(centre.department, job_type, MONDAY, last)


def set_by_hand(centre: SmallCentre, **values: object) -> None:
    with centre.context.write() as session:
        named = {"department_id": centre.department, "shift_id": centre.shifts["E"], "least": 9}
        session.add(StaffingNeed(**{**named, **values}))


def there(centre: SmallCentre) -> set[tuple[str, date | None, int, bool]]:
    codes = {key: code for code, key in centre.shifts.items()}
    with centre.context.read() as session:
        rows = session.scalars(select(StaffingNeed))
        return {(codes[row.shift_id], row.day, row.least, row.computed) for row in rows}


def use(centre: SmallCentre, *numbers: tuple[str, date, int], job_type: str = "") -> NeedsTaken:
    cells = {(centre.shifts[code], day): number for code, day, number in numbers}
    return use_computed(centre.context, scope(centre, job_type), cells)


def test_what_was_computed_before_is_replaced_within_the_dates(centre: SmallCentre) -> None:
    use(centre, ("E", MONDAY, 5), ("L", MONDAY, 4), ("E", TUESDAY, 6))
    later = NeedScope(centre.department, "", TUESDAY, TUESDAY)
    told = use_computed(centre.context, later, {(centre.shifts["L"], TUESDAY): 3})
    assert (told.written, told.removed) == (1, 1)
    assert there(centre) == {
        ("E", MONDAY, 5, True),
        ("L", MONDAY, 4, True),
        ("L", TUESDAY, 3, True),
    }


def test_what_was_set_for_a_date_by_hand_stays(centre: SmallCentre) -> None:
    set_by_hand(centre, day=MONDAY)
    told = use(centre, ("E", MONDAY, 5), ("E", TUESDAY, 6))
    assert told == NeedsTaken(written=1, removed=0, by_hand=1)
    assert there(centre) == {("E", MONDAY, 9, False), ("E", TUESDAY, 6, True)}


def test_nobody_is_written_only_where_a_weekdays_number_would_count_otherwise(
    centre: SmallCentre,
) -> None:
    set_by_hand(centre, weekday=0)
    use(centre, ("E", MONDAY, 0), ("L", MONDAY, 0))
    assert there(centre) == {("E", None, 9, False), ("E", MONDAY, 0, True)}


def test_job_types_and_teams_keep_their_own(centre: SmallCentre) -> None:
    set_by_hand(centre, day=MONDAY, team_id=centre.teams["A"])
    use(centre, ("E", MONDAY, 5), job_type="inbound")
    use(centre, ("E", MONDAY, 2), job_type="chat")
    remove_computed(centre.context, scope(centre, "chat"))
    assert there(centre) == {("E", MONDAY, 9, False), ("E", MONDAY, 5, True)}


def test_they_are_removed_for_the_dates_and_no_others(centre: SmallCentre) -> None:
    use(centre, ("E", MONDAY, 5), ("E", WEDNESDAY, 6))
    set_by_hand(centre, day=TUESDAY)
    assert remove_computed(centre.context, scope(centre, last=TUESDAY)) == 1
    assert there(centre) == {("E", TUESDAY, 9, False), ("E", WEDNESDAY, 6, True)}
    assert remove_computed(centre.context, scope(centre, last=TUESDAY)) == 0


def test_a_leader_uses_and_removes_nothing(centre: SmallCentre) -> None:
    ctx = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    with pytest.raises(NotAllowed):
        use_computed(ctx, scope(centre), {})
    with pytest.raises(NotAllowed):
        remove_computed(ctx, scope(centre))
