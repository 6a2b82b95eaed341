"""A roster that was made, in the numbers that its people and their leader compare."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from app.planning.building import minutes_of, month_days
from app.rules.rostering.past import burden
from app.rules.rostering.scene import Burden, RosterScene
from app.rules.work import Cell

_EVEN = 1
"""So far apart shares may be and still be called even."""


@dataclass(frozen=True, slots=True)
class MadeMonth:
    """One person's month. `changed`: how many cells of the draft become others. `whole`: employed
    on all its days, and allowed to work nights."""

    no: str
    name: str
    changed: int
    nights: int
    weekends: int
    minutes: int
    wishes: int
    kept: int
    whole: bool
    past: Burden


def made_months(scene: RosterScene, changed: Collection[Cell]) -> list[MadeMonth]:
    """Everybody's month as `scene` has it; `changed`: what is another than in the draft."""
    days = month_days(scene)
    return [_month(scene, no, days, changed) for no in scene.people]


def _month(
    scene: RosterScene, no: str, days: Collection[date], changed: Collection[Cell]
) -> MadeMonth:
    person, rules = scene.people[no], scene.work_rules.of(no)
    worked = {day: code for day in days if (code := scene.works(no, day))}
    carried = burden(worked, scene.shifts, scene.holidays)
    wishes = [wish for wish in scene.wishes if wish.person == no]
    nights = [code for code in scene.in_service if scene.shifts[code].night]
    whole = all(map(person.employed_on, days))
    return MadeMonth(
        no=no,
        name=person.name,
        changed=sum(one == no for one, _day in changed),
        nights=carried.nights,
        weekends=carried.weekends,
        minutes=sum(minutes_of(scene.shifts[code]) for code in worked.values()),
        wishes=len(wishes),
        kept=sum(wish.kept(worked.get(wish.day, "")) for wish in wishes),
        whole=whole and (not nights or any(map(rules.may_work, nights))),
        past=scene.past.get(no, Burden()),
    )


def is_uneven(months: Iterable[MadeMonth]) -> bool:
    """Whether nights or weekends lie further apart than one, among those who share them."""
    shared = [one for one in months if one.whole]
    return _apart([one.nights for one in shared]) or _apart([one.weekends for one in shared])


def was_uneven(months: Iterable[MadeMonth]) -> bool:
    """Whether they did so in the three months before."""
    shared = [one.past for one in months if one.whole]
    return _apart([one.nights for one in shared]) or _apart([one.weekends for one in shared])


def _apart(numbers: Collection[int]) -> bool:
    return bool(numbers) and max(numbers) - min(numbers) > _EVEN
