"""Whom a month's inspections tell apart, and how many more of them would.

Two means m1, m2 of n1, n2 inspections are told apart where

    |m1 - m2| > t(1 - 0.025 / pairs, N - k) * sqrt(MSW * (1 / n1 + 1 / n2))

(Fisher's test of two means with the variance of all people; with more than one pair in question
Bonferroni's share of the 5 %, so that it holds of all of them together.) Nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from app.rules.scorecards.quality import CONFIDENCE, DepartmentQuality, PersonQuality
from app.rules.scorecards.statistics import NOUGHT, t_quantile

POWER = 0.8
"""How often a difference that is there would be seen."""
FARTHEST = 100_000
"""More inspections than this of each are none worth speaking of."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What can be said of two people. `difference`: of their means, never negative.

    `more`: so many further inspections of each would show a difference of that size, if it is
    there, in 4 of 5 cases; 0 where they are told apart already, None where no number would (no
    difference, or no within-person spread to go by).
    """

    one: str
    other: str
    difference: float
    apart: bool
    more: int | None


def telling(department: DepartmentQuality, one: str, other: str) -> Telling:
    """Whether a department's month tells two of its people apart; KeyError of a stranger."""
    people = {person.employee: person for person in department.people}
    a, b = people[one], people[other]
    apart = _apart(a, b, department, _t(department, 1))
    difference = abs(a.mean - b.mean)
    more: int | None = 0
    if not apart:
        more = more_inspections(
            within_sd=department.within_sd,
            freedom=department.freedom,
            counts=(a.inspections, b.inspections),
            difference=difference,
        )
    return Telling(one, other, difference, apart, more)


def more_inspections(
    *, within_sd: float | None, freedom: int, counts: tuple[int, int], difference: float
) -> int | None:
    """The least r of further inspections of each of two people, r >= 0, with

        difference >= (t(0.975, f) + t(0.8, f)) * within_sd * sqrt(1 / (n1 + r) + 1 / (n2 + r))

    where f = freedom + 2r: a true difference of that size is then seen in about 4 of 5 cases
    (Snedecor and Cochran, Statistical Methods, on the size of samples). None where no number up
    to `FARTHEST` does.
    """
    if within_sd is None or difference < NOUGHT:
        return None

    def seen(more: int) -> bool:
        f = freedom + 2 * more
        t = t_quantile((1 + CONFIDENCE) / 2, f) + t_quantile(POWER, f)
        half = sqrt(sum(1 / (n + more) for n in counts))
        return difference >= t * within_sd * half

    if not seen(FARTHEST):
        return None
    least, most = -1, FARTHEST
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if seen(middle) else (middle, most)
    return most


def alike(department: DepartmentQuality) -> tuple[tuple[str, ...], ...]:
    """The people in the fewest-jointed groups of which it holds that two in different groups are
    told apart: whoever is not told apart from somebody is in their group. One colour a group.

    Within a group some pairs may be told apart (`telling`). By employee number, and groups by
    their first; nobody is ranked.
    """
    group = {person.employee: {person.employee} for person in department.people}
    for one, other in _not_apart(department):
        if group[one] is not group[other]:
            group[one] |= group[other]
            for employee in group[other]:
                group[employee] = group[one]
    return tuple(sorted({tuple(sorted(each)) for each in group.values()}))


def _not_apart(department: DepartmentQuality) -> Iterator[tuple[str, str]]:
    pairs = [*combinations(department.people, 2)]
    t = _t(department, max(len(pairs), 1))
    for one, other in pairs:
        if not _apart(one, other, department, t):
            yield one.employee, other.employee


def _t(department: DepartmentQuality, pairs: int) -> float | None:
    if department.within_sd is None:
        return None
    return t_quantile(1 - (1 - CONFIDENCE) / 2 / pairs, department.freedom)


def _apart(
    one: PersonQuality, other: PersonQuality, department: DepartmentQuality, t: float | None
) -> bool:
    if t is None or department.within_sd is None:
        return False
    half = t * department.within_sd * sqrt(1 / one.inspections + 1 / other.inspections)
    return abs(one.mean - other.mean) > half + NOUGHT
