"""The quality rules that the register can break: QA-1 and QA-3."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.rules.facts import Inspection, Post
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.vocabulary import Role


def check_inspector(inspection: Inspection, inspector: Post | None, day: date) -> Finding | None:
    """QA-3: only an inspector scores, and nobody themselves. `inspector`: their post on `day`."""
    if inspection.inspector == inspection.agent:
        code = "QA-3.self"
    elif inspector is None or inspector.role is not Role.QA_INSPECTOR:
        code = "QA-3.not_inspector"
    else:
        return None
    params = {"agent": inspection.agent, "role": inspector.role if inspector else None}
    return Finding("QA-3", inspection.no, inspection.inspector, day, code, params=params)


def outside_limits(count: int, policy: Policy) -> bool:
    return not policy.qa_min_inspections <= count <= policy.qa_max_inspections


def check_month(agent: str, month: date, counted: Sequence[str], policy: Policy) -> Finding | None:
    """QA-1 for an agent who worked in the month beginning on `month`.

    `counted`: the numbers of the inspections in it that keep QA-3.
    """
    if not outside_limits(len(counted), policy):
        return None
    few = len(counted) < policy.qa_min_inspections
    params = {
        "count": len(counted),
        "least": policy.qa_min_inspections,
        "most": policy.qa_max_inspections,
        "inspections": list(counted),
        "month": month,
    }
    subject = f"{agent}@{month:%Y-%m}"
    code = "QA-1.too_few" if few else "QA-1.too_many"
    return Finding("QA-1", subject, agent, month, code, params=params)
