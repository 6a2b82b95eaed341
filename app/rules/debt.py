"""The debt of a swap: each party owes the other one shift, and either leg may still be open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.rules.facts import Attendance


class LegState(StrEnum):
    """What became of one leg."""

    AHEAD = "ahead"
    """It has not started."""
    RUNNING = "running"
    """It has started and is not over, and nobody has said that they are missing."""
    WORKED = "worked"
    """They came; or it is over, and no roll call was held that could say otherwise."""
    REOPENED = "reopened"
    """An approved leave covers it: the shift is open, and the debt stands."""
    MISSED = "missed"
    """They have not come and are absent (ATT-4): both parties are charged (SWAP-10)."""


class DebtState(StrEnum):
    """Where the contract of both legs stands."""

    OPEN = "open"
    FIRST_WORKED = "first_worked"
    SETTLED = "settled"
    REOPENED = "reopened"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class LegFacts:
    """One leg of an effective swap: who works it since, from when to when (UTC).

    `held`: whether their shift's roll call was kept; `call` is what it recorded of them, and
    `absent_from` when not having come becomes an absence.
    """

    worker: str
    day: date
    start: datetime
    end: datetime
    absent_from: datetime
    on_leave: bool
    held: bool
    call: Attendance | None


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg as it stands: who owes it, on which day."""

    worker: str
    day: date
    state: LegState


@dataclass(frozen=True, slots=True)
class Debt:
    """Both legs, the earlier one first, and where the whole stands."""

    legs: tuple[Leg, ...]

    @property
    def state(self) -> DebtState:
        states = [leg.state for leg in self.legs]
        if LegState.MISSED in states:
            return DebtState.BROKEN
        if LegState.REOPENED in states:
            return DebtState.REOPENED
        worked = states.count(LegState.WORKED)
        if worked == len(states):
            return DebtState.SETTLED
        return DebtState.FIRST_WORKED if worked else DebtState.OPEN


def debt_of(legs: Iterable[LegFacts], now: datetime) -> Debt:
    """Where an effective swap stands at `now`."""
    ordered = sorted(legs, key=lambda leg: (leg.start, leg.worker))
    return Debt(tuple(Leg(leg.worker, leg.day, leg_state(leg, now)) for leg in ordered))


def leg_state(leg: LegFacts, now: datetime) -> LegState:
    """A leave goes before the roll call: who is away with leave is not absent."""
    if leg.on_leave:
        return LegState.REOPENED
    if now < leg.start:
        return LegState.AHEAD
    if leg.call is not None and leg.call.arrived_at is not None:
        return LegState.WORKED
    if leg.held and now >= leg.absent_from:
        return LegState.MISSED
    return LegState.WORKED if now >= leg.end else LegState.RUNNING
