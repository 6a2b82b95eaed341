"""The demo's bulletins, who read them when, its roll calls, and who came back from leave when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.demo.accounts import AGENT
from app.demo.keys import Keys, Row, Rows
from app.demo.leaves import approved
from app.demo.script import BulletinScript
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import Bulletin, BulletinRead, RollCall
from app.rules import books
from app.rules.bulletins.audience import (
    OwnShift,
    OwnShifts,
    due_shift,
    is_for,
    readership,
    reads,
)
from app.rules.facts import Leave, Person
from app.rules.reporting_back import returns
from app.rules.vocabulary import Role
from app.rules.work import RosterLedger, working

_MINUTE = timedelta(minutes=1)
_NEVER, _LATE = 0.004, 0.010
"""How many do not read something at all, or read it too late."""
_UNTOLD = frozenset({"1101", AGENT})
"""Who has the latest one still to read, in the demo."""
_NO_CALL, _CALLED_LATE, _SILENT = 0.004, 0.009, 0.013
_CALLS = 60
"""How many days back roll calls are on record."""


@dataclass(frozen=True, slots=True)
class _Worked:
    """What everybody works, swaps applied and leaves left out."""

    ledger: RosterLedger
    away: Mapping[str, list[Leave]]
    shifts: Mapping[str, OwnShifts]

    @classmethod
    def of(cls, show: Show) -> _Worked:
        ledger, away = RosterLedger.of(show.rota, show.swaps), approved(show.leaves)
        codes = {shift.code: shift for shift in show.script.shifts}
        shifts = {
            person.no: OwnShifts.of(
                OwnShift(show.stage.time.interval(codes[code], day)[0], day, code)
                for day in ledger.shifts(person.no)
                if (code := working(ledger, person, day, away.get(person.no, ())))
            )
            for person in show.cast
        }
        return cls(ledger, away, shifts)


def bulletins(show: Show, keys: Keys) -> Rows:
    """The bulletins, their reads and the roll calls, as rows of their tables."""
    worked = _Worked.of(show)
    facts = [_fact(show, at, told) for at, told in enumerate(show.script.bulletins, start=1)]
    yield Bulletin, [_row(show, keys, at, fact) for at, fact in enumerate(facts, start=1)]
    yield (
        BulletinRead,
        [
            {"bulletin_id": at, "person_id": keys.people[no], "read_at": read_at}
            for at, fact in enumerate(facts, start=1)
            for no, read_at in _reads(show, worked, fact, last=at == len(facts))
        ],
    )
    yield RollCall, list(_roll_calls(show, keys, worked))


def back_from_leave(show: Show) -> Mapping[str, datetime]:
    """Leave's number -> when its person reported back: in time, save for a few."""
    worked, stage = _Worked.of(show), show.stage
    codes = {shift.code: shift for shift in show.script.shifts}
    found: dict[str, datetime] = {}
    people = {person.no: person for person in show.cast}
    for no, leaves in worked.away.items():
        for one in returns(worked.ledger, people[no], leaves, leaves):
            start = stage.time.interval(codes[one.code], one.day)[0]
            dice = stage.dice("back", one.leave.no)
            chance = dice.random()
            at = start - dice.randint(8, 35) * _MINUTE
            if chance < 0.06:
                at = start + dice.randint(10, 90) * _MINUTE
            if chance > 0.03 and at <= stage.now:
                found[one.leave.no] = at
    return found


def _fact(show: Show, at: int, told: BulletinScript) -> books.Bulletin:
    stage, script = show.stage, show.script
    day = stage.today - told.days_ago * DAY
    department = script.departments[told.department - 1] if told.department else None
    team = department.teams[told.team - 1] if department and told.team else ""
    published = stage.time.instant(day, time(9, 5 + at))
    if not told.days_ago:
        published = stage.now - 40 * _MINUTE
    replaced = next((one for one in script.bulletins if one.replaces == at), None)
    until = day + told.until_days * DAY if told.until_days else None
    if replaced is not None:
        until = stage.today - (replaced.days_ago + 1) * DAY
    return books.Bulletin(
        no=f"B-{at:05}",
        title=told.title,
        text=told.text.strip(),
        published_at=published,
        published_by=_publisher(show, department.name if department else "", team, day),
        department=department.name if department else "",
        team=team,
        until=until,
    )


def _publisher(show: Show, department: str, team: str, day: date) -> str:
    role = (
        Role.TEAM_LEADER if team else Role.DEPARTMENT_HEAD if department else Role.CENTRE_DIRECTOR
    )
    for person in show.cast:
        post = person.post_on(day)
        fits = department in ("", post.department) and team in ("", post.team)
        if post.role is role and fits and person.employed_on(day):
            return person.no
    return show.chiefs[0]


def _row(show: Show, keys: Keys, at: int, fact: books.Bulletin) -> Row:
    replaces = show.script.bulletins[at - 1].replaces
    return {
        "id": at, "bulletin_no": fact.no, "title": fact.title, "text": fact.text,
        "published_at": fact.published_at, "published_by_id": keys.people[fact.published_by],
        "department_id": keys.departments.get(fact.department),
        "team_id": keys.teams.get((fact.department, fact.team)), "job_type": "",
        "until": fact.until, "replaces_id": replaces or None,
    }  # fmt: skip


def _reads(
    show: Show, worked: _Worked, fact: books.Bulletin, *, last: bool
) -> Iterator[tuple[str, datetime]]:
    """Who read it, and when: on the way to their shift, or as they were told at roll call."""
    stage = show.stage
    published_on = stage.time.local_date(fact.published_at)
    for person in show.cast:
        due = _due(worked, fact, person)
        if due is None or not is_for(fact, person, published_on, due.day):
            continue
        dice = stage.dice("read", fact.no, person.no)
        chance, share = dice.random(), dice.random()
        if chance < _NEVER or (last and (person.no in _UNTOLD or chance < 0.55)):
            continue
        span = due.start - fact.published_at
        at = fact.published_at + share * span
        if chance < _LATE:
            at = due.start + dice.randint(5, 200) * _MINUTE
        if due.start > stage.now:
            at = fact.published_at + share * (stage.now - fact.published_at)
        if at <= stage.now:
            yield person.no, at.replace(second=0, microsecond=0)


def _due(worked: _Worked, fact: books.Bulletin, person: Person) -> OwnShift | None:
    readers = readership(fact)
    mine = worked.shifts[person.no].where(lambda day: reads(readers, person.post_on(day)))
    return due_shift(fact, mine)


def _roll_calls(show: Show, keys: Keys, worked: _Worked) -> Iterator[Row]:
    """Of every shift that agents of a team have begun, held by the team's leader."""
    stage, comments = show.stage, show.script.roll_call_comments
    since = stage.today - _CALLS * DAY
    for (team, day, code), start in sorted(_called(show, worked).items()):
        dice = stage.dice("called", *team, day, code)
        chance, leader = dice.random(), _publisher(show, *team, day)
        early = timedelta(minutes=dice.randint(3, 9))
        held = start + 3 * early if _NO_CALL <= chance < _CALLED_LATE else start - early
        if day < since or start > stage.now or chance < _NO_CALL or held > stage.now:
            continue
        yield {
            "department_id": keys.departments[team[0]], "team_id": keys.teams[team], "day": day,
            "shift_id": keys.shifts[code], "leader_id": keys.people[leader], "held_at": held,
            "comments": "" if _CALLED_LATE <= chance < _SILENT else dice.choice(comments),
        }  # fmt: skip


_Call = tuple[tuple[str, str], date, str]


def _called(show: Show, worked: _Worked) -> Mapping[_Call, datetime]:
    """Team, day and shift -> its start, of all shifts that agents work."""
    found: dict[_Call, datetime] = defaultdict()
    for person in show.cast:
        for shift in worked.shifts[person.no].shifts:
            post = person.post_on(shift.day)
            if post.role is Role.AGENT and post.team:
                found[post.team_key, shift.day, shift.code] = shift.start
    return found
