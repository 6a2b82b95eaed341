"""Who is the duty leader of a shift, and which shift of the department takes it over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

AROUND = timedelta(hours=1)
"""How far before or after a shift's end its successor may begin."""


@dataclass(frozen=True, slots=True)
class Span:
    """A shift that somebody of the department works."""

    day: date
    code: str
    begin: datetime
    end: datetime


def duty_leader(acting: str, leaders: Collection[str], heads: Collection[str]) -> str:
    """The employee number of a shift's duty leader, "" where the department has nobody.

    **Reading** (RULES.md: a team leader "runs a shift as its duty leader"): whoever was named
    acting duty leader; else, of the team leaders of the department who work the shift (rostered,
    employed, not on leave), the one with the lowest number; else the department's head, who
    answers for every shift that no leader works. Several heads: the lowest number.
    """
    return acting or min(leaders, default="") or min(heads, default="")


def successor(shift: Span, worked: Iterable[Span]) -> Span | None:
    """The shift of the department that takes `shift` over: of those that start within an hour of
    its end and last longer than it, the one that starts nearest to the end; of two, the earlier,
    then by code. Where none does, the one that began last of those that are being worked at the
    end. None: nobody stays or comes."""
    longer = [one for one in worked if one.end > shift.end and one != shift]
    around = [one for one in longer if abs(one.begin - shift.end) <= AROUND]
    if not around:
        running = [one for one in longer if one.begin <= shift.end]
        return max(running, key=lambda one: (one.begin, one.code), default=None)
    return min(
        around, key=lambda one: (abs(one.begin - shift.end), one.begin, one.code), default=None
    )
