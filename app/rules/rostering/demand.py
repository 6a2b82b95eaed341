"""What the rows of needs come to for a team, a department or the centre, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.rules.rostering.needs import Need, Needing, needs_on


@dataclass(frozen=True, slots=True)
class Demand:
    """How many people a shift needs on a day; `of_jobs`: how many of them at least of a job type.

    `most` None: without a limit.
    """

    least: int
    want: int
    most: int | None = None
    of_jobs: Mapping[str, int] = field(default_factory=dict)

    def short(self, have: int, of_job: Mapping[str, int]) -> int:
        """How many are missing where `have` are at work, of each job type as `of_job` says."""
        lacking = sum(least - there for there, least in self.lacks(of_job).values())
        return max(self.least - have, lacking)

    def lacks(self, of_job: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        """Job type -> how many of it there are, and how many are needed: those that are short."""
        return {
            job: (of_job.get(job, 0), least)
            for job, least in self.of_jobs.items()
            if of_job.get(job, 0) < least
        }


Demands = Mapping[str, Demand]
"""Shift code -> what it needs; a shift of which nothing is said is not there."""


@dataclass(frozen=True, slots=True)
class CentreNeeds:
    """All rows of a centre, asked by day.

    What a team, a department or the centre says of itself goes before what its parts need
    together; what it needs of job types is needed in any case, among the others or beyond them.
    """

    needs: tuple[Need, ...] = ()
    _held: dict[date | int, Mapping[Needing, Demands]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _dated: frozenset[date | None] = field(default=frozenset(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_dated", frozenset(need.day for need in self.needs))

    def on(self, parts: Iterable[Needing], day: date, weekday: int) -> Demands:
        """What `parts` (teams, departments, or the centre) need together on a day that is staffed
        as `weekday` (1 Monday to 7 Sunday)."""
        held = self._on(day, weekday)
        return _sum_of(_of(part, held) for part in parts)

    def of_team(self, department: str, team: str, day: date, weekday: int) -> Demands:
        """What a team needs by itself; "" for people without one, of whom no row speaks."""
        return self.on([Needing(department, team)], day, weekday) if team else {}

    def above_teams(self) -> CentreNeeds:
        """What departments and the centre say of themselves, without what single teams need."""
        return CentreNeeds(tuple(need for need in self.needs if not need.who.team))

    def _on(self, day: date, weekday: int) -> Mapping[Needing, Demands]:
        """The rows that hold; days without a row of their own are alike by weekday."""
        key = day if day in self._dated else weekday
        if key not in self._held:
            found: dict[Needing, dict[str, Demand]] = defaultdict(dict)
            for need in needs_on(self.needs, day, weekday):
                found[need.who][need.shift] = Demand(need.least, need.wanted, need.most)
            self._held[key] = dict(found)
        return self._held[key]


def _of(part: Needing, held: Mapping[Needing, Demands]) -> Demands:
    parts = {below for who in held if (below := _below(part, who)) is not None}
    whole = {**_sum_of(_of(one, held) for one in sorted(parts)), **held.get(part, {})}
    jobs = _sum_of(
        {code: _of_job(who.job_type, one) for code, one in demands.items()}
        for who, demands in held.items()
        if who.job_type and (who.department, who.team) == (part.department, part.team)
    )
    both = {code: _larger(whole[code], jobs[code]) for code in whole.keys() & jobs.keys()}
    return {**whole, **jobs, **both}


def _sum_of(demands: Iterable[Demands]) -> Demands:
    found: Demands = {}
    for one in demands:
        both = {code: _sum(found[code], one[code]) for code in found.keys() & one.keys()}
        found = {**found, **one, **both}
    return found


def _below(part: Needing, who: Needing) -> Needing | None:
    """The part of `part`, one step down, in which `who` is counted."""
    if not part.department:
        return Needing(who.department) if who.department else None
    if not part.team and who.department == part.department and who.team:
        return Needing(who.department, who.team)
    return None


def _of_job(job_type: str, demand: Demand) -> Demand:
    return Demand(demand.least, demand.want, demand.most, {job_type: demand.least})


def _sum(one: Demand, other: Demand) -> Demand:
    most = None if one.most is None or other.most is None else one.most + other.most
    jobs = {
        job: one.of_jobs.get(job, 0) + other.of_jobs.get(job, 0)
        for job in {**one.of_jobs, **other.of_jobs}
    }
    return Demand(one.least + other.least, one.want + other.want, most, jobs)


def _larger(whole: Demand, jobs: Demand) -> Demand:
    """Both hold, of the same people."""
    of_jobs = _sum(whole, jobs).of_jobs
    return Demand(max(whole.least, jobs.least), max(whole.want, jobs.want), whole.most, of_jobs)
