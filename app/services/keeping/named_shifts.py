"""Work rules name shifts by their codes: they follow where a shift gets another code."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import WorkRule
from app.rules.rostering.not_after import named_anew, named_in


def name_anew(session: Session, new: Mapping[str, Collection[str]]) -> None:
    """Say each code in every work rule as its `new` ones."""
    for row in session.scalars(select(WorkRule)):
        shifts, after = named_anew(row.shifts, row.not_after, new)
        if named_in(row.shifts, row.not_after) & new.keys():
            row.shifts, row.not_after = shifts, after


def in_work_rules(session: Session, code: str) -> bool:
    """Whether some work rule names a shift."""
    rows = session.execute(select(WorkRule.shifts, WorkRule.not_after))
    return any(code in named_in(shifts, after) for shifts, after in rows)
