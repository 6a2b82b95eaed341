"""What every request shares: its number, its ledger of decisions, and telling people."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import Decision, Notice, table_of
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.verdict import Verdict

_AS_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_DECISION, _NOTICE = insert(table_of(Decision)), insert(table_of(Notice))


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
    request: str,
    *steps: str,
    reason: str = "",
    verdict: Verdict | None = None,
    policy: Policy | None = None,
) -> None:
    """Add decided steps to the ledger, with the facts and values they were judged by."""
    row = {
        "request": request,
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
    subject: str,
    **params: Any,
) -> None:
    """Leave a notice for each of `people` (ids), save for whoever acts."""
    others = sorted({person for person in people if person != ctx.actor.person_id})
    if others:
        words = _AS_JSON.encode(params)
        row = {"at": ctx.now(), "code": code, "params": words, "subject": subject}
        session.execute(_NOTICE, [{**row, "person_id": person} for person in others])


def judgement(verdict: Verdict | None, policy: Policy | None) -> str:
    """What the ledger keeps of a verdict and its values, as `rules/judged.py` reads it: the
    longest thing that a decision writes, and so without the names of what stands where."""
    if verdict is None:
        return ""
    told = {
        "lines": [
            (line.rule, line.outcome, [_said(finding) for finding in line.said])
            for line in verdict.lines
        ],
        "policy": _values(policy) if policy else {},
    }
    return _AS_JSON.encode(told)


@lru_cache
def _values(policy: Policy) -> Mapping[str, int]:
    return asdict(policy)


def _said(finding: Finding) -> tuple[Any, ...]:
    one = finding
    return (one.code, one.level, one.person, one.day, one.params)
