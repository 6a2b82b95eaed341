"""The facts that rules judge: frozen, plain, loaded by whoever asks.

Instants are aware UTC `datetime`s truncated to the minute; dates are the centre's business dates.
A shift belongs to the date on which it starts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from app.rules.books import NO_BOOKS, Books
from app.rules.kinds import KindRules
from app.rules.vocabulary import LeaveStatus, Role, Side, SwapStatus


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person or a thing belongs. Both None: the centre itself, or its director."""

    department: int | None = None
    team: int | None = None


CENTRE = Place()
"""The centre itself, which no department holds."""


@dataclass(frozen=True, slots=True)
class Post:
    """What a person is from `since` on, until their next post begins."""

    since: date
    department: str
    team: str
    role: Role
    job_type: str = ""
    skill_level: int | None = None
    place: Place = field(default=CENTRE, compare=False)
    """The department and team by their keys in the store; the names are what is shown."""

    @property
    def team_key(self) -> tuple[str, str]:
        """Department and team: teams of one name in two departments are two teams."""
        return (self.department, self.team)

    @property
    def leads_team(self) -> bool:
        return self.role is Role.TEAM_LEADER and bool(self.team)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a number. `posts` are in the order of `since` and never empty."""

    no: str
    name: str
    hired_on: date
    left_on: date | None
    posts: tuple[Post, ...]
    id: int = field(default=0, compare=False)
    """The key in the store; 0 for somebody who is in none."""
    silent: bool = False
    """Their account is disabled: they have no word in anything."""

    def post_on(self, day: date) -> Post:
        """The post in force on `day`; before the first post's day the first one holds."""
        if len(self.posts) == 1:
            return self.posts[0]
        index = bisect_right(self.posts, day, key=lambda post: post.since) - 1
        return self.posts[max(index, 0)]

    def place_on(self, day: date) -> Place:
        """Where the post in force on `day` puts them; the centre itself where there is none."""
        return self.post_on(day).place if self.posts else CENTRE

    def employed_on(self, day: date) -> bool:
        return self.hired_on <= day and (self.left_on is None or day <= self.left_on)

    def speaks_on(self, day: date) -> bool:
        """Whether they have a word in requests that day."""
        return self.employed_on(day) and not self.silent


@dataclass(frozen=True, slots=True)
class ShiftType:
    """A shift of the centre. `end` <= `start` means that it ends on the next day."""

    code: str
    name: str
    start: time
    end: time
    night: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """Who consented or approved, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Swap:
    """One swap of the register. A consent whose number or time is blank is None."""

    no: str
    filed_at: datetime
    requester: str
    requester_date: date
    counterpart: str
    counterpart_date: date
    status: SwapStatus
    requester_consent: Signature | None = None
    counterpart_consent: Signature | None = None
    effective_at: datetime | None = None
    taken_back_at: datetime | None = None
    """When one that had taken effect was taken back (SWAP-11)."""

    @property
    def took_effect(self) -> datetime:
        """When an effective swap became so; where none is recorded, at its filing."""
        return self.effective_at or self.filed_at

    def consent_of(self, side: Side) -> Signature | None:
        """Who consented for a side, and when."""
        return self.requester_consent if side is Side.REQUESTER else self.counterpart_consent


Shift = tuple[str, date]
"""One person's shift: their number, and the date."""


@dataclass(frozen=True, slots=True)
class LiveRequest:
    """Another request that waits for somebody (SWAP-11).

    `whose`: its requester, and from their agreement on its counterpart.
    """

    no: str
    whose: frozenset[str]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The unbroken days that a leave's certificates cover, and when the last was handed in."""

    first: date
    last: date
    handed_in: datetime


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave of the register. A step whose number or time is blank is None."""

    no: str
    person: str
    filed_by: str
    filed_at: datetime
    kind: str
    first: date
    last: date
    status: LeaveStatus
    special: str = ""
    late_approved: bool = False
    certificate: Certificate | None = None
    phoned_at: datetime | None = None
    leader: Signature | None = None
    head: Signature | None = None
    director: Signature | None = None
    approved_at: datetime | None = None
    back_at: datetime | None = None
    """When the person reported back (LEAVE-11)."""

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Each day that it covers."""
        return map(date.fromordinal, range(self.first.toordinal(), self.last.toordinal() + 1))


@dataclass(frozen=True, slots=True)
class Attendance:
    """What roll call recorded of one person on one date. `arrived_at` None: never came."""

    person: str
    day: date
    arrived_at: datetime | None
    off_post_minutes: int = 0
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspected contact. `card` and `card_version`: the scorecard of its `ItemScore`s, or
    neither: then it has the five scores of the standard card."""

    no: str
    agent: str
    inspector: str
    inspected_at: datetime
    card: str = ""
    card_version: int | None = None
    calibration: str = ""
    submitted_at: datetime | None = None
    """None: as it was inspected."""
    acknowledged_at: datetime | None = None
    appealed_at: datetime | None = None
    appeal: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    upheld: bool = False
    critical: bool = False
    """A fatal error, which fails it whatever its items say."""
    contact: str = ""
    """The reference of what was inspected."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """From `first` to `last`, `to` decides on leave in the place of `by` (LEAVE-1)."""

    by: str
    to: str
    first: date
    last: date


Roster = Mapping[str, Mapping[date, str]]
"""Employee number -> business date -> shift code, as published, before swaps."""


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """Everything that `check` judges: one centre, as recorded."""

    people: Mapping[str, Person]
    shifts: Mapping[str, ShiftType]
    holidays: frozenset[date]
    roster: Roster
    months: frozenset[tuple[int, int]]
    """The (year, month) pairs for which there is a roster."""
    swaps: tuple[Swap, ...] = ()
    leaves: tuple[Leave, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    kinds: Mapping[str, KindRules] = field(default_factory=dict)
    """The centre's own kinds of leave, by code."""
    books: Books = NO_BOOKS
    workdays: frozenset[date] = frozenset()
    """The make-up workdays of the centre's calendar (MEET-2)."""
