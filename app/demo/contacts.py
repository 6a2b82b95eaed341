"""The demo's contacts and sampling plans: last month's and this one's, drawn as the window draws.

The telephone system's lists came in each Monday; each month was drawn on its 8th. Most of last
month's plan is done, some of this month's; one recording was gone, one inspection went to another
inspector, one is under way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app.demo.company import Company
from app.demo.inspections import Scored
from app.demo.stage import DAY
from app.rules.facts import Leave, Person
from app.rules.quality import agent_shifts
from app.rules.scorecards.sampling import (
    Drawn,
    Inspector,
    ListedContact,
    Pick,
    Task,
    ToDraw,
    draw,
    monday,
    weeks,
)
from app.rules.vocabulary import LeaveStatus, Role
from app.rules.work import RosterLedger

PER_AGENT = 2
_DRAWN_ON, _NINE = 8, time(9)
_LINK = "https://recordings.example/{ref}"
_GONE = "录音已损坏，无法回放"
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Called:
    """A contact of a list; `came_at`: when the list came in."""

    ref: str
    agent: str
    at: datetime
    seconds: int
    job_type: str
    shift: str
    came_at: datetime

    @property
    def link(self) -> str:
        return _LINK.format(ref=self.ref)


@dataclass(frozen=True, slots=True)
class Planned:
    """A pick with what became of it: `done` is the place of its inspection among all."""

    pick: Pick
    by: str
    begun_at: datetime | None = None
    done: int | None = None
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class DrawnMonth:
    """A department's draw of a month. `listed`: how many contacts had come in by then."""

    department: str
    month: date
    seed: int
    at: datetime
    by: str
    task: Task
    listed: int
    plan: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Sampled:
    """The contacts in the order in which they came in, the draws, and the inspections, those that
    a plan stands behind with its contact and inspector."""

    contacts: tuple[Called, ...]
    draws: tuple[DrawnMonth, ...]
    inspections: tuple[Scored, ...]

    def by_ref(self) -> Mapping[str, Called]:
        return {one.ref: one for one in self.contacts}


@dataclass(frozen=True, slots=True)
class _Floor:
    """Who works what, leave aside."""

    company: Company
    worked: RosterLedger
    away: Mapping[str, Sequence[Leave]]

    def shifts(self, no: str, first: date, last: date) -> list[tuple[date, str]]:
        person, away = self.company.people[no], self.away.get(no, ())
        return list(agent_shifts(self.worked, person, first, last, away))


def sampled(
    company: Company, worked: RosterLedger, leaves: Sequence[Leave], scored: Sequence[Scored]
) -> Sampled:
    """Contacts, draws, and the inspections as they were planned."""
    away: dict[str, list[Leave]] = defaultdict(list)
    for leave in leaves:
        if leave.status is LeaveStatus.APPROVED:
            away[leave.person].append(leave)
    floor = _Floor(company, worked, away)
    contacts = sorted(_contacts(floor), key=lambda one: (one.came_at, one.ref))
    inspections, draws = list(scored), []
    for first in (company.stage.first, company.stage.this_month):
        departments = sorted({post.department for one in company.people.values()
                              for post in one.posts if post.department})  # fmt: skip
        for department in departments:
            drawn = _draw(floor, department, first, contacts, inspections)
            if drawn is not None:
                draws.append(drawn)
    return Sampled(tuple(contacts), tuple(draws), tuple(inspections))


# -- what came in ----------------------------------------------------------------------------


def _contacts(floor: _Floor) -> Iterator[Called]:
    company = floor.company
    stage = company.stage
    for no in company.people:
        dice = stage.dice("contacts", no)
        for day, code in floor.shifts(no, stage.first, stage.today):
            begin, end = stage.time.interval(company.shifts[code], day)
            room = int((end - begin).total_seconds() // 60) - 20
            for minute in sorted(dice.sample(range(room), dice.choice((1, 1, 2)))):
                at = begin + timedelta(minutes=minute)
                ref = f"{day:%Y%m%d}-{no}-{minute:03}"
                seconds = min(45 + int(dice.expovariate(1 / 210)), 2400)
                came = _came_at(company, at)
                if came is not None:
                    job = company.post(no, day).job_type
                    yield Called(ref, no, at, seconds, job, code, came)


def _came_at(company: Company, at: datetime) -> datetime | None:
    """The Monday's list that has it; None before that Monday. The 8th's list comes early."""
    stage = company.stage
    day = stage.time.local_date(at)
    for came in sorted({monday(day) + 7 * DAY, day.replace(day=_DRAWN_ON)}):
        moment = stage.time.instant(came, time(8))
        if at < moment:
            return moment if moment <= stage.now else None
    return None


# -- what was drawn --------------------------------------------------------------------------


def _draw(
    floor: _Floor, department: str, first: date, contacts: Sequence[Called],
    inspections: list[Scored],
) -> DrawnMonth | None:  # fmt: skip
    """The draw of the 8th, and of a month that is younger of its first day, without a list."""
    company = floor.company
    stage = company.stage
    last = (first + 32 * DAY).replace(day=1) - DAY
    day = first.replace(day=_DRAWN_ON)
    at = stage.time.instant(day, _NINE)
    if at > stage.now:
        day, at = first, stage.time.instant(first)
    task, listed = _task(floor, department, (first, last), day, at, contacts)
    by = next((one for one in task.inspectors), None)
    if by is None:
        return None
    seed = int(f"{first:%Y%m}{len(task.agents):02}")
    plan = _played(company, draw(task, seed), at, last, contacts, inspections)
    return DrawnMonth(
        department=department, month=first, seed=seed, at=at, by=by.no, task=task, listed=listed,
        plan=tuple(plan),
    )  # fmt: skip


def _task(
    floor: _Floor, department: str, month: tuple[date, date], day: date, at: datetime,
    contacts: Sequence[Called],
) -> tuple[Task, int]:  # fmt: skip
    company = floor.company
    first, last = month
    agents = {}
    for no in company.people:
        shifts = floor.shifts(no, first, last)
        if shifts and company.post(no, shifts[-1][0]).department == department:
            works = tuple(sorted({monday(on) for on, _code in shifts}))
            agents[no] = ToDraw(no, PER_AGENT, works=works)
    came = [one for one in contacts if one.came_at <= at]
    local = company.stage.time.local_date
    mine = [one for one in came if one.agent in agents and first <= local(one.at) <= last]
    inspectors = tuple(
        Inspector(no, there)
        for no, one in company.people.items()
        if (there := _weeks_there(floor, one, department, day, last))
    )
    task = Task(
        weeks(day, last), tuple(agents.values()), inspectors,
        tuple(ListedContact(one.ref, one.agent, monday(local(one.at)), one.shift) for one in mine),
        listed=bool(mine),
    )  # fmt: skip
    return task, len(came)


def _weeks_there(
    floor: _Floor, one: Person, department: str, first: date, last: date
) -> tuple[date, ...]:
    stage, away = floor.company.stage, floor.away.get(one.no, ())
    found = []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        post = one.post_on(day)
        if (
            one.employed_on(day)
            and (post.role, post.department) == (Role.QA_INSPECTOR, department)
            and stage.office_day(day)
            and not any(leave.covers(day) for leave in away)
        ):
            found.append(monday(day))
    return tuple(found)


# -- what became of it -----------------------------------------------------------------------


def _played(
    company: Company, drawn: Drawn, at: datetime, last: date, contacts: Collection[Called],
    inspections: list[Scored],
) -> Iterator[Planned]:  # fmt: skip
    """Each pick with the inspection that it led to, if it did; what is left waits, save for a few.

    The inspections get the contact and the inspector that were drawn.
    """
    stage = company.stage
    until = stage.time.day_end(last)
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, scored in enumerate(inspections):
        if at < scored.inspected_at < until:
            waiting[scored.agent].append(place)
    open_ones = 0
    over = last < stage.today
    colleagues = sorted({pick.inspector for pick in drawn.picks})
    for pick in drawn.picks:
        places = waiting.get(pick.agent)
        if places:
            place = places.pop(0)
            one = inspections[place]
            ref = pick.contact or one.contact_ref
            inspections[place] = replace(one, inspector=pick.inspector, contact_ref=ref)
            begun = one.inspected_at - _HOUR / 4
            yield Planned(pick, pick.inspector, begun_at=begun, done=place)
            continue
        open_ones += 1
        yield _waiting(pick, open_ones, colleagues, stage.now, over=over)


def _waiting(
    pick: Pick, number: int, colleagues: Sequence[str], now: datetime, *, over: bool
) -> Planned:
    """One that is not done: of a month that is over most were dropped."""
    if number == 1 or (over and number % 4):
        return Planned(pick, pick.inspector, dropped=_GONE)
    if number == 2 and len(colleagues) > 1:
        return Planned(pick, next(no for no in colleagues if no != pick.inspector))
    if number == 3 and not over:
        return Planned(pick, pick.inspector, begun_at=now - _HOUR / 3)
    return Planned(pick, pick.inspector)
