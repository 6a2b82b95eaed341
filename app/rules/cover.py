"""Who may take a shift that a leave opened (LEAVE-10): best first, and why not the others.

The rules are those by which a roster's cells and a swap's parties are judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.rules.calendar import CentreTime
from app.rules.facts import Person, Post
from app.rules.figures.figure import Figures, Month
from app.rules.figures.roster import CoverUnpublished, CoverWorks
from app.rules.figures.swaps import LevelsApart, LevelUnknown
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.roster import RosterFacts, cell_findings
from app.rules.staff import SKILL_LEVELS
from app.rules.swaps import unlikeness
from app.rules.vocabulary import Level

_WEEK = timedelta(days=7)


class Opening(StrEnum):
    """What became of a shift that somebody is away from."""

    OPEN = "open"
    COVERED = "covered"
    MISSED = "missed"
    """It is over, and nobody worked it: it is told, and no longer offered."""


def opening(covered: bool, end: datetime, now: datetime) -> Opening:
    """The one answer to whether a shift may still be taken: until it is over."""
    if covered:
        return Opening.COVERED
    return Opening.OPEN if now < end else Opening.MISSED


@dataclass(frozen=True, slots=True)
class OpenShift:
    """The shift `code` that `person` would have worked on `day`."""

    person: Person
    day: date
    code: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may take it. `shifts` are worked within a week to either side; `warnings`: what
    the leader has a reason to pass over (SWAP-5 speaks of swaps)."""

    person: Person
    same_team: bool
    shifts: int
    warnings: tuple[Finding, ...] = ()

    @property
    def order(self) -> tuple[bool, bool, int, str]:
        """Less is better: of the same work and level, a colleague of the team, one who works less
        around that day."""
        return (bool(self.warnings), not self.same_team, self.shifts, self.person.no)


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who may not, and all that stands against it."""

    person: Person
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CoverChoice:
    """All of the colleagues asked about, each in one of the two lists."""

    candidates: tuple[Candidate, ...]
    barred: tuple[Barred, ...]
    begun_at: datetime | None = None
    """When the shift began, where it has."""
    phones: Mapping[str, str] = field(default_factory=dict)
    """Employee number -> telephone number of those who may take it, as far as they have one."""


def cover_choice(
    facts: RosterFacts,
    shift: OpenShift,
    people: Iterable[Person],
    policy: Policy,
    clock: CentreTime,
) -> CoverChoice:
    """Judge everybody of `people` for `shift`; `facts` hold their roster around its day."""
    candidates: list[Candidate] = []
    barred: list[Barred] = []
    for person in people:
        found = cover_findings(facts, shift, person, policy, clock)
        if found:
            barred.append(Barred(person, tuple(found)))
        else:
            candidates.append(_candidate(facts, shift, person, policy))
    candidates.sort(key=lambda one: one.order)
    return CoverChoice(tuple(candidates), tuple(barred))


def cover_findings(
    facts: RosterFacts, shift: OpenShift, person: Person, policy: Policy, clock: CentreTime
) -> list[Finding]:
    """What stands against `person` working `shift`; an empty list lets them."""
    day = shift.day
    found: list[Finding] = []
    if person.no in facts.unpublished:
        found.append(_finding(shift, person, CoverUnpublished(month=Month(day))))
        return found
    held = facts.roster.get(person.no, {}).get(day, "")
    if held:
        found.append(_finding(shift, person, CoverWorks(held=held)))
        return found
    judged = cell_findings(_working(facts, person, shift), [(person.no, day)], policy, clock)
    # A pending leave only notes what may become open; nobody is asked to work through it.
    found += [
        finding
        for finding in judged[person.no, day]
        if finding.level is not Level.NOTE or finding.rule == "LEAVE-10"
    ]
    return found


def cover_warnings(shift: OpenShift, person: Person, policy: Policy) -> tuple[Finding, ...]:
    """What makes them another than whom they stand in for: another job, or a lower level than a
    swap may have. A higher one is no obstacle; one that nobody knows is not fit."""
    mine, theirs = shift.person.post_on(shift.day), person.post_on(shift.day)
    unlike = unlikeness(mine, theirs, policy) or _unknown_level(mine, theirs, policy)
    if unlike is None or (isinstance(unlike, LevelsApart) and unlike.theirs > unlike.mine):
        return ()
    return (replace(_finding(shift, person, unlike), level=Level.WARNING),)


def _unknown_level(mine: Post, theirs: Post, policy: Policy) -> LevelUnknown | None:
    """Where somebody of the lowest level would be warned of, no level is warned of, too."""
    if mine.skill_level is None or theirs.skill_level is not None:
        return None
    lowest = mine.skill_level - policy.swap_skill_gap
    return LevelUnknown(lowest=lowest) if lowest > SKILL_LEVELS.start else None


def _working(facts: RosterFacts, person: Person, shift: OpenShift) -> RosterFacts:
    worked: Mapping[date, str] = {**facts.roster.get(person.no, {}), shift.day: shift.code}
    return replace(facts, roster={person.no: worked})


def _candidate(facts: RosterFacts, shift: OpenShift, person: Person, policy: Policy) -> Candidate:
    mine, theirs = shift.person.post_on(shift.day), person.post_on(shift.day)
    near = [day for day in facts.roster.get(person.no, {}) if abs(day - shift.day) <= _WEEK]
    same_team = bool(mine.team) and mine.team_key == theirs.team_key
    return Candidate(person, same_team, len(near), cover_warnings(shift, person, policy))


def _finding(shift: OpenShift, person: Person, figures: Figures) -> Finding:
    subject = f"{shift.person.no}@{shift.day.isoformat()}"
    return Finding(subject, person.no, shift.day, figures)
