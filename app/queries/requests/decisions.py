"""The ledger of decisions read back: who decided what, when, and what it was judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Decision, Leave, Person, Swap
from app.queries.swaps.rows import history
from app.rules.judged import read_judged
from app.rules.policy import Policy
from app.rules.verdict import RuleLine


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

    no: str
    is_swap: bool
    at: datetime
    people: tuple[int, ...]
    """The ids of whom it is about."""
    names: tuple[str, ...]
    """Their names, in the same order."""


def judged(session: Session, request: str) -> list[JudgedStep]:
    """Every step of `request` ("swap:S-00012", "leave:L-00003"), the first one first."""
    subject = request.partition(":")[2]
    rows = []
    for step in history(session, request):
        told = read_judged(step.judged, subject)
        lines, policy = (told.verdict.lines, told.policy) if told else ((), None)
        rows.append(
            JudgedStep(step.step, step.by_no, step.by_name, step.at, step.reason, lines, policy)
        )
    return rows


def decided(session: Session, begin: datetime, end: datetime) -> list[DecidedRow]:
    """The requests with a step from `begin` to before `end` (UTC), the latest first."""
    latest = func.max(Decision.at)
    within = (Decision.at >= begin, Decision.at < end)
    swaps = (
        select(Swap.swap_no, latest, Swap.requester_id, Swap.counterpart_id)
        .join(Decision, Decision.request == "swap:" + Swap.swap_no)
        .where(*within)
        .group_by(Swap.id)
    )
    leaves = (
        select(Leave.leave_no, latest, Leave.person_id)
        .join(Decision, Decision.request == "leave:" + Leave.leave_no)
        .where(*within)
        .group_by(Leave.id)
    )
    names = dict(session.execute(select(Person.id, Person.name)).all())
    rows = [
        DecidedRow(no, is_swap, at, tuple(people), tuple(names[key] for key in people))
        for query, is_swap in ((swaps, True), (leaves, False))
        for no, at, *people in session.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.at, row.no), reverse=True)
