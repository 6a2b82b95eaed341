"""The rules of working hours that are kept, by whom they hold for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import WorkRule
from app.queries.planning.facts import rules_of
from app.rules.rostering.work_rules import WorkRules


def kept_rules(session: Session) -> dict[int | None, WorkRules]:
    """Person id (None: everybody without rules of their own) -> the rules that are kept."""
    return {row.person_id: rules_of(row) for row in session.scalars(select(WorkRule))}
