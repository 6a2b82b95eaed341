"""The demo's floors: desks in rows, who sat where in the last month, who left the floor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import Desk, FloorWait, OffPost, Seat, StopOrder
from app.rules.facts import ShiftType
from app.rules.vocabulary import LeaveStatus, Role
from app.rules.work import RosterLedger

_BACK = 30
"""Days of seating before today."""
_ROW = 6
_SPARE = 2
_MINUTE = timedelta(minutes=1)
_LATE, _FORGOTTEN = 0.6, 0.015
_REASONS = ("接水", "去洗手间", "取药", "到前台取快递", "送纸质工单")
_OVERRIDES = ("接班人迟到，先行放行", "接班人临时就医，由邻座接替", "班车发车，工单已交接")
_STOP = "与用户争执，劝阻无效"
_DAYS_SINCE_STOP = 6


@dataclass(frozen=True, slots=True)
class _Sitting:
    """Somebody at a desk for a shift; `came` None: not yet, or never."""

    no: str
    day: date
    shift: ShiftType
    desk: str
    start: datetime
    end: datetime
    came: datetime | None
    gone: datetime | None = None
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Floor:
    """One department with its crews."""

    show: Show
    department: str
    desks: tuple[str, ...]
    sittings: tuple[_Sitting, ...]


def desks(show: Show, keys: Keys) -> Rows:
    """Plans, seats, who left the floor, who waits to, and one order to stop working."""
    worked = _Worked.of(show)
    floors = [_floor(show, department.name, worked) for department in show.script.departments]
    yield Desk, [row for floor in floors for row in _plan(floor, keys)]
    yield Seat, [_seat(one, keys) for floor in floors for one in floor.sittings]
    yield OffPost, [row for floor in floors for row in _off(floor, keys)]
    yield FloorWait, [row for floor in floors for row in _waits(floor, keys)]
    yield StopOrder, [row for floor in floors[:1] for row in _stop(floor, keys)]


@dataclass(frozen=True, slots=True)
class _Worked:
    """Day and department -> who works there which shift, and when they came."""

    crews: Mapping[tuple[str, date], list[tuple[str, str]]]
    came: Mapping[tuple[str, date], datetime | None]

    @classmethod
    def of(cls, show: Show) -> _Worked:
        ledger = RosterLedger.of(show.rota, show.swaps)
        away = {
            (leave.person, leave.first + at * DAY)
            for leave in show.leaves
            if leave.status is LeaveStatus.APPROVED
            for at in range((leave.last - leave.first).days + 1)
        }
        crews: dict[tuple[str, date], list[tuple[str, str]]] = defaultdict(list)
        for person in show.cast:
            shifts = ledger.shifts(person.no)
            for day in _days(show):
                post, code = person.post_on(day), shifts.get(day)
                here = code and person.employed_on(day) and (person.no, day) not in away
                if here and code and post.role is Role.AGENT:
                    crews[post.department, day].append((code, person.no))
        came = {(row.person, row.day): row.arrived_at for row in show.attendance}
        return cls(crews, came)


def _days(show: Show) -> Iterator[date]:
    for back in range(_BACK, -1, -1):
        yield show.stage.today - back * DAY


def _floor(show: Show, department: str, worked: _Worked) -> _Floor:
    """Everybody to the own desk where it is free, or else to the next that is."""
    shifts = {shift.code: shift for shift in show.script.shifts}
    placed: list[_Sitting] = []
    free_from: list[datetime] = []
    for day in _days(show):
        crew = worked.crews.get((department, day), [])
        for code, no in sorted(crew, key=lambda one: (shifts[one[0]].start, one)):
            start, end = show.stage.time.interval(shifts[code], day)
            if start > show.stage.now + 6 * timedelta(hours=1):
                continue  # who comes later is still to be seated
            at = _desk_for(no, start, free_from)
            free_from[at] = end
            came = worked.came.get((no, day))
            placed.append(_Sitting(no, day, shifts[code], str(at), start, end, came))
    count = -(-(len(free_from) + _SPARE) // _ROW) * _ROW
    names = tuple(f"{department[0]}{at:02}" for at in range(1, count + 1))
    named = [replace(one, desk=names[int(one.desk)]) for one in placed]
    return _Floor(show, department, names, tuple(_gone(show, department, named)))


def _desk_for(no: str, start: datetime, free_from: list[datetime]) -> int:
    count = len(free_from)
    for step in range(count):
        at = (int(no) * 5 + step) % count
        if free_from[at] <= start:
            return at
    free_from.append(start)
    return count


def _gone(show: Show, department: str, placed: list[_Sitting]) -> Iterator[_Sitting]:
    """When each let the desk go: the relief came, a leader let them go, or, rarely, just so."""
    next_at = {(one.desk, one.start): one for one in placed}
    for one in placed:
        now = show.stage.now
        if one.came is None or one.end > now:
            yield one
            continue
        dice = show.stage.dice("gone", one.no, one.day)
        relief = next_at.get((one.desk, one.end))
        gone = one.end + dice.randint(0, 2) * _MINUTE
        if relief is None or (relief.came is not None and relief.came <= gone):
            yield replace(one, gone=min(gone, now))
        elif relief.came is not None and dice.random() < _LATE:
            yield replace(one, gone=relief.came)
        elif dice.random() < _FORGOTTEN * 10:
            yield replace(one, gone=min(gone, now))
        else:
            why = _OVERRIDES[dice.randrange(len(_OVERRIDES))]
            leaders = _leaders(show, department, one.day)
            by = leaders[dice.randrange(len(leaders))]
            yield replace(one, gone=min(gone + 4 * _MINUTE, now), by=by, reason=why)


def _leaders(show: Show, department: str, today: date) -> list[str]:
    return [
        one.no
        for one in show.cast
        if one.employed_on(today)
        and one.post_on(today).role is Role.TEAM_LEADER
        and one.post_on(today).department == department
    ]


def _plan(floor: _Floor, keys: Keys) -> Iterator[Row]:
    department = keys.departments[floor.department]
    for at, name in enumerate(floor.desks):
        yield {
            "department_id": department, "name": name, "line": at // _ROW, "place": at % _ROW,
            "retired": False, "version": 1,
        }  # fmt: skip


def _seat(one: _Sitting, keys: Keys) -> Row:
    return {
        "day": one.day, "shift_id": keys.shifts[one.shift.code], "desk": one.desk,
        "person_id": keys.people[one.no], "checked_in_at": one.came, "released_at": one.gone,
        "override_by_id": keys.people[one.by] if one.by else None,
        "override_reason": one.reason, "version": 1,
    }  # fmt: skip


def _off(floor: _Floor, keys: Keys) -> Iterator[Row]:
    """A few a day, nearly all of them back in time; two of the shift that runs are off now."""
    stage = floor.show.stage
    for one in floor.sittings:
        dice = stage.dice("off", one.no, one.day)
        if one.came is None or one.end > stage.now or dice.random() > 0.08:
            continue
        leaders = _leaders(floor.show, floor.department, one.day)
        left = one.start + dice.randint(60, 240) * _MINUTE
        minutes = 14 if dice.random() < 0.03 else dice.randint(4, 10)
        yield {
            "person_id": keys.people[one.no], "left_at": left,
            "allowed_by_id": keys.people[leaders[dice.randrange(len(leaders))]],
            "limit_minutes": 10, "back_at": left + minutes * _MINUTE,
            "reason": _REASONS[dice.randrange(len(_REASONS))], "version": 1,
        }  # fmt: skip
    leaders = _leaders(floor.show, floor.department, stage.today)
    for one, ago in zip(_here_now(floor), (4, 12), strict=False):
        yield {
            "person_id": keys.people[one.no], "left_at": stage.now - ago * _MINUTE,
            "allowed_by_id": keys.people[leaders[0]], "limit_minutes": 10, "back_at": None,
            "reason": _REASONS[ago % len(_REASONS)], "version": 1,
        }  # fmt: skip


def _waits(floor: _Floor, keys: Keys) -> Iterator[Row]:
    """Of the shift that runs one more asks to go."""
    for one in _here_now(floor)[2:3]:
        yield {
            "person_id": keys.people[one.no], "asked_at": floor.show.stage.now - 2 * _MINUTE,
            "reason": _REASONS[1], "allowed_by_id": None, "limit_minutes": None, "turn_at": None,
            "version": 1,
        }  # fmt: skip


def _here_now(floor: _Floor) -> list[_Sitting]:
    """Who is at a desk now and came long enough ago to have left it."""
    now = floor.show.stage.now
    found = [
        one
        for one in floor.sittings
        if one.came is not None and one.start + 20 * _MINUTE <= now < one.end
    ]
    return sorted(found, key=lambda one: one.no)[::3]


def _stop(floor: _Floor, keys: Keys) -> Iterator[Row]:
    """One order, seen by the head, and ended on the next day."""
    stage = floor.show.stage
    day = stage.today - _DAYS_SINCE_STOP * DAY
    came = [one for one in floor.sittings if one.day == day and one.came is not None]
    if not came:
        return
    one, leader = came[0], _leaders(floor.show, floor.department, day)[0]
    ordered = one.start + 100 * _MINUTE
    yield {
        "person_id": keys.people[one.no], "ordered_by_id": keys.people[leader],
        "ordered_at": ordered, "reason": _STOP, "seen_by_id": keys.people[floor.show.chiefs[1]],
        "seen_at": ordered + 25 * _MINUTE, "ended_by_id": keys.people[leader],
        "ended_at": ordered + DAY, "version": 1,
    }  # fmt: skip
