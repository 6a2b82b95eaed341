"""What every request shares: its number, its ledger of decisions, and telling people."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import Decision, Notice, table_of
from app.rules.judged import judgement
from app.rules.policy import Policy
from app.rules.requests import RequestRef
from app.rules.verdict import Verdict

_AS_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_DECISION, _NOTICE = (insert(table_of(model)).inline() for model in (Decision, Notice))
"""Nobody asks for the numbers that they are given."""


def next_number(session: Session, column: Any, prefix: str) -> str:
    """The next free number of a register: one more than it has rows, or the first after that."""
    count = session.scalar(select(func.count()).select_from(column.class_)) or 0
    while True:
        count += 1
        number = f"{prefix}-{count:05}"
        if session.scalar(select(column).where(column == number)) is None:
            return number


def record(
    ctx: Context,
    session: Session,
    ref: RequestRef,
    *steps: str,
    reason: str = "",
    verdict: Verdict | None = None,
    policy: Policy | None = None,
) -> None:
    """Add decided steps to the ledger, with the facts and values they were judged by."""
    row = {
        "request": str(ref.file),
        "by_no": ctx.actor.name,
        "at": ctx.now(),
        "reason": reason,
        "judged": judgement(verdict, policy),
    }
    session.execute(_DECISION, [{**row, "step": step} for step in steps])


def tell(
    ctx: Context,
    session: Session,
    people: Collection[int],
    code: str,
    subject: RequestRef | str,
    **params: Any,
) -> None:
    """Leave a notice for each of `people` (ids), save for whoever acts."""
    others = {person for person in people if person != ctx.actor.person_id}
    tell_all(ctx, session, others, code, subject, **params)


def tell_all(
    ctx: Context,
    session: Session,
    people: Collection[int],
    code: str,
    subject: RequestRef | str,
    **params: Any,
) -> None:
    """Leave a notice for each of `people` (ids): nobody did it, time has gone by."""
    if people:
        words = _AS_JSON.encode(params)
        row = {"at": ctx.now(), "code": code, "params": words, "subject": _subject(subject)}
        session.execute(_NOTICE, [{**row, "person_id": person} for person in sorted({*people})])


class Letter(NamedTuple):
    """A notice with words of its own for one person (id)."""

    person: int
    subject: str
    params: Mapping[str, Any]


def tell_each(ctx: Context, session: Session, letters: Iterable[Letter], code: str) -> None:
    """Leave each person their own notice, save for whoever acts."""
    row = {"at": ctx.now(), "code": code}
    found = [
        {**row, "person_id": one.person, "params": _AS_JSON.encode(one.params),
         "subject": one.subject}
        for one in letters
        if one.person != ctx.actor.person_id
    ]  # fmt: skip
    if found:
        session.execute(_NOTICE, found)


def _subject(subject: RequestRef | str) -> str:
    return str(subject.file) if isinstance(subject, RequestRef) else subject
