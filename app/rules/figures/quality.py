"""What QA-1 and QA-3 count."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.figures.figure import EmployeeNo, Figures, Month
from app.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class MonthsInspections(Figures):
    """The inspections of one agent in one month."""

    count: int
    least: int
    most: int
    month: Month

    @property
    def missing_inspections(self) -> int:
        return self.least - self.count


@dataclass(frozen=True, slots=True)
class TooFewInspections(MonthsInspections):
    """Fewer than are due."""

    code = "QA-1.too_few"


@dataclass(frozen=True, slots=True)
class TooManyInspections(MonthsInspections):
    """More than are allowed."""

    code = "QA-1.too_many"


@dataclass(frozen=True, slots=True)
class ScoredThemselves(Figures):
    """Inspector and agent are one person."""

    code = "QA-3.self"


@dataclass(frozen=True, slots=True)
class NotAnInspector(Figures):
    """Who was scored, and as what; `role` is None of somebody who does not work here."""

    code = "QA-3.not_inspector"
    agent: EmployeeNo
    role: Role | None
