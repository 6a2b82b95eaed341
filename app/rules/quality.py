"""The quality rules that the register can break: QA-1 and QA-3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.rules.facts import Inspection, Leave, Person, Post
from app.rules.figures.figure import EmployeeNo, Figures, Month
from app.rules.figures.quality import (
    NotAnInspector,
    ScoredThemselves,
    TooFewInspections,
    TooManyInspections,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.vocabulary import Role
from app.rules.work import RosterLedger, working


def check_inspector(inspection: Inspection, inspector: Post | None, day: date) -> Finding | None:
    """QA-3: only an inspector scores, and nobody themselves. `inspector`: their post on `day`."""
    if inspection.inspector == inspection.agent:
        figures: Figures = ScoredThemselves()
    elif inspector is None or inspector.role is not Role.QA_INSPECTOR:
        role = inspector.role if inspector else None
        figures = NotAnInspector(agent=EmployeeNo(inspection.agent), role=role)
    else:
        return None
    return Finding(inspection.no, inspection.inspector, day, figures)


def outside_limits(count: int, policy: Policy) -> bool:
    return not policy.qa_min_inspections <= count <= policy.qa_max_inspections


def check_month(agent: str, month: date, counted: Sequence[str], policy: Policy) -> Finding | None:
    """QA-1 for an agent who worked in the month beginning on `month`.

    `counted`: the numbers of the inspections in it that keep QA-3.
    """
    if not outside_limits(len(counted), policy):
        return None
    few = len(counted) < policy.qa_min_inspections
    figures = (TooFewInspections if few else TooManyInspections)(
        count=len(counted),
        least=policy.qa_min_inspections,
        most=policy.qa_max_inspections,
        month=Month(month),
    )
    return Finding(f"{agent}@{month:%Y-%m}", agent, month, figures)


def agent_shifts(
    ledger: RosterLedger, person: Person, first: date, last: date, leaves: Sequence[Leave]
) -> Iterator[tuple[date, str]]:
    """The days from `first` to `last` on which `person` works as an agent (QA-1: rostered,
    employed, not on leave), each with its shift, in their order. `leaves`: their approved ones."""
    held = ledger.shifts(person.no)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day in held and person.post_on(day).role is Role.AGENT:
            code = working(ledger, person, day, leaves)
            if code is not None:
                yield day, code
