"""A store that a centre of 120 people worked in for three years, as rows: the same at each call.

Seven teams of fifteen, officers beside them. An agent works two early, two late and two night
shifts, then has two days off; in each month neighbours swap one shift for another, and every other
month an agent takes a day's leave. Each act is in the audit trail, chained as the program chains
it; what a decision was judged by are texts of the demo centre, which judges for real.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import insert

from app.bootstrap import create_store
from app.context import Actor, Context
from app.demo.decisions import decisions
from app.demo.show import perform
from app.models import (
    Assignment,
    Attendance,
    Decision,
    Department,
    Inspection,
    Leave,
    LeaveStep,
    Notice,
    Person,
    Post,
    RosterMonth,
    RosterVersion,
    ShiftType,
    Swap,
    SwapConsent,
    Team,
)
from app.rules.calendar import CentreTime
from app.rules.deeds import Deed
from app.rules.policy import PolicyBook
from app.rules.vocabulary import LeaveStatus, LeaveStepKind, Role, RosterState, Side, SwapStatus
from app.services.leave import certificates
from app.services.leave.certificates import Paper
from app.store import audit
from tests.papers import a_pdf

Row = dict[str, Any]
FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
NOW = datetime(2026, 10, 31, 4, tzinfo=UTC)
PEOPLE, TEAMS, TEAM_SIZE = 120, 7, 15
CERTIFICATES, CERTIFICATE_BYTES = 300, 2 * 1024 * 1024
DIRECTOR, HEAD, INSPECTOR = 106, 107, 108
"""Ids of people; 1 to 105 are in teams, the first of each fifteen leads it."""
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_PATTERN = (1, 1, 2, 2, 3, 3, 0, 0)
_SHIFTS = {1: ("E", time(7, 30)), 2: ("L", time(15, 30)), 3: ("N", time(23, 30))}
_DAYS = [FIRST + n * _DAY for n in range((LAST - FIRST).days + 1)]
_MONTHS = [day for day in _DAYS if day.day == 1]


class Act(NamedTuple):
    """One entry of the trail that is to be."""

    at: datetime
    actor: str
    deed: Deed
    subject: str
    before: Row | None = None
    after: Row | None = None


def build(path: Path, held: int = CERTIFICATES) -> Context:
    """Make the store at `path`, with so many certificates; about a minute."""
    ctx = create_store(path, actor=Actor("os:keeper", keeper=True), clock=lambda: NOW)
    swaps, leaves = list(_swaps()), list(_leaves())
    with ctx.write() as session:
        connection = session.connection()
        for table, rows in (*_staff(), *_rosters(), *_registers(swaps, leaves)):
            connection.execute(insert(table), rows)
        acts = [*_signing_in(), *_calling(leaves), *_drafting(), *_moving(swaps, leaves)]
        entries = (
            audit.Entry(
                act.at, act.actor, act.deed, act.subject, _json(act.before), _json(act.after)
            )
            for act in sorted(acts, key=lambda act: act.at)
        )
        audit.append(connection, *entries)
    _hand_in(ctx, [leave for leave in leaves if leave["kind"] == "sick"][:held])
    with ctx.write() as session:  # what was put in without a word counts from here on
        ctx.audit(session, Deed.STORE_ACCEPT, "store", after=ctx.counted(session))
    return ctx


def number(person: int) -> str:
    """The employee number of the person with this id."""
    return str(1000 + person)


def _hand_in(ctx: Context, leaves: list[Row]) -> None:
    for at, leave in enumerate(leaves):
        mine = ctx.acting_as(Actor(leave["filed_by_no"], leave["person_id"]))
        content = a_pdf(at, CERTIFICATE_BYTES)
        day = leave["first_date"]
        certificates.hand_in(mine, leave["leave_no"], Paper("证明.pdf", content, day, day))


def _staff() -> Iterator[tuple[Any, list[Row]]]:
    yield Department, [{"id": 1, "name": "客服一部"}]
    yield Team, [{"id": n, "department_id": 1, "name": f"{n}组"} for n in range(1, TEAMS + 1)]
    yield ShiftType, [
        {"id": id_, "code": code, "name": code, "start_at": start, "night": code == "N",
         "end_at": _SHIFTS[id_ % 3 + 1][1]}
        for id_, (code, start) in _SHIFTS.items()
    ]  # fmt: skip
    hired = date(2020, 1, 1)
    everybody = range(1, PEOPLE + 1)
    yield Person, [
        {"id": n, "employee_no": number(n), "name": f"员工{n}", "hired_on": hired, "version": 1}
        for n in everybody
    ]  # fmt: skip
    yield Post, [
        {"person_id": n, "since": hired, "department_id": None if n == DIRECTOR else 1,
         "team_id": _team(n), "role": _role(n), "job_type": "呼入", "skill_level": 3}
        for n in everybody
    ]  # fmt: skip


def _team(person: int) -> int | None:
    team = 1 + (person - 1) // TEAM_SIZE
    return team if team <= TEAMS else None


def _role(person: int) -> Role:
    if _team(person):
        return Role.TEAM_LEADER if _leads(person) else Role.AGENT
    officers = {DIRECTOR: Role.CENTRE_DIRECTOR, HEAD: Role.DEPARTMENT_HEAD}
    return officers.get(person, Role.QA_INSPECTOR)


def _leads(person: int) -> bool:
    return person % TEAM_SIZE == 1


def _agents() -> list[int]:
    return [person for person in range(1, TEAMS * TEAM_SIZE + 1) if not _leads(person)]


def _leader(person: int) -> str:
    return number(person - (person - 1) % TEAM_SIZE)


def _place(person: int, day: date) -> int:
    """Where in the pattern somebody is on a day."""
    return (day.toordinal() + person) % 8


def _shift(person: int, day: date) -> int:
    if _leads(person):
        return 1 if day.weekday() < 5 else 0
    return _PATTERN[_place(person, day)]


def _at(day: date, hour: float) -> datetime:
    """An instant by the clock of the centre."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + (hour - 8) * _HOUR


def _rosters() -> Iterator[tuple[Any, list[Row]]]:
    kept = [(month, f"team:{team}") for month in _MONTHS for team in range(1, TEAMS + 1)]
    yield RosterMonth, [
        {"id": at, "month": month, "scope": scope, "state": RosterState.PUBLISHED, "version": 1,
         "published_at": _at(month - 7 * _DAY, 10)}
        for at, (month, scope) in enumerate(kept, start=1)
    ]  # fmt: skip
    yield RosterVersion, [
        {"roster_month_id": at, "version": 1, "made_at": _at(month - 7 * _DAY, 10)}
        for at, (month, _scope) in enumerate(kept, start=1)
    ]  # fmt: skip
    yield Assignment, [{"person_id": p, "day": day, "shift_id": s} for p, day, s in _worked()]


def _worked() -> Iterator[tuple[int, date, int]]:
    for person, day in itertools.product(range(1, TEAMS * TEAM_SIZE + 1), _DAYS):
        if shift := _shift(person, day):
            yield person, day, shift


def _pairs() -> Iterator[tuple[int, date]]:
    """Each agent with a neighbour who has the place before in the pattern, once in a month, from
    the first day of a round of early shifts."""
    for month in _MONTHS:
        for giver in range(1, TEAMS * TEAM_SIZE + 1):
            if giver % TEAM_SIZE in (3, 5, 7, 9, 11, 13):
                yield giver, month + (-_place(giver, month) % 8) * _DAY


def _swaps() -> Iterator[Row]:
    for at, (person, day) in enumerate(_pairs(), start=1):
        filed = _at(day - 5 * _DAY, 9 + at % 9)
        yield {
            "id": at, "swap_no": f"S-{at:05}", "filed_at": filed, "requester_id": person,
            "requester_date": day, "counterpart_id": person - 1, "counterpart_date": day + 6 * _DAY,
            "status": SwapStatus.EFFECTIVE, "effective_at": filed + 3 * _HOUR,
            "reason": "家里有事，想换一天", "requester_shift_id": 1, "counterpart_shift_id": 3,
            "version": 5,
        }  # fmt: skip


def _leaves() -> Iterator[Row]:
    asked = [(n, month) for month in _MONTHS for n in _agents() if (n + month.month) % 2]
    for at, (person, month) in enumerate(asked, start=1):
        day = month + (16 + -_place(person, month + 16 * _DAY) % 8 + 2) * _DAY
        sick = at % 5 == 0
        filed = _at(day - 4 * _DAY, 10)
        yield {
            "id": at, "leave_no": f"L-{at:05}", "person_id": person, "filed_by_no": number(person),
            "filed_at": filed, "kind": "sick" if sick else "personal", "first_date": day,
            "last_date": day, "reason": "发烧，医生让休息" if sick else "孩子学校开家长会",
            "certificate_from": day if sick else None, "certificate_to": day if sick else None,
            "certificate_at": filed if sick else None, "status": LeaveStatus.APPROVED,
            "approved_at": filed + 5 * _HOUR, "version": 4,
        }  # fmt: skip


def _registers(swaps: list[Row], leaves: list[Row]) -> Iterator[tuple[Any, list[Row]]]:
    yield Swap, swaps
    yield SwapConsent, [
        {"swap_id": swap["id"], "side": side, "by_no": _leader(swap["requester_id"]),
         "at": swap["filed_at"] + 2 * _HOUR}
        for swap in swaps
        for side in Side
    ]  # fmt: skip
    yield Leave, leaves
    yield LeaveStep, [
        {"leave_id": leave["id"], "step": step, "by_no": who, "at": leave["filed_at"] + n * _HOUR}
        for leave in leaves
        for n, (step, who) in enumerate(_chain(leave), start=2)
    ]  # fmt: skip
    yield (
        Attendance,
        [
            {"person_id": person, "day": day, "arrived_at": _arrived(person, day, shift)}
            for person, day, shift in _present(leaves)
        ],
    )
    inspected = itertools.product(_MONTHS, _agents(), (4, 19))
    yield Inspection, [_inspection(n, *each) for n, each in enumerate(inspected, start=1)]
    yield Decision, sorted(_decided(swaps, leaves), key=lambda row: row["at"])
    yield Notice, list(_told(swaps, leaves))


def _chain(leave: Row) -> tuple[tuple[LeaveStepKind, str], ...]:
    return (
        (LeaveStepKind.LEADER, _leader(leave["person_id"])),
        (LeaveStepKind.HEAD, number(HEAD)),
    )


def _present(leaves: list[Row]) -> Iterator[tuple[int, date, int]]:
    away = {(leave["person_id"], leave["first_date"]) for leave in leaves}
    swapped = {}
    for person, day in _pairs():
        swapped[person, day], swapped[person - 1, day + 6 * _DAY] = 0, 0
        swapped[person - 1, day], swapped[person, day + 6 * _DAY] = 1, 3
    for person, day in itertools.product(range(1, TEAMS * TEAM_SIZE + 1), _DAYS[:-1]):
        shift = swapped.get((person, day), _shift(person, day))
        if shift and (person, day) not in away:
            yield person, day, shift


def _arrived(person: int, day: date, shift: int) -> datetime:
    start = _SHIFTS[shift][1]
    early = 11 + (person * 7 + day.toordinal() * 3) % 25
    return _at(day, start.hour + start.minute / 60) - timedelta(minutes=early)


def _inspection(at: int, month: date, agent: int, day: int) -> Row:
    score = float(80 + at % 20)
    scores = ("language", "attitude", "tone", "summarising", "adaptability")
    return {
        "inspection_no": f"Q-{at:05}", "agent_id": agent, "inspector_id": INSPECTOR,
        "inspected_at": _at(month.replace(day=day), 15), "contact_ref": f"C{at:08}",
        "comment": "开场白规范，结束语可以更亲切", **dict.fromkeys(scores, score),
    }  # fmt: skip


def _decided(swaps: list[Row], leaves: list[Row]) -> Iterator[Row]:
    texts: dict[str, list[str]] = {}
    for row in decisions(perform(NOW, CentreTime()), PolicyBook(())):
        texts.setdefault(str(row["step"]), []).append(row["judged"])
    for request, row, step, who, at in _steps(swaps, leaves):
        judged = texts[step][row["id"] % len(texts[step])]
        yield {"request": request, "step": step, "by_no": who, "at": at, "judged": judged}


def _steps(swaps: list[Row], leaves: list[Row]) -> Iterator[tuple[str, Row, str, str, datetime]]:
    for swap in swaps:
        one, two = swap["requester_id"], swap["counterpart_id"]
        steps = [("offer", number(one)), ("agree", number(two))]
        steps += [(f"consent.{side}", _leader(one)) for side in Side]
        for n, (step, who) in enumerate(steps):
            yield f"swap:{swap['swap_no']}", swap, step, who, swap["filed_at"] + n * _HOUR
    for leave in leaves:
        steps = [("file", leave["filed_by_no"])]
        steps += [(f"step.{step}", who) for step, who in _chain(leave)]
        for n, (step, who) in enumerate(steps):
            yield f"leave:{leave['leave_no']}", leave, step, who, leave["filed_at"] + n * _HOUR


def _told(swaps: list[Row], leaves: list[Row]) -> Iterator[Row]:
    for request, row, step, _who, at in _steps(swaps, leaves):
        person = row.get("person_id") or row["counterpart_id"]
        yield {
            "person_id": person, "at": at, "code": f"{request.partition(':')[0]}.{step}",
            "params": _json({"no": request.partition(":")[2]}), "subject": request,
            "read_at": at + _HOUR,
        }  # fmt: skip


def _signing_in() -> Iterator[Act]:
    for person, day, shift in _worked():
        if (person + day.toordinal()) % 4 == 0:
            at = _arrived(person, day, shift) + timedelta(minutes=2)
            no = number(person)
            yield Act(at, no, Deed.ACCOUNT_SIGN_IN, f"account:{no}")


def _calling(leaves: list[Row]) -> Iterator[Act]:
    for person, day, shift in _present(leaves):
        at = _arrived(person, day, shift)
        after = {"arrived_at": at, "off_post_minutes": 0}
        subject = f"attendance:{number(person)}@{day}"
        asked = at + timedelta(minutes=30, seconds=person)
        yield Act(asked, _leader(person), Deed.ATTENDANCE_RECORD, subject, None, after)


def _drafting() -> Iterator[Act]:
    for month, team in itertools.product(_MONTHS, range(1, TEAMS + 1)):
        scope, leader = f"team:{team}", number(1 + (team - 1) * TEAM_SIZE)
        for n in range(12):
            cells = {f"{number(team * TEAM_SIZE - n)}@{month + d * _DAY}": "E" for d in range(15)}
            at = _at(month - 10 * _DAY, 9 + n / 12)
            before = dict.fromkeys(cells, "")
            yield Act(at, leader, Deed.ROSTER_DRAFT, f"{scope}@{month:%Y-%m}", before, cells)
        counted = {"version": 1, "people": 15, "added": 340, "removed": 0, "cells": 340}
        at = _at(month - 7 * _DAY, 10)
        was, now = {scope: {"version": 0}}, {scope: counted}
        yield Act(at, leader, Deed.ROSTER_PUBLISH, f"roster@{month:%Y-%m}", was, now)


_DEEDS = {"offer": Deed.SWAP_OFFER, "agree": Deed.SWAP_AGREE, "file": Deed.LEAVE_FILE}


def _moving(swaps: list[Row], leaves: list[Row]) -> Iterator[Act]:
    for request, row, step, who, at in _steps(swaps, leaves):
        granted = Deed.SWAP_APPROVE if request.startswith("swap") else Deed.LEAVE_STEP
        before = {"status": "agreed" if step.startswith("consent") else "pending"}
        after = {**before, "step": step, "by_no": who, "at": at}
        yield Act(at, who, _DEEDS.get(step, granted), request, before, after)
        if step in ("consent.counterpart", "step.head"):
            done = Deed.SWAP_COMPLETE if request.startswith("swap") else Deed.LEAVE_APPROVE
            status = {"status": str(row["status"])}
            yield Act(at + timedelta(minutes=1), who, done, request, before, status)


def _json(values: Row | None) -> str | None:
    """As the program writes it."""
    if values is None:
        return None
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
