"""Contacts by interval, as they were counted or are expected, and the people each needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.planning.erlang import Goal, agents_needed
from app.planning.forecast import Counted, DaysApart, Expected, Forecast, Method, forecast
from app.planning.load import Interval as Asked
from app.planning.load import bearable
from app.planning.needed import TooMany
from app.queries.planning.volumes import (
    Correction,
    Interval,
    IntervalRow,
    corrections_of,
    volumes_of,
)
from app.queries.reference import reference
from app.rules.rostering.goals import GoalFigures
from app.rules.vocabulary import Message, msg

WEEKS_NEEDED = 4
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_LOOKED_BACK = 104 * _WEEK
"""What is older says little of the weeks to come."""


@dataclass(frozen=True, slots=True)
class NeedInterval:
    """One interval. `computed`: what is expected without the `correction`, None where the contacts
    were counted; `aht`: mean handling time in seconds."""

    day: date
    minute: int
    minutes: int
    contacts: float
    aht: float
    computed: float | None = None
    correction: Correction | None = None

    @property
    def at(self) -> Interval:
        return self.day, self.minute

    @property
    def counted(self) -> bool:
        return self.computed is None


@dataclass(frozen=True, slots=True)
class ForecastJudged:
    """How far each way of expecting was from what came, as a share of it, and which is used."""

    own: float | None
    naive: float | None
    used: Method


@dataclass(frozen=True, slots=True)
class Expectation:
    """The intervals of some days in order. `lacks`: why nothing is expected of those to come."""

    intervals: tuple[NeedInterval, ...]
    judged: ForecastJudged | None = None
    lacks: Message | None = None


def goal_by(figures: GoalFigures) -> Goal:
    """The goal as it is reckoned with."""
    return Goal(
        target=figures.target,
        within=figures.within_seconds,
        patience=figures.patience_seconds,
        occupancy=figures.occupancy_most,
        shrinkage=figures.shrinkage,
    )


def expectation(
    session: Session, department_id: int, job_type: str, last_counted: date, days: Sequence[date]
) -> Expectation:
    """The contacts of `days` (in order): counted up to `last_counted`, expected afterwards."""
    first, last = days[0], days[-1]
    there = [
        NeedInterval(row.day, row.minute, row.minutes, row.contacts, row.aht_seconds)
        for row in volumes_of(session, department_id, job_type, first, min(last, last_counted))
    ]
    if last <= last_counted:
        return Expectation(tuple(there))
    since = last_counted - _LOOKED_BACK
    counted = volumes_of(session, department_id, job_type, since, last_counted)
    history = [row for row in counted if bearable(row.contacts, row.minutes, row.aht_seconds)]
    if lacks := _lacking(history):
        return Expectation(tuple(there), lacks=lacks)
    begin = max(first, last_counted + _DAY)
    found = _foreseen(session, history, begin, last)
    corrected = corrections_of(session, department_id, job_type, begin, last)
    coming = [_coming(one, corrected) for one in found.intervals]
    judged = ForecastJudged(found.own_wape, found.naive_wape, found.used)
    return Expectation((*there, *coming), judged)


def agents_of(intervals: Sequence[NeedInterval], goal: Goal) -> list[int | None]:
    """For each interval the least people who meet the goal; None where no centre has as many: one
    slip of the pen must not take the others away."""
    asked = [(one.contacts, one.minutes, one.aht) for one in intervals]
    try:
        return list(agents_needed(asked, goal))
    except TooMany:
        return [_agents_of(one, goal) for one in asked]


def _agents_of(one: Asked, goal: Goal) -> int | None:
    try:
        return agents_needed([one], goal)[0]
    except TooMany:
        return None


def _lacking(history: Sequence[IntervalRow]) -> Message | None:
    """What is said where fewer weeks were counted than a forecast takes."""
    days = (history[-1].day - history[0].day).days + 1 if history else 0
    if days >= WEEKS_NEEDED * _WEEK.days:
        return None
    return msg(
        "A forecast takes the contacts of {needed} weeks; {weeks} whole weeks are there. Bring in "
        "older ones.",
        needed=WEEKS_NEEDED,
        weeks=days // _WEEK.days,
    )


def _foreseen(
    session: Session, history: Sequence[IntervalRow], first: date, last: date
) -> Forecast:
    known = reference(session)
    apart = DaysApart(known.holidays, known.workdays)
    return forecast(
        [
            Counted(row.day, row.minute, row.minutes, row.contacts, row.aht_seconds)
            for row in history
        ],
        first,
        last,
        apart,
    )


def _coming(one: Expected, corrected: Mapping[Interval, Correction]) -> NeedInterval:
    found = NeedInterval(
        one.day, one.minute, one.minutes, one.contacts, one.aht, computed=one.contacts
    )
    correction = corrected.get(found.at)
    if correction is None:
        return found
    return replace(found, contacts=correction.contacts, correction=correction)
