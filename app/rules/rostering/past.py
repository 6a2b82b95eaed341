"""What the months before say of a roster to come: burdens that were carried, and the rotation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from app.rules.facts import ShiftType
from app.rules.rostering.scene import Burden, Sheet
from app.rules.rotations import Past, places, worked_rotation

_SATURDAY = 5
_DAY = timedelta(days=1)


def burden(
    worked: Mapping[date, str], shifts: Mapping[str, ShiftType], holidays: Collection[date]
) -> Burden:
    """What somebody carried who `worked` these days: nights, weekends (the Saturday or the Sunday
    worked) and shifts on holidays."""
    return Burden(
        nights=sum(shifts[code].night for code in worked.values()),
        weekends=len({saturday(day) for day in worked if day.weekday() >= _SATURDAY}),
        holidays=sum(day in holidays for day in worked),
    )


def saturday(day: date) -> date:
    """The Saturday of the weekend that `day`, a Saturday or Sunday, belongs to."""
    return day - (day.weekday() - _SATURDAY) * _DAY


def going_on(teams: Iterable[Mapping[str, Past]], first: date, last: date) -> Sheet:
    """What people would work from `first` to `last` if each team's rotation went on.

    `teams`: of each, its people's days up to the one before `first`. Who has no place in a
    rotation is left out; a free day is "".
    """
    line: dict[str, Mapping[date, str]] = {}
    days = [first + number * _DAY for number in range((last - first).days + 1)]
    for pasts in teams:
        cycle = worked_rotation(list(pasts.values()))
        for no, place in places(cycle, pasts).items():
            line[no] = {day: cycle[(place + at) % len(cycle)] for at, day in enumerate(days)}
    return line
