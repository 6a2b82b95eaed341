"""HAND-6: roll call is held before each shift, by who leads, with comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.books import RollCall
from app.rules.figures.bulletins import (
    HeldByAnother,
    HeldLate,
    NoComments,
    NotHeld,
)
from app.rules.figures.figure import EmployeeNo, TimeOfDay
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.manned import Manned
from app.rules.vocabulary import Level

TeamKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HeldRollCall:
    """A roll call as it was held, or would be."""

    call: RollCall
    start: datetime
    """Of its shift."""
    leads: bool
    """Whether who held it leads the department that day."""


def check_held(held: HeldRollCall) -> Finding | None:
    """HAND-6 of one roll call: held by whom, when, and with comments."""
    call = held.call
    if not held.leads:
        figures = HeldByAnother(by=EmployeeNo(call.leader), department=call.department)
        return Finding(subject(call), call.leader, call.day, figures)
    if call.held_at > held.start:
        late = HeldLate(shift=call.shift, held_at=TimeOfDay(call.held_at), start=held.start)
        return Finding(subject(call), call.leader, call.day, late, Level.WARNING)
    if not call.comments.strip():
        silent = NoComments(shift=call.shift)
        return Finding(subject(call), call.leader, call.day, silent, Level.WARNING)
    return None


def subject(call: RollCall) -> str:
    return subject_of((call.department, call.team), call.day, call.shift)


def subject_of(team: TeamKey, day: date, shift: str) -> str:
    """ "客服部/1班@2026-10-12/E"; nothing after the stroke for those without a team."""
    return f"{team[0]}/{team[1]}@{day.isoformat()}/{shift}"


def roll_calls(ground: Ground) -> Iterator[Finding]:
    """HAND-6 of every roll call, and of the shifts that had none."""
    yield from held(ground)
    yield from missing(ground)


def held(ground: Ground) -> Iterator[Finding]:
    """HAND-6 of the roll calls that were held."""
    for call in ground.facts.books.roll_calls:
        finding = check_held(_held(ground, call))
        if finding is not None:
            yield finding


def missing(ground: Ground) -> Iterator[Finding]:
    """HAND-6 of the shifts that agents of a team work without one, from its first roll call to its
    last."""
    days: dict[TeamKey, set[date]] = defaultdict(set)
    there: set[Manned] = set()
    for call in ground.facts.books.roll_calls:
        days[call.department, call.team].add(call.day)
        there.add((call.department, call.team, call.day, call.shift))
    spans = {team: (min(own), max(own)) for team, own in days.items()}
    for department, name, day, code in ground.manning.shifts - there if spans else ():
        span = spans.get((department, name))
        if span and span[0] <= day <= span[1] and ground.has_begun(code, day):
            about = subject_of((department, name), day, code)
            yield Finding(about, "", day, NotHeld(shift=code), Level.WARNING, (department, name))


def _held(ground: Ground, call: RollCall) -> HeldRollCall:
    leads = ground.leads(call.leader, call.department, call.day)
    return HeldRollCall(call, ground.begin(call.shift, call.day), leads)
