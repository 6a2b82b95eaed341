"""What work rules say of a shift goes on where it gets another code, and keeps it from going."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from app.context import Context
from app.errors import Conflict
from app.models import WorkRule
from app.queries.planning import facts
from app.rules.rostering.work_rules import WorkRules
from app.services.keeping import shifts
from app.services.keeping.shifts import ShiftDetails

LATE = ShiftDetails("X", "Late", time(14), time(22))


@pytest.fixture
def late(context: Context) -> int:
    key = shifts.add_shift(context, LATE)
    with context.write() as session:
        session.add(WorkRule(shifts="E, X", not_after="X:E"))
    return key


def rules(context: Context) -> WorkRules:
    with context.read() as session:
        return facts.work_rules(session).everybody


def test_a_code_that_changes_changes_in_work_rules(context: Context, late: int) -> None:
    shifts.edit_shift(context, late, replace(LATE, code="Y"))
    assert rules(context).shifts == {"E", "Y"}
    assert rules(context).not_after == {"Y": {"E"}}


def test_a_shift_that_replaces_another_is_ruled_as_that_was(context: Context, late: int) -> None:
    shifts.replace_shift(context, late, replace(LATE, code="Y"))
    assert rules(context).shifts == {"E", "X", "Y"}
    assert rules(context).not_after == {"X": {"E"}, "Y": {"E"}}


def test_a_shift_that_work_rules_name_is_not_removed(context: Context, late: int) -> None:
    with pytest.raises(Conflict):
        shifts.remove_shift(context, late)
    with context.write() as session:
        session.query(WorkRule).delete()
    shifts.remove_shift(context, late)
