"""A month of some people out of the store, as rosters are made, proved and repaired by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.models import StaffingNeed
from app.queries import facts
from app.queries.planning import facts as planned
from app.queries.planning.fixed import fixed_cells, unchanging
from app.queries.planning.lent import helpers, lent_posts
from app.queries.planning.rostered import (
    AskedScene,
    RosterRead,
    beside,
    on_the_roster,
    shared_needs,
)
from app.queries.roster import load
from app.queries.roster.load import Days, month_range
from app.queries.roster.scopes import month_rows, scope_of
from app.rules.calendar import CentreTime
from app.rules.facts import Person, ShiftType
from app.rules.policy import Policy
from app.rules.roster import reach
from app.rules.rostering.needs import Need
from app.rules.rostering.past import burden, going_on
from app.rules.rostering.scene import Burden, RosterScene, Sheet
from app.rules.rostering.work_rules import WorkRuleBook
from app.rules.rotations import Past
from app.rules.vocabulary import LeaveStatus
from app.rules.work import Cell

_DAY = timedelta(days=1)
_PAST_MONTHS = 3
_LONGEST_RUN = timedelta(days=31)
"""So far after the month a run is told that is too long already."""
_ROTATION_DAYS = 42
"""Two turns of a rotation of three weeks, as where one is filled by hand."""


def load_scene(
    session: Session, asked: AskedScene, time: CentreTime, now: datetime, policy: Policy
) -> RosterScene:
    """The scene of a month. `policy`: the values in force at `now`."""
    first, last = month_range(asked.month)
    people = on_the_roster(session, asked)
    needs = shared_needs(asked, people, month_needs(session, asked.month))
    others = beside(session, asked, people, needs)
    book = planned.work_rules(session)
    margin = _margin(book, policy)
    near = Days.of(first - margin, last + (max(margin, _LONGEST_RUN) if asked.proved else margin))
    read = RosterRead.of(session, asked, people, Days.of(_months_before(first), near.last))
    month = Days.of(first, last)
    others |= helpers(session, asked, read, month)
    everybody = {**people, **others}
    of_all = RosterRead.of(session, asked, everybody, month) if others else read
    away = _leaves(session, everybody, read.days)
    shifts = facts.shift_types(session)
    holidays = facts.holidays(session)
    worked = {no: _between(row, near.first, near.last) for no, row in read.worked.items()}
    scene = RosterScene(
        first=first,
        last=last,
        known_from=near.first,
        open_from=near.last + _DAY,
        shifts=shifts,
        in_service=tuple(row.code for row in load.shift_rows(session) if not row.retired),
        people=people,
        roster={**{no: of_all.worked.get(no, {}) for no in others}, **worked},
        beside=others,
        lent=lent_posts(session, of_all, everybody, first, last),
        unknown=dict(_unknown(session, read, people, first, near)),
        doubled=read.doubled,
        leaves=away,
        work_rules=book,
        needs=needs,
        wishes=tuple(w for w in planned.wishes(session, first, last) if w.person in people),
        holidays=holidays,
        workdays=facts.workdays(session),
        past=_past(read, people, away, shifts, holidays, first),
        rotation=_rotation(read, people, first, last) if asked.rotations else {},
        policy=policy,
        now=now,
    )
    bound = unchanging(session, asked, scene, read, time)
    held = fixed_cells(session, read.ids, first, last) - bound
    return replace(scene, fixed=_there(scene, held | bound), held=held)


def month_needs(session: Session, month: date) -> tuple[Need, ...]:
    """Those that hold on some day of the month, in one order."""
    first, last = month_range(month)
    row = StaffingNeed
    found = planned.needs(session, row.day.is_(None) | row.day.between(first, last))
    return tuple(sorted(found, key=lambda need: (need.who, need.shift, -need.closeness, str(need))))


def _margin(book: WorkRuleBook, policy: Policy) -> timedelta:
    """As far as any rule reaches over the edge of the month: the longest run, or a rest."""
    runs = [
        max(
            rules.days_in_row_most,
            rules.nights_in_row_most,
            rules.days_in_row_least,
            rules.days_off_in_row_least,
        )
        for rules in (book.everybody, *book.own.values())
    ]
    return timedelta(days=max(*runs, reach(policy)) + 1)


def _months_before(first: date) -> date:
    for _month in range(_PAST_MONTHS):
        first = (first - _DAY).replace(day=1)
    return first


def _between(row: Mapping[date, str], first: date, last: date) -> dict[date, str]:
    return {day: code for day, code in row.items() if first <= day <= last}


def _unknown(
    session: Session,
    read: RosterRead,
    people: Mapping[str, Person],
    first: date,
    near: Days,
) -> Iterator[tuple[str, frozenset[date]]]:
    """Whose days beside the month nobody has made a roster of."""
    last = month_range(first)[1]
    beside = [day for day in near.all if not first <= day <= last]
    scopes = {
        (no, day): (scope_of(person.place_on(day)), day.replace(day=1))
        for no, person in people.items()
        for day in beside
        if person.employed_on(day)
    }
    made = _made(session, read, people, set(scopes.values()))
    for no in people:
        days = frozenset(day for day in beside if scopes.get((no, day)) not in made)
        if days:
            yield no, days


def _made(
    session: Session,
    read: RosterRead,
    people: Mapping[str, Person],
    scopes: Collection[tuple[str, date]],
) -> set[tuple[str, date] | None]:
    """The months of teams for which there is a roster: published or, with drafts, drafted."""
    made: set[tuple[str, date] | None] = {
        scope for scope, row in month_rows(session, scopes).items() if row.version > 0
    }
    if read.draft:
        for key, line in read.layers.differs.items():
            person = people[read.numbers[key]]
            made |= {
                (scope_of(person.place_on(day)), day.replace(day=1))
                for day, shift in zip(read.days.all, line, strict=True)
                if shift != load.SAME
            }
    return made


def _leaves(
    session: Session, people: Mapping[str, Person], days: Days
) -> dict[str, frozenset[date]]:
    """The days of approved leaves."""
    away: dict[str, set[date]] = defaultdict(set)
    ids = [person.id for person in people.values()]
    for leave in facts.live_leaves(session, ids, days.first, days.last):
        if leave.status is LeaveStatus.APPROVED:
            away[leave.person] |= {day for day in leave.days() if days.first <= day <= days.last}
    return {no: frozenset(found) for no, found in away.items()}


def _past(
    read: RosterRead,
    people: Mapping[str, Person],
    away: Mapping[str, frozenset[date]],
    shifts: Mapping[str, ShiftType],
    holidays: frozenset[date],
    first: date,
) -> dict[str, Burden]:
    nobody: frozenset[date] = frozenset()
    return {
        no: burden(
            {
                day: code
                for day, code in read.worked.get(no, {}).items()
                if day < first and day not in away.get(no, nobody) and person.employed_on(day)
            },
            shifts,
            holidays,
        )
        for no, person in people.items()
    }


def _rotation(read: RosterRead, people: Mapping[str, Person], first: date, last: date) -> Sheet:
    """Each team's people go on in its rotation; who moves between teams has no place in one."""
    teams: dict[str, dict[str, Past]] = defaultdict(dict)
    before = Days.of(first - _ROTATION_DAYS * _DAY, first - _DAY).all
    for no, person in people.items():
        scope = scope_of(person.place_on(first))
        teams[scope][no] = _days_in(person, scope, read.worked.get(no, {}), before)
    return going_on(teams.values(), first, last)


def _days_in(person: Person, scope: str, row: Mapping[date, str], days: Collection[date]) -> Past:
    """What somebody worked in a team; None on other days, and in months that nobody has made."""
    made = {day.replace(day=1) for day in row}
    return [
        row.get(day, "")
        if day.replace(day=1) in made and scope_of(person.place_on(day)) == scope
        else None
        for day in days
    ]


def _there(scene: RosterScene, cells: Iterable[Cell]) -> dict[Cell, str]:
    return {(no, day): scene.roster.get(no, {}).get(day, "") for no, day in cells}
