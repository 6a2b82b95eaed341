"""The small centre's people, each at a desk of their own, and their regular duties."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from app import models as m
from app.context import Actor, Context
from app.reading.duties.board import DutyBoard, DutyEntry, read_board
from app.rules.vocabulary import DutyState
from app.services.duties.doing import DueDay, Sheet, do_duty
from tests.factories import SmallCentre

DIRECTOR, HEAD, INSPECTOR, ADMINISTRATOR = "0001", "0002", "0003", "0004"
LEADER_A, LEADER_B, AGENT = "1000", "2000", "1001"
TODAY = date(2026, 10, 15)
MONDAY = date(2026, 10, 12)


def at(centre: SmallCentre, no: str) -> Context:
    """The desk of somebody."""
    return centre.context.acting_as(Actor(no, centre.people[no]))


def due(centre: SmallCentre, duty: str, day: date = TODAY, team: str = "") -> DueDay:
    return DueDay(duty, centre.department, centre.teams[team] if team else None, day)


def did(centre: SmallCentre, no: str, duty: str, day: date = TODAY, **sheet: object) -> int:
    """Somebody does what is due; the id of what stands there then."""
    words = Sheet(**{"text": "In order.", **sheet})  # type: ignore[arg-type]
    return do_duty(at(centre, no), due(centre, duty, day), words)


def board(centre: SmallCentre, no: str, first: date = TODAY, last: date | None = None) -> DutyBoard:
    return read_board(at(centre, no), None, first, last or first + timedelta(days=6))


def entry(centre: SmallCentre, no: str, duty: str, day: date = TODAY) -> DutyEntry:
    """A due day as somebody sees it."""
    found = [one for one in board(centre, no, day).entries if one.key[0] == duty]
    return next(one for one in found if one.due_on == day)


def state(centre: SmallCentre, duty: str, day: date = TODAY) -> DutyState:
    return entry(centre, HEAD, duty, day).state


def row(centre: SmallCentre, done_id: int) -> m.DutyDone:
    with centre.context.read() as session:
        return session.get_one(m.DutyDone, done_id)


def steps(centre: SmallCentre, done_id: int) -> list[str]:
    with centre.context.read() as session:
        step = m.DutyStep
        query = select(step.kind).where(step.done_id == done_id).order_by(step.id)
        return [str(kind) for kind in session.scalars(query)]
