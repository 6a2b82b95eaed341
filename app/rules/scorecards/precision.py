"""How much a month's few inspections of one person tell: said with the numbers, once (QA-7)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from app.rules.scorecards.quality import CONFIDENCE, DepartmentQuality
from app.rules.scorecards.statistics import t_quantile


@dataclass(frozen=True, slots=True)
class Precision:
    """`inspections`: of one person, as many as are usual that month. `one`: the deviation of one
    inspection, `mean`: half the 95 % interval of the mean of so many."""

    inspections: int
    one: float
    mean: float


def precision(department: DepartmentQuality) -> Precision | None:
    """None where nobody was inspected twice, so that nothing tells the spread."""
    if department.within_sd is None or department.freedom == 0:
        return None
    usual = max(1, round(department.inspections / inspected_people(department)))
    t = t_quantile((1 + CONFIDENCE) / 2, department.freedom)
    return Precision(usual, department.within_sd, t * department.within_sd / sqrt(usual))


def inspected_people(department: DepartmentQuality) -> int:
    """How many people were inspected, those too that are not shown: N - (N - k)."""
    return department.inspections - department.freedom
