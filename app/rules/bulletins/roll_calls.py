"""HAND-6: roll call is held before each shift, by who leads, with comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.books import RollCall
from app.rules.facts import Person
from app.rules.figures.bulletins import (
    HeldByAnother,
    HeldLate,
    NoComments,
    NotHeld,
)
from app.rules.figures.figure import EmployeeNo, TimeOfDay
from app.rules.findings import Finding
from app.rules.ground import Ground
from app.rules.vocabulary import Level, Role

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
    teams: dict[TeamKey, list[RollCall]] = defaultdict(list)
    for call in ground.facts.books.roll_calls:
        teams[call.department, call.team].append(call)
        finding = check_held(_held(ground, call))
        if finding is not None:
            yield finding
    for team, called in _called(ground, teams).items():
        yield from _missing(ground, team, teams[team], called)


def _held(ground: Ground, call: RollCall) -> HeldRollCall:
    leads = ground.leads(call.leader, call.department, call.day)
    return HeldRollCall(call, ground.begin(call.shift, call.day), leads)


def _called(
    ground: Ground, teams: Mapping[TeamKey, Sequence[RollCall]]
) -> Mapping[TeamKey, set[tuple[date, str]]]:
    """The shifts that agents of each of `teams` work, from its first roll call to its last."""
    spans = {
        team: (min(call.day for call in calls), max(call.day for call in calls))
        for team, calls in teams.items()
    }
    found: dict[TeamKey, set[tuple[date, str]]] = {team: set() for team in teams}
    for person in ground.facts.people.values():
        worked = None
        for team in {
            post.team_key for post in person.posts if post.role is Role.AGENT
        } & teams.keys():
            worked = worked or list(ground.worked(person))
            settled, (first, last) = len(person.posts) == 1, spans[team]
            found[team].update(
                (day, code)
                for day, code in worked
                if first <= day <= last and (settled or _agent_of(person, day, team))
            )
    return found


def _agent_of(person: Person, day: date, team: TeamKey) -> bool:
    post = person.post_on(day)
    return post.role is Role.AGENT and post.team_key == team


def _missing(
    ground: Ground, team: TeamKey, calls: Sequence[RollCall], called: set[tuple[date, str]]
) -> Iterator[Finding]:
    for day, code in called - {(call.day, call.shift) for call in calls}:
        if ground.has_begun(code, day):
            figures = NotHeld(shift=code)
            yield Finding(subject_of(team, day, code), "", day, figures, Level.WARNING, team)
