"""What a file of punches would record, by day and person, and everything of it that would not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.rules.bringing.answers import Who, Written
from app.rules.bringing.preview import Found, PersonRow
from app.rules.bringing.said import LeftOut
from app.rules.facts import Person, ShiftType
from app.rules.findings import Finding
from app.rules.policy import PolicyBook
from app.rules.vocabulary import Message
from app.rules.work import Cell


class Stand(StrEnum):
    """What a line is against what is recorded already."""

    NEW = "new"
    ADDED = "added"
    """Nothing that is recorded changes; when they went is added to it."""
    DIFFERENT = "different"
    """Something else is recorded: it stays, unless somebody says that the file counts."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Line:
    """What roll call has of one person's day. `arrived_at` None: not there."""

    arrived_at: datetime | None
    off_post_minutes: int = 0
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PunchDay:
    """A shift of somebody: whose, which, and what is known of it. `leave`: the number of the
    approved leave that covers it, "" for none; `barred`: why it is not the reader's to record."""

    person: Person
    day: date
    shift: ShiftType
    start: datetime
    end: datetime
    leave: str = ""
    barred: Message | None = None
    held: Line | None = None

    @property
    def cell(self) -> Cell:
        return (self.person.no, self.day)

    @property
    def sheet(self) -> tuple[date, str, tuple[str, str]]:
        """The roll-call sheet on which it stands."""
        return (self.day, self.shift.code, self.person.post_on(self.day).team_key)


@dataclass(frozen=True, slots=True)
class PunchGround:
    """What a file of punches is held against. `worked`: by number, in the order of their starts;
    `kept`: the sheets of which something is recorded."""

    now: datetime
    policies: PolicyBook
    worked: Mapping[str, tuple[PunchDay, ...]] = field(default_factory=dict)
    kept: frozenset[tuple[date, str, tuple[str, str]]] = frozenset()


@dataclass(frozen=True, slots=True)
class PunchAnswers:
    """What a person tells: who is meant, and for which days the file counts although something
    else is recorded."""

    people: Mapping[Written, Who] = field(default_factory=dict)
    replace: frozenset[Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class PunchLine:
    """One day of one person. `punches`: all that fell to it; `findings`: what the rules say of
    `after`; `taken`: whether it is written."""

    worked: PunchDay
    stand: Stand
    after: Line
    punches: tuple[datetime, ...]
    findings: tuple[Finding, ...]
    taken: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A shift on a sheet that these punches keep, of which nothing is or will be recorded: an
    absence by ATT-4. `why`: what stands in the file for it, if anything."""

    worked: PunchDay
    finding: Finding
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class PunchPreview:
    """`lines` by day, shift and number; `left_out` in the file's order."""

    lines: tuple[PunchLine, ...] = ()
    missing: tuple[Missing, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    people: tuple[PersonRow, ...] = ()
    """Of whom it is not known who they are: asked, or out."""
    told: tuple[Message, ...] = ()
    punches: int = 0
    between: int = 0
    """Punches between a coming and a going, which change nothing."""
    dates: tuple[Message, ...] = ()
    """Which day a date is, where that is to be told before anything is written."""
    unread: tuple[LeftOut, ...] = ()
    """Of `left_out` what is not somebody of `people`."""

    @property
    def asked(self) -> list[PersonRow]:
        """Who is to be told before anything is written."""
        return [row for row in self.people if row.found is Found.ASKED]

    @property
    def questions(self) -> int:
        """How much is to be told before anything is written."""
        return len(self.asked) + len(self.dates)

    @property
    def taken(self) -> list[PunchLine]:
        """What is written."""
        return [line for line in self.lines if line.taken]

    @property
    def different(self) -> list[PunchLine]:
        """What is recorded otherwise, taken or not."""
        return [line for line in self.lines if line.stand is Stand.DIFFERENT]
