"""How many agents an interval's contacts need, and what callers meet with a number of agents.

Erlang C where nobody gives up, Erlang A where the goal has a patience. What the goal is cannot be
met by, or figures that mean nothing, are a BadInput.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf

from app.errors import BadInput
from app.planning.leaving import all_leave, leaving_one, queues
from app.planning.load import Interval, Load, loads_of
from app.planning.needed import AGENTS_MOST, Sought, least_leaving, least_waiting, too_many
from app.planning.waiting import (
    NOBODY_CALLS,
    NOBODY_WAITS,
    QUEUE_WITHOUT_END,
    Measures,
    waiting,
)
from app.rules.vocabulary import Message, msg

FIGURE_MOST = 1e9
TIME_LEAST = 1e-6
"""Seconds: what is shorter is nothing, and is to be written so."""
_LEAST, _MOST = f"{TIME_LEAST:f}", f"{FIGURE_MOST:,.0f}"
_TITLE = msg("That cannot be worked out")
_NEVER_ALL = msg(
    "The target is 1, and no number of people answers everybody in time; 0.99 can be met."
)


@dataclass(frozen=True, slots=True)
class Goal:
    """`target`: the share of all callers to be answered `within` seconds. `patience`: mean seconds
    until a caller gives up, None for never. `occupancy`: the most that agents may be busy, None for
    any. `shrinkage`: the share of rostered heads who are not at their desks."""

    target: float
    within: float
    patience: float | None = None
    occupancy: float | None = None
    shrinkage: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Shares from 0 to 1 and seconds, over all callers. `mean_wait` is infinite where the queue
    grows without end. `service_level`: the share that is answered in time."""

    agents: int
    rostered: int
    load: float
    wait_probability: float
    service_level: float
    mean_wait: float
    occupancy: float
    abandoned: float


def answer(
    contacts: float, minutes: float, aht: float, goal: Goal, agents: int | None = None
) -> Answer:
    """The least number of agents that meets the goal, or that of `agents`; `aht` in seconds."""
    interval = (contacts, minutes, aht)
    _refuse_senseless([interval], goal)
    if agents is None:
        (agents,) = agents_needed([interval], goal)
    elif not 0 <= agents <= AGENTS_MOST:
        raise BadInput(
            _TITLE,
            msg("The agents are {given}; 0 to {most} make sense.", given=agents, most=AGENTS_MOST),
        )
    (load,) = loads_of([interval])
    found = _measures(load, interval, goal, agents)
    return Answer(
        agents=agents,
        rostered=rostered(agents, goal.shrinkage),
        load=load.erlangs,
        wait_probability=found.wait,
        service_level=found.answered,
        mean_wait=found.mean_wait,
        occupancy=found.occupancy,
        abandoned=found.abandoned,
    )


def agents_needed(intervals: Sequence[Interval], goal: Goal) -> list[int]:
    """The least number of agents for each interval that meets the goal."""
    _refuse_senseless(intervals, goal)
    if goal.target >= 1:
        raise BadInput(_TITLE, _NEVER_ALL)
    loads = list(loads_of(intervals))
    least = [
        _least(load, goal) if contacts else 0
        for load, (contacts, _minutes, _aht) in zip(loads, intervals, strict=True)
    ]
    if max(least, default=0) > AGENTS_MOST:
        raise too_many()
    busy = [at for at, load in enumerate(loads) if load.erlangs > 0]
    found = _least_found(
        [loads[at] for at in busy],
        [intervals[at][2] for at in busy],
        [least[at] for at in busy],
        goal,
    )
    for at, agents in zip(busy, found, strict=True):
        least[at] = agents
    return least


def _least_found(
    loads: Sequence[Load], ahts: Sequence[float], least: Sequence[int], goal: Goal
) -> Sequence[int]:
    if goal.patience is None:
        return [
            least_waiting(load, first, aht, goal.within, goal.target)
            for load, aht, first in zip(loads, ahts, least, strict=True)
        ]
    asked = queues(loads, ahts, goal.patience, goal.within)
    most = inf if goal.occupancy is None else goal.occupancy
    return least_leaving(asked, Sought(goal.target, most))


def rostered(agents: int, shrinkage: float) -> int:
    """How many are to be rostered so that `agents` are there: never one too many by rounding."""
    return ceil(agents / (1 - Fraction(repr(shrinkage))))


def _least(load: Load, goal: Goal) -> int:
    """No fewer than these could do, whatever the service level."""
    if goal.patience is not None:
        return 1
    if goal.occupancy is None:
        return load.whole + 1
    return max(1, load.whole + (load.erlangs > 0), load.busy_at_most(goal.occupancy))


def _measures(load: Load, interval: Interval, goal: Goal, agents: int) -> Measures:
    contacts, _minutes, aht = interval
    if contacts == 0:
        return NOBODY_CALLS
    if agents == 0:
        return QUEUE_WITHOUT_END if goal.patience is None else all_leave(goal.patience)
    if load.erlangs == 0:
        return NOBODY_WAITS
    if goal.patience is None:
        return waiting(load, agents, aht, goal.within)
    return leaving_one(load, agents, aht, goal.patience, goal.within)


def _refuse_senseless(intervals: Iterable[Interval], goal: Goal) -> None:
    """BadInput with a sentence for each figure that means nothing."""
    problems = list(_problems_of(goal))
    for contacts, minutes, aht in intervals:
        if not (
            0 <= contacts <= FIGURE_MOST
            and TIME_LEAST <= minutes <= FIGURE_MOST
            and (aht == 0 or TIME_LEAST <= aht <= FIGURE_MOST)
        ):
            problems += _problems_in(contacts, minutes, aht)
            break
    if problems:
        raise BadInput(_TITLE, problems[0], problems[1:])


def _problems_in(contacts: float, minutes: float, aht: float) -> Iterator[Message]:
    if not 0 <= contacts <= FIGURE_MOST:
        yield msg("The contacts are {given}; 0 to {most} make sense.", given=contacts, most=_MOST)
    if not TIME_LEAST <= minutes <= FIGURE_MOST:
        yield msg(
            "The interval has {given} minutes; {least} to {most} make sense.",
            given=minutes, least=_LEAST, most=_MOST,
        )  # fmt: skip
    if not (aht == 0 or TIME_LEAST <= aht <= FIGURE_MOST):
        yield msg(
            "The handling time is {given} s; 0, or {least} to {most}, make sense.",
            given=aht, least=_LEAST, most=_MOST,
        )  # fmt: skip


def _problems_of(goal: Goal) -> Iterator[Message]:
    if not 0 <= goal.target <= 1:
        yield msg("The target is {given}; it is a share from 0 to 1.", given=goal.target)
    if not 0 <= goal.within <= FIGURE_MOST:
        yield msg("“Within” is {given} s; 0 to {most} make sense.", given=goal.within, most=_MOST)
    if goal.patience is not None and not TIME_LEAST <= goal.patience <= FIGURE_MOST:
        yield msg(
            "The patience is {given} s; {least} to {most} make sense. Leave it out where nobody "
            "gives up.",
            given=goal.patience, least=_LEAST, most=_MOST,
        )  # fmt: skip
    if goal.occupancy is not None and not 0 < goal.occupancy <= 1:
        yield msg("The occupancy is {given}; it is a share above 0, up to 1.", given=goal.occupancy)
    if not 0 <= goal.shrinkage < 1:
        yield msg("The shrinkage is {given}; it is a share from 0, below 1.", given=goal.shrinkage)
