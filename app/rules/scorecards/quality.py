"""The month of a department's inspections: each person's mean and what can be said of it.

DAYBOOKS.md, "Reports". With N totals x of k people, n of a person with mean m, g = sum x / N:

    MSW = sum (x - m)^2 / (N - k)         one-way analysis of variance with unequal groups
    MSB = sum n (m - g)^2 / (k - 1)
    n0 = (N - sum n^2 / N) / (k - 1)
    tau^2 = max(0, (MSB - MSW) / n0)      the moments' estimate of the variance between people
    low, high = m -+ t(0.975, N - k) * sqrt(MSW / n)
    shrunk = g + (m - g) * tau^2 / (tau^2 + MSW / n)      the best linear prediction

(Searle, Casella and McCulloch, Variance Components, chapter 3.) Nobody is ranked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from app.rules.scorecards.statistics import NOUGHT, t_quantile
from app.rules.scorecards.worth import Worth
from app.rules.vocabulary import Aspect, MeanStanding

CONFIDENCE = 0.95
LEAST, MOST = 0.0, 100.0


@dataclass(frozen=True, slots=True)
class Counted:
    """An inspection that counts: no calibration, and by who may score (QA-3).

    `department`: of the agent's post on the day of the inspection, '' without one.
    """

    department: str
    employee: str
    worth: Worth


@dataclass(frozen=True, slots=True)
class PersonQuality:
    """One person's inspections of a month; None where a value does not exist."""

    employee: str
    inspections: int
    failed: int
    mean: float
    low: float | None
    high: float | None
    """The interval of the mean, 95 %, cut to 0-100."""
    shrunk: float | None
    """The mean, drawn towards the department's as far as the months' few inspections ask."""
    standing: MeanStanding
    aspects: Mapping[Aspect, float | None]


@dataclass(frozen=True, slots=True)
class DepartmentQuality:
    """A department's month; people by number. `within_sd`: of one inspection about its person's
    mean, `between_sd`: of people about the department's; None where that cannot be told."""

    department: str
    inspections: int
    failed: int
    mean: float
    within_sd: float | None
    between_sd: float | None
    people: tuple[PersonQuality, ...]
    freedom: int
    """The degrees of freedom of `within_sd`, N - k: of all who were inspected, also where only
    some of them are shown."""


@dataclass(frozen=True, slots=True)
class _Spread:
    """What a department's people share. `within`: MSW, `between`: tau^2, `t`: with N - k."""

    mean: float
    within: float | None
    between: float | None
    t: float | None


def month_quality(counted: Iterable[Counted]) -> list[DepartmentQuality]:
    """The departments with inspections, by name; both they and people by code point."""
    departments: dict[str, dict[str, list[Worth]]] = defaultdict(lambda: defaultdict(list))
    for one in counted:
        departments[one.department][one.employee].append(one.worth)
    return [_department(name, departments[name]) for name in sorted(departments)]


def _department(name: str, people: Mapping[str, Sequence[Worth]]) -> DepartmentQuality:
    spread = _spread([[worth.total for worth in worths] for worths in people.values()])
    rows = tuple(_person(employee, people[employee], spread) for employee in sorted(people))
    return DepartmentQuality(
        department=name,
        inspections=sum(row.inspections for row in rows),
        failed=sum(row.failed for row in rows),
        mean=spread.mean,
        within_sd=None if spread.within is None else sqrt(spread.within),
        between_sd=None if spread.between is None else sqrt(spread.between),
        people=rows,
        freedom=sum(map(len, people.values())) - len(people),
    )


def _spread(groups: Sequence[Sequence[float]]) -> _Spread:
    count, freedom = sum(map(len, groups)), sum(map(len, groups)) - len(groups)
    mean = fsum(x for group in groups for x in group) / count
    if freedom == 0:
        return _Spread(mean, None, None, None)
    means = [_mean(group) for group in groups]
    squares = ((x - m) ** 2 for group, m in zip(groups, means, strict=True) for x in group)
    within = _or_nought(fsum(squares) / freedom)
    t = t_quantile((1 + CONFIDENCE) / 2, freedom)
    between = _between([*zip(map(len, groups), means, strict=True)], mean, within)
    return _Spread(mean, within, between, t)


def _between(people: Sequence[tuple[int, float]], mean: float, within: float) -> float | None:
    """tau^2 of people with as many inspections and such means; None of one person."""
    if len(people) < 2:
        return None
    count, others = sum(n for n, _m in people), len(people) - 1
    among = fsum(n * (m - mean) ** 2 for n, m in people) / others
    typical = (count - sum(n * n for n, _m in people) / count) / others
    return _or_nought((among - within) / typical)


def _person(employee: str, worths: Sequence[Worth], spread: _Spread) -> PersonQuality:
    mean = _mean([worth.total for worth in worths])
    low, high = _interval(mean, len(worths), spread)
    return PersonQuality(
        employee=employee,
        inspections=len(worths),
        failed=sum(worth.failed for worth in worths),
        mean=mean,
        low=low,
        high=high,
        shrunk=_shrunk(mean, len(worths), spread),
        standing=_standing(low, high, spread.mean),
        aspects={aspect: _aspect(aspect, worths) for aspect in Aspect},
    )


def _interval(mean: float, n: int, spread: _Spread) -> tuple[float | None, float | None]:
    if spread.within is None or spread.t is None:
        return None, None
    half = spread.t * sqrt(spread.within / n)
    return max(LEAST, mean - half), min(MOST, mean + half)


def _shrunk(mean: float, n: int, spread: _Spread) -> float | None:
    if spread.within is None or spread.between is None:
        return None
    whole = spread.between + spread.within / n
    return spread.mean + (mean - spread.mean) * spread.between / whole if whole else spread.mean


def _standing(low: float | None, high: float | None, mean: float) -> MeanStanding:
    if low is not None and low > mean + NOUGHT:
        return MeanStanding.ABOVE
    if high is not None and high < mean - NOUGHT:
        return MeanStanding.BELOW
    return MeanStanding.LEVEL


def _aspect(aspect: Aspect, worths: Iterable[Worth]) -> float | None:
    values = [worth.aspects[aspect] for worth in worths if aspect in worth.aspects]
    return _mean(values) if values else None


def _mean(values: Sequence[float]) -> float:
    """Of the exact sum, so that the order of rows makes no difference."""
    return fsum(values) / len(values)


def _or_nought(variance: float) -> float:
    return 0.0 if variance < NOUGHT else variance
