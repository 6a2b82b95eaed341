"""The Today page as one reading of the store: who is here, what is missing, what waits for me."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.queries import facts
from app.queries.quality.lacking import Lacking, lacking
from app.queries.quality.worked import agents
from app.queries.roster import grid as roster
from app.queries.roster.load import month_range
from app.queries.roster.rows import (
    EVERYBODY,
    PersonDay,
    PersonMonth,
    RosterFilter,
    RosterMonthRows,
    ShiftRow,
)
from app.queries.today.ahead import NOTHING_AHEAD, Ahead, ahead
from app.queries.today.numbers import (
    AccountNumbers,
    Drafts,
    OwnNumbers,
    account_numbers,
    drafts,
    own_numbers,
    teams_of,
)
from app.queries.today.papers import PaperDue, papers_due
from app.queries.today.shifts import (
    Gap,
    Presence,
    ShiftOnDay,
    coming,
    gaps,
    own_first,
    published,
    running,
    shifts_on,
)
from app.queries.today.wider_gaps import wider_gaps
from app.rules.calendar import CentreTime
from app.rules.facts import Place
from app.rules.permissions import Action, Scope
from app.rules.policy import Policy
from app.rules.sight import Standing
from app.rules.vocabulary import Role

GAP_DAYS = 7
"""How many days ahead open and short shifts are shown."""
OWN_DAYS = 14
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose Today page it is; `no` is "" without a person."""

    no: str
    standing: Standing

    @property
    def person_id(self) -> int | None:
        return self.standing.person_id

    @property
    def role(self) -> Role:
        return self.standing.role or Role.ADMINISTRATOR

    @property
    def place(self) -> Place:
        return self.standing.place

    @property
    def scope(self) -> Scope:
        """How far they see rosters."""
        return self.standing.scope(Action.SEE_ROSTER)

    @property
    def wanted(self) -> RosterFilter:
        """The part of the roster that they see."""
        if self.scope is Scope.TEAM and self.place.team is not None:
            return RosterFilter(teams=frozenset({self.place.team}))
        if self.scope is Scope.DEPARTMENT and self.place.department is not None:
            return RosterFilter(departments=frozenset({self.place.department}))
        return EVERYBODY

    def sees_leaves_of(self, department: int | None, team: int | None) -> bool:
        """Whether lateness and kinds of leave in that team are for this viewer (CONF-1)."""
        return self.standing.may(Action.SEE_LEAVES, Place(department, team))

    def waits_for_papers_of(self, place: Place) -> bool:
        """A certificate is handed to the team leader; the head has an eye on it."""
        leads = self.role in (Role.TEAM_LEADER, Role.DEPARTMENT_HEAD)
        return leads and self.sees_leaves_of(place.department, place.team)


@dataclass(frozen=True, slots=True)
class AtWork:
    """People of the shifts that run. `uncalled`: no roll call is recorded yet; `short`: how many
    fewer are rostered and not away than are needed, shift by shift and team by team."""

    here: int
    missing: int
    uncalled: int
    short: int

    @property
    def rostered(self) -> int:
        """Those who are not away."""
        return self.here + self.missing + self.uncalled


@dataclass(frozen=True, slots=True)
class TodayRows:
    """Everything on the page. Parts that a role has no use for are None or empty."""

    now: datetime
    today: date
    shifts: tuple[ShiftRow, ...]
    """The centre's shift types."""
    running: tuple[ShiftOnDay, ...]
    coming: tuple[ShiftOnDay, ...]
    gaps: tuple[Gap, ...]
    mine: PersonMonth | None
    next: PersonDay | None
    """The first of my shifts that has not begun and is not covered by a leave."""
    own: OwnNumbers | None
    papers: tuple[PaperDue, ...]
    """Certificates to come: one's own, and for a leader and a head those of their people."""
    to_inspect: tuple[Lacking, ...] | None
    drafts: Drafts | None
    accounts: AccountNumbers | None
    policy: Policy
    ahead: Ahead = NOTHING_AHEAD
    """Of the days for which gaps are shown."""
    nobody_worked: bool = False
    """For an inspector: no agent has worked in this month so far."""

    def at_work(self, team: int | None = None) -> AtWork:
        """Who is here now; of one team or of all that are shown."""
        parts = [
            part
            for one in self.running
            for part in one.teams
            if team is None or part.team_id == team
        ]
        count = Counter(worker.presence for part in parts for worker in part.workers)
        return AtWork(
            here=count[Presence.HERE] + count[Presence.LATE],
            missing=count[Presence.MISSING],
            uncalled=count[Presence.EXPECTED],
            short=sum(part.short for part in parts),
        )


def today_rows(session: Session, viewer: Viewer, time: CentreTime, now: datetime) -> TodayRows:
    """What `viewer` sees at the moment `now`."""
    today = time.local_date(now)
    grid = _grid(session, viewer, today)
    shifts = shifts_on(session, grid, time, now)
    shifts = tuple(_discreet(one, viewer) for one in shifts)
    if viewer.place.team is not None:
        shifts = own_first(shifts, viewer.place.team)
    policy = facts.policies(session).at(now)
    mine = _mine(session, viewer, today, time, now)
    inspector = viewer.role is Role.QA_INSPECTOR
    left = lacking(session, today, now, time, viewer.wanted) if inspector else None
    month = month_range(today)[0]
    leads = viewer.role is Role.TEAM_LEADER
    return TodayRows(
        now=now,
        today=today,
        shifts=grid.shifts,
        running=running(shifts, now),
        coming=coming(shifts, now),
        gaps=_every_gap(session, grid, shifts, time, now, whole=not viewer.wanted.teams),
        mine=mine,
        next=_next(mine, time, now),
        own=own_numbers(session, viewer.person_id, today, time) if viewer.person_id else None,
        papers=papers_due(session, today, viewer.person_id, viewer.waits_for_papers_of),
        to_inspect=left,
        drafts=_drafts(session, viewer, today),
        accounts=account_numbers(session, today) if viewer.role is Role.ADMINISTRATOR else None,
        policy=policy,
        ahead=ahead(grid, today, viewer.place.team if leads else None),
        nobody_worked=left == () and not agents(session, month, today, viewer.wanted),
    )


def _discreet(one: ShiftOnDay, viewer: Viewer) -> ShiftOnDay:
    """The shift without what its registers say of people, where they are not for the viewer."""
    teams = tuple(
        team
        if viewer.sees_leaves_of(team.department_id, team.team_id)
        else replace(team, workers=tuple(w.plain(viewer.no) for w in team.workers))
        for team in one.teams
    )
    return replace(one, teams=teams)


def _every_gap(
    session: Session,
    grid: RosterMonthRows,
    shifts: Sequence[ShiftOnDay],
    time: CentreTime,
    now: datetime,
    *,
    whole: bool,
) -> tuple[Gap, ...]:
    """By start: those of teams, of job types, and of whole departments."""
    wider = wider_gaps(grid, time, now, published(session, grid), whole=whole)
    found = [*gaps(shifts, time.local_date(now) - _DAY), *wider]
    return tuple(sorted(found, key=lambda gap: (gap.start, gap.shift.code)))


def _grid(session: Session, viewer: Viewer, today: date) -> RosterMonthRows:
    """Yesterday, whose night shift may still run, to the last day of the gaps."""
    return roster.month(session, today - _DAY, today + GAP_DAYS * _DAY, today, viewer.wanted)


def _mine(
    session: Session, viewer: Viewer, today: date, time: CentreTime, now: datetime
) -> PersonMonth | None:
    """From today on; from yesterday, while one's night shift still runs."""
    if not viewer.no:
        return None
    last = today + (OWN_DAYS - 1) * _DAY
    found = roster.person_month(session, viewer.no, today - _DAY, last, today)
    if found is None or _runs(found.days[0], time, now):
        return found
    return replace(found, days=found.days[1:])


def _runs(day: PersonDay, time: CentreTime, now: datetime) -> bool:
    if day.shift is None or day.cell.away or day.shift.end > day.shift.start:
        return False
    return now < time.instant(day.head.day + _DAY, day.shift.end)


def _next(mine: PersonMonth | None, time: CentreTime, now: datetime) -> PersonDay | None:
    for day in mine.days if mine else ():
        starts = day.shift and time.instant(day.head.day, day.shift.start) > now
        if starts and not day.cell.away:
            return day
    return None


def _drafts(session: Session, viewer: Viewer, today: date) -> Drafts | None:
    """Next month's rosters, for those who make or answer for them."""
    month = month_range(today)[1] + _DAY
    if viewer.role is Role.TEAM_LEADER and viewer.place.team is not None:
        return drafts(session, month, [viewer.place.team])
    if viewer.role is Role.DEPARTMENT_HEAD and viewer.place.department is not None:
        return drafts(session, month, teams_of(session, viewer.place.department))
    return drafts(session, month, None) if viewer.role is Role.CENTRE_DIRECTOR else None
