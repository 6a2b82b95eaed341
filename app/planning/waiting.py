"""What callers meet who wait as long as it takes: M/M/n, Erlang's C."""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1, inf

from app.planning.load import Load


@dataclass(frozen=True, slots=True)
class Measures:
    """What callers meet with a number of agents: shares from 0 to 1, and seconds.

    `answered`: the share of all callers who are answered in time; `wait`: of those who wait at all.
    """

    wait: float
    answered: float
    mean_wait: float
    occupancy: float
    abandoned: float = 0.0


NOBODY_CALLS = NOBODY_WAITS = Measures(0.0, 1.0, 0.0, 0.0)
QUEUE_WITHOUT_END = Measures(1.0, 0.0, inf, 1.0)
"""Those who come are more than can ever be answered, and nobody gives up."""


def blocked(erlangs: float, agents: int) -> float:
    """Erlang's B: the share that would find all agents busy if nobody could wait."""
    found = 1.0
    for n in range(1, agents + 1):
        found = erlangs * found / (n + erlangs * found)
    return found


def waiting(load: Load, agents: int, aht: float, within: float) -> Measures:
    """`aht` and `within` in seconds. Without end where agents are not more than erlangs."""
    if load.spare(agents) <= 0:
        return QUEUE_WITHOUT_END
    return _measured(load, agents, blocked(load.erlangs, agents), aht, within)


def _measured(load: Load, agents: int, blocking: float, aht: float, within: float) -> Measures:
    spare = load.spare(agents)
    wait = agents * blocking / (spare + load.erlangs * blocking)
    return Measures(
        wait,
        answered_in_time(load.erlangs, spare, agents, blocking, spare * within / aht),
        wait * aht / spare,
        load.erlangs / agents,
    )


def answered_in_time(
    erlangs: float, spare: float, agents: int, blocking: float, decay: float
) -> float:
    """A sum of positive terms alone: it loses no digits, however small it is."""
    in_time = spare * (1 - blocking) - agents * blocking * expm1(-decay)
    return in_time / (spare + erlangs * blocking)
