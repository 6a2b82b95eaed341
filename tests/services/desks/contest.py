"""What the desks' races run in processes of their own: everybody at the same desks at once.

At the change from the early to the late shift of 16 October 2026: at each desk somebody of the
early one is to be relieved by somebody of the late one; as many more of the late one contend for
half as many desks. All processes check in, let go, move people and place the rest.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from sqlalchemy import func, select

from app.bootstrap import open_store, verify_store
from app.context import Actor, Context
from app.errors import AppError
from app.models import AuditEntry, Desk, Seat, ShiftType, Team
from app.queries import facts
from app.queries.desks.rows import SeatRow, seats
from app.rules.books import Books
from app.rules.check import check
from app.rules.deeds import Deed
from app.rules.facts import CentreFacts
from app.rules.findings import Finding
from app.rules.policy import PolicyBook
from app.services.desks import checking, seating
from app.store.places import Named
from tests.factories import (
    SmallCentre,
    TestClock,
    a_person,
    as_it_stands,
    assign,
    small_centre,
)
from tests.store.writers import together

PROCESSES = 8
PATIENCE = 10
DAY = date(2026, 10, 16)
CHANGE = datetime(2026, 10, 16, 7, 31, tzinfo=UTC)
"""15:31 in Shanghai: the early shift is over."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody who leads tries: `kind`, with a seat or a person, and a desk."""

    kind: str
    seat: int = 0
    no: str = ""
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all steps, and how many seconds they took."""

    told: Counter[str]
    seconds: float


def stage(context: Context, desks: int) -> tuple[SmallCentre, list[Step]]:
    """A floor of so many desks at the change of shifts, and all that is tried at it."""
    centre = small_centre(context)
    with context.write() as session:
        early, late = (session.get_one(ShiftType, centre.shifts[code]) for code in "EL")
        teams = [session.get_one(Team, centre.teams[name]) for name in "AB"]
        steps: list[Step] = []
        for at in range(desks):
            session.add_all(a_desk(centre, f"{kind}{at:04}", at) for kind in "DS")
            people = []
            for kind, shift in enumerate((early, late, late)):
                person = a_person(session, f"{kind + 3}{at:05}", team=teams[kind == 2])
                assign(session, person, DAY, shift)
                people.append(person)
            came = CHANGE.replace(hour=0)
            sits = {"day": DAY, "desk": f"D{at:04}"}
            first = Seat(shift_id=early.id, person_id=people[0].id, checked_in_at=came, **sits)
            second = Seat(shift_id=late.id, person_id=people[1].id, **sits)
            session.add_all((first, second))
            session.flush()
            steps += [
                Step("release", first.id), Step("check_in", second.id),
                Step("move", second.id, desk=f"D{(at + 1) % desks:04}"),
                Step("seat", no=people[2].employee_no, desk=f"S{at // 2:04}"),
                Step("seat", no=people[2].employee_no, desk=f"S{(at + 1) % desks // 2:04}"),
            ]  # fmt: skip
    return centre, steps


def a_desk(centre: SmallCentre, name: str, at: int) -> Desk:
    return Desk(department_id=centre.department, name=name, line=at // 50, place=at % 50)


def contest(centre: SmallCentre, steps: Sequence[Step]) -> Outcome:
    """All processes try all of it at once, each in an order of its own."""
    named = as_it_stands(centre.context).store.address
    chance = random.Random(20261014)
    shares = [chance.sample(steps, len(steps)) for _ in range(PROCESSES)]
    who = ("1000", centre.people["1000"]), ("0002", centre.people["0002"])
    given = [(share, centre.department, who[number % 2]) for number, share in enumerate(shares)]
    told = together(named, try_all, given)
    counted = sum((each[0] for each in told), Counter[str]())
    return Outcome(counted, max(each[2] for each in told) - min(each[1] for each in told))


def try_all(
    named: Named,
    steps: Sequence[Step],
    department: int,
    by: tuple[str, int],
    start: Barrier,
    told: Connection,
) -> None:
    """Try one step after another; tell what became of them, and from when to when."""
    context = open_store(named, Actor(*by), TestClock(CHANGE))
    found: Counter[str] = Counter()
    start.wait()
    begun = time.monotonic()
    for step in steps:
        found[f"{step.kind}: {_outcome(context, department, step)}"] += 1
    told.send((found, begun, time.monotonic()))


def _outcome(context: Context, department: int, step: Step) -> str:
    """Who is told that the store is busy tries again, as the message says."""
    for _ in range(PATIENCE):
        outcome = _once(context, department, step)
        if outcome != "StoreProblem":
            break
    return outcome


def _once(context: Context, department: int, step: Step) -> str:
    try:
        if step.kind == "release":
            checking.release(context, step.seat)
        elif step.kind == "check_in":
            checking.check_in(context, step.seat)
        elif step.kind == "move":
            seating.move(context, step.seat, step.desk)
        else:
            seating.seat(context, department, DAY, "L", [(step.desk, step.no)])
    except AppError as refusal:
        return type(refusal).__name__
    return "done"


def faults(centre: SmallCentre) -> list[str]:
    """What must never be: two at a desk, one at two, a step recorded twice, HAND-2 broken."""
    context = centre.context
    with context.read() as session:
        rows = seats(session, context.time)
        entries = session.execute(
            select(AuditEntry.subject, AuditEntry.action, func.count())
            .where(AuditEntry.action.in_((Deed.SEAT_RELEASE, Deed.SEAT_PLACE)))
            .group_by(AuditEntry.subject, AuditEntry.action)
        ).all()
    found = [f"twice: {each}" for each in _twice(rows)]
    found += [f"{action} {subject}" for subject, action, count in entries if count > 1]
    found += [finding.subject for finding in _findings(context, rows)]
    if not verify_store(context.store.address).whole:
        found.append("verify")
    return found


def _twice(rows: Sequence[SeatRow]) -> list[object]:
    desks = Counter((row.day, row.shift, row.desk) for row in rows)
    people = Counter((row.day, row.shift, row.no) for row in rows)
    here = Counter(row.desk for row in rows if row.is_open and row.start <= CHANGE < row.end)
    counted = [*desks.items(), *people.items(), *here.items()]
    return [what for what, count in counted if count > 1]


def _findings(context: Context, rows: Sequence[SeatRow]) -> list[Finding]:
    """HAND-2 over all that was let go, by the function that `check` asks."""
    with context.read() as session:
        centre = facts.centre(session)
    books = Books(seats=tuple(row.fact for row in rows))
    bare = CentreFacts(
        people=centre.people, shifts=centre.shifts, holidays=frozenset(), roster={},
        months=frozenset(), swaps=(), leaves=(), attendance=(), inspections=(), books=books,
    )  # fmt: skip
    return list(check(bare, PolicyBook(), context.time, context.now()))
