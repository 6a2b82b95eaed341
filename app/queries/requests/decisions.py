"""The ledger of decisions read back: who decided what, when, and what it was judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Decision, Person
from app.queries.requests.files import FILES, reference_of
from app.rules.judged import read_judged
from app.rules.policy import Policy
from app.rules.requests import RequestKind, RequestRef
from app.rules.verdict import RuleLine


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One step of a request's history. `judged`: the verdict it was decided on, as JSON."""

    step: str
    by_no: str
    by_name: str
    at: datetime
    reason: str
    judged: str


@dataclass(frozen=True, slots=True)
class JudgedStep:
    """One step of a request: `lines` is the verdict of then, `policy` the values of then.

    Both are empty where the step was not judged: a withdrawal, an expiry.
    """

    step: str
    by_no: str
    by_name: str
    at: datetime
    reason: str
    lines: tuple[RuleLine, ...]
    policy: Policy | None


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A request on which something was decided, and the latest that was."""

    ref: RequestRef
    at: datetime
    people: tuple[int, ...]
    """The ids of whom it is about."""
    names: tuple[str, ...]
    """Their names, in the same order."""


def history(session: Session, ref: RequestRef) -> list[DecisionRow]:
    """Every decided step in a request's file, in order."""
    query = (
        select(
            Decision.step,
            Decision.by_no,
            func.coalesce(Person.name, "").label("by_name"),
            Decision.at,
            Decision.reason,
            Decision.judged,
        )
        .outerjoin(Person, Person.employee_no == Decision.by_no)
        .where(Decision.request == str(ref.file))
        .order_by(Decision.id)
    )
    return [DecisionRow(**row._asdict()) for row in session.execute(query)]


def judged(session: Session, ref: RequestRef) -> list[JudgedStep]:
    """Every step in a request's file, the first one first."""
    rows = []
    for step in history(session, ref):
        told = read_judged(step.judged, ref.no)
        lines, policy = (told.verdict.lines, told.policy) if told else ((), None)
        rows.append(
            JudgedStep(step.step, step.by_no, step.by_name, step.at, step.reason, lines, policy)
        )
    return rows


def decided(session: Session, begin: datetime, end: datetime) -> list[DecidedRow]:
    """The requests with a step from `begin` to before `end` (UTC), the latest first."""
    names = dict(session.execute(select(Person.id, Person.name)).all())
    rows = [
        DecidedRow(kind.ref(no), at, tuple(people), tuple(names[key] for key in people))
        for kind in FILES
        for no, at, *people in session.execute(_decided(kind, begin, end))
    ]
    return sorted(rows, key=lambda row: (row.at, row.ref.no), reverse=True)


def _decided(kind: RequestKind, begin: datetime, end: datetime) -> Any:
    file = FILES[kind]
    return (
        select(file.number, func.max(Decision.at), *file.people)
        .join(Decision, Decision.request == reference_of(kind))
        .where(Decision.at >= begin, Decision.at < end)
        .group_by(file.number, *file.people)
    )
