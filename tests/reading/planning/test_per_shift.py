"""The people by shift and date: they cover every interval that a shift can, nights included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from app.errors import NotAllowed
from app.models import StaffingNeed, Volume
from app.planning.erlang import agents_needed, rostered
from app.reading.planning.expected import goal_by
from app.reading.planning.per_shift import PerShift, read_per_shift
from app.rules.rostering.computed import NeedScope
from app.rules.rostering.goals import USUAL_GOAL
from app.services.planning.computed import use_computed
from tests.factories import SmallCentre
from tests.services.planning.counted import (
    AGENT,
    AHT,
    HEAD,
    MONDAY,
    acting,
    contacts,
    with_contacts,
)

WEEK_AGO = MONDAY - timedelta(days=7)
SUNDAY = WEEK_AGO + timedelta(days=6)


def scope(centre: SmallCentre, first: date = WEEK_AGO, last: date = SUNDAY) -> NeedScope:
    return NeedScope(centre.department, "inbound", first, last)


def read(centre: SmallCentre, *codes: str) -> PerShift:
    chosen = [centre.shifts[code] for code in codes] if codes else None
    return read_per_shift(acting(centre, HEAD), scope(centre), chosen)


def heads(day: date, hour: int) -> int:
    (agents,) = agents_needed([(contacts(day, hour), 60, AHT)], goal_by(USUAL_GOAL))
    return rostered(agents, USUAL_GOAL.shrinkage)


def test_each_hour_has_its_heads_with_the_shifts_that_are_worked(centre: SmallCentre) -> None:
    """E ends at 15:30, L begins then; N covers nothing that is asked for."""
    with_contacts(centre)
    found = read(centre)
    assert [one.code for one in found.chosen] == ["E", "L", "N"]
    for day in found.days:
        early = found.numbers[centre.shifts["E"], day]
        late = found.numbers[centre.shifts["L"], day]
        assert early == max(heads(day, hour) for hour in range(8, 16))
        assert late == max(heads(day, hour) for hour in range(15, 20))
        assert found.numbers[centre.shifts["N"], day] == 0
    assert found.short == []
    assert found.paid_minutes == 480 * sum(found.numbers.values())


def test_what_no_shift_covers_is_told_with_time_and_number(centre: SmallCentre) -> None:
    with_contacts(centre)
    found = read(centre, "L")
    assert {one.day for one in found.short} == set(found.days)
    first = found.short[0]
    assert (first.day, first.minute, first.heads) == (WEEK_AGO, 480, heads(WEEK_AGO, 8))


def test_a_night_covers_the_next_morning_also_over_the_ends_of_the_dates(
    centre: SmallCentre,
) -> None:
    """Of contacts from five in the morning on, E has nothing before 07:30."""
    with_contacts(centre, first=5)
    found = read(centre)
    nights = [found.numbers[centre.shifts["N"], day] for day in found.days]
    assert min(nights) > 0
    assert found.short == []


def test_a_night_that_is_needed_the_day_before_is_taken_as_it_is(centre: SmallCentre) -> None:
    with_contacts(centre, first=5)
    before = WEEK_AGO - timedelta(days=1)
    use_computed(centre.context, scope(centre, before, before), {(centre.shifts["N"], before): 1})
    short = [one for one in read(centre).short if one.day == WEEK_AGO]
    assert short
    assert all(one.minute < 450 for one in short)


def test_what_stands_of_these_dates_is_told(centre: SmallCentre) -> None:
    with_contacts(centre)
    found = read(centre)
    use_computed(centre.context, found.scope, found.numbers)
    with centre.context.write() as session:
        named = {"department_id": centre.department, "job_type": "inbound", "day": SUNDAY}
        session.add(StaffingNeed(**named, shift_id=centre.shifts["N"], least=2))
    again = read(centre)
    assert again.computed == {cell: number for cell, number in found.numbers.items() if number}
    assert again.by_hand == {(centre.shifts["N"], SUNDAY): 2}


def test_without_contacts_there_is_nothing(centre: SmallCentre) -> None:
    found = read(centre)
    assert (found.numbers, found.short, found.lacks) == ({}, [], None)


def test_too_few_weeks_are_told_for_dates_to_come(centre: SmallCentre) -> None:
    with_contacts(centre, 2)
    coming = scope(centre, MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    found = read_per_shift(acting(centre, HEAD), coming)
    assert found.numbers == {}
    assert found.lacks is not None


def test_an_agent_does_not_read_it(centre: SmallCentre) -> None:
    with pytest.raises(NotAllowed):
        read_per_shift(acting(centre, AGENT), scope(centre))


def test_an_interval_that_nobody_can_have_is_told_and_the_rest_is_covered(
    centre: SmallCentre,
) -> None:
    with_contacts(centre)
    before = read(centre)
    with centre.context.write() as session:
        where = (Volume.day == WEEK_AGO, Volume.minute == 660)
        session.execute(update(Volume).where(*where).values(contacts=1e9, aht_seconds=86_400))
    found = read(centre)
    assert [one.at for one in found.beyond] == [(WEEK_AGO, 660)]
    assert {key: n for key, n in found.numbers.items() if key[1] != WEEK_AGO} == {
        key: n for key, n in before.numbers.items() if key[1] != WEEK_AGO
    }
