"""What the roster page shows: frozen rows, people by team down and days across."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from app.rules.kinds import is_sick
from app.rules.rostering.demand import CentreNeeds, Demand
from app.rules.vocabulary import DayKind, LeaveStatus, Role, RosterState


@dataclass(frozen=True, slots=True)
class RosterFilter:
    """Which people are shown; an empty field lets everybody through.

    Departments and teams are ids. `name` is a part of the name or of the employee number.
    """

    departments: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    job_types: frozenset[str] = frozenset()
    name: str = ""


EVERYBODY = RosterFilter()


@dataclass(frozen=True, slots=True)
class SwapMark:
    """What effective swaps did to one cell. Who gave what is named; "" where there is none.

    `given_code` went to `to_name`; `code` of the cell came from `from_name`. On an even
    exchange of one date both are filled in.
    """

    swap_no: str
    from_no: str = ""
    from_name: str = ""
    to_no: str = ""
    to_name: str = ""
    given_code: str = ""

    @property
    def received(self) -> bool:
        return bool(self.from_no)


@dataclass(frozen=True, slots=True)
class LeaveMark:
    """The pending or approved leave that covers a cell; approved wins over pending."""

    leave_no: str
    kind: str
    status: LeaveStatus

    @property
    def opens(self) -> bool:
        """Whether the shift is open (LEAVE-10); a sick leave's is before its last step already
        (LEAVE-4)."""
        return self.status is LeaveStatus.APPROVED or is_sick(self.kind)

    def discreet(self) -> LeaveMark:
        """As those see it for whom the register is not (CONF-1): that there is one, not which."""
        return replace(self, leave_no="", kind="")


@dataclass(frozen=True, slots=True)
class RosterCell:
    """One person's day. Cells that look alike and carry nothing special are one object.

    `code`: the shift worked, swaps applied, "" for none. `differs`: the other layer's own code
    ("" for none) where draft and published disagree, None where they agree; read with
    `draft=True` it is what is published, else what the draft would have.
    """

    code: str = ""
    differs: str | None = None
    swap: SwapMark | None = None
    leave: LeaveMark | None = None
    uncovered: bool = False
    """The shift is open: an approved leave covers it (LEAVE-10), or the person has left."""
    edited: bool = False
    """Changed by a tracked edit after the month's first publication."""
    outside: bool = False
    """Not employed, or in another team, on that day: nothing to edit here."""
    covered_by: str = ""
    """Who works the open shift, once somebody is assigned."""
    fixed: bool = False
    """Of a draft: no solver changes it."""

    def discreet(self) -> RosterCell:
        """As those see it for whom the register is not: no kind of leave."""
        return replace(self, leave=self.leave.discreet()) if self.leave else self

    @property
    def away(self) -> bool:
        """The shift is not worked by this person: it is open, or somebody else covers it."""
        return self.uncovered or bool(self.covered_by)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in one team: a line of the grid. `cells` run in step with the days.

    Who moves within the range has a line in each team, with `outside` cells for the other.
    Role, job type and skill level are those of the last post held here within the range.
    """

    person_id: int
    no: str
    name: str
    role: Role
    job_type: str
    skill_level: int | None
    hired_on: date
    left_on: date | None
    cells: tuple[RosterCell, ...]


@dataclass(frozen=True, slots=True)
class TeamMonth:
    """Where one team's month stands. `version` 0: never published. `published_by` may be ""."""

    month: date
    state: RosterState
    version: int
    edit_version: int
    published_at: datetime | None
    published_by: str
    draft_cells: int
    """Cells in which the draft differs from what is published."""


@dataclass(frozen=True, slots=True)
class TeamBlock:
    """A team and its lines. `team` "" : people without a team of `department` ("" : the centre's).

    `scope` is `team:<id>`, `department:<id>` or `centre`; `months` has one entry for each month
    of the range, in order.
    """

    scope: str
    department_id: int | None
    team_id: int | None
    department: str
    team: str
    months: tuple[TeamMonth, ...]
    lines: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class DayHead:
    """One column. `kind` and `name` are the calendar's, where it says anything of the day.

    `rest` tints the column: a holiday, or a Saturday or Sunday that is no make-up workday.
    `staffed_as`: the weekday (1 Monday to 7 Sunday) by whose needs the day is staffed.
    """

    day: date
    weekday: int
    kind: DayKind | None
    name: str
    today: bool
    rest: bool
    staffed_as: int


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift that can be typed (or, `retired`, only still read)."""

    code: str
    name: str
    start: time
    end: time
    night: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class ShiftTotal:
    """One line at the foot: who works `code` on each day, open shifts not counted.

    A demand is None on a day for which nothing is laid down. `of_jobs` has the counts by job type,
    where somebody of one is needed.
    """

    code: str
    counts: tuple[int, ...]
    demands: tuple[Demand | None, ...]
    of_jobs: tuple[Mapping[str, int], ...] = ()

    @property
    def needed(self) -> tuple[int | None, ...]:
        """How many people at least, for each day."""
        return tuple(None if demand is None else demand.least for demand in self.demands)

    def short(self, column: int) -> int:
        """How many people are missing on a day; 0 where there are enough or no need is known."""
        demand = self.demands[column]
        of_jobs = self.of_jobs[column] if self.of_jobs else {}
        return demand.short(self.counts[column], of_jobs) if demand else 0


@dataclass(frozen=True, slots=True)
class Lent:
    """Somebody who works a shift that another team needs, by a swap or as a cover: there it counts.

    `at_home` is the scope of their own team (`team` its name), `needed_at` that of the other.
    """

    person_id: int
    no: str
    name: str
    role: Role
    column: int
    cell: RosterCell
    at_home: str
    team: str
    needed_at: str
    job_type: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A shift that a team (`scope`) has on offer, with the places that nobody has yet."""

    scope: str
    column: int
    code: str
    left: int


@dataclass(frozen=True, slots=True)
class RosterMonthRows:
    """The grid for a range of days, as one reading of the store."""

    first: date
    last: date
    draft: bool
    days: tuple[DayHead, ...]
    shifts: tuple[ShiftRow, ...]
    teams: tuple[TeamBlock, ...]
    totals: tuple[ShiftTotal, ...]
    lent: tuple[Lent, ...] = ()
    calls: tuple[Call, ...] = ()
    needs: CentreNeeds = field(default_factory=CentreNeeds)
    """All of the centre, whoever is shown."""


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One day of one person's own roster, with the shift's times; `shift` None: a day off."""

    head: DayHead
    cell: RosterCell
    shift: ShiftRow | None


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """A person's own roster over a range of days, as published, swaps applied."""

    no: str
    name: str
    days: tuple[PersonDay, ...]
