"""What the demo centre is made of, as resources/demo/centre.toml tells it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from app.rules.facts import ShiftType


@dataclass(frozen=True, slots=True)
class DepartmentScript:
    """One department: its teams all work one job and one rotation."""

    name: str
    job_type: str
    inspectors: int
    teams: tuple[str, ...]
    pattern: str
    """One letter a day, `-` for a day off."""
    needs: dict[str, int]
    """Shift code -> how many people each team needs on it."""


@dataclass(frozen=True, slots=True)
class Script:
    name: str
    shifts: tuple[ShiftType, ...]
    departments: tuple[DepartmentScript, ...]
    surnames: str
    given: tuple[str, ...]
    reasons: dict[str, list[str]]
    comments: dict[str, list[str]]
    handover: dict[str, list[str]]

    def pattern_of(self, department: str) -> str:
        return next(d.pattern for d in self.departments if d.name == department)


@cache
def script() -> Script:
    """The script of the demo centre."""
    text = files("resources").joinpath("demo").joinpath("centre.toml").read_text(encoding="utf-8")
    told: dict[str, Any] = tomllib.loads(text)
    departments = tuple(
        DepartmentScript(**{**part, "teams": tuple(part["teams"])}) for part in told["departments"]
    )
    return Script(
        name=told["name"],
        shifts=tuple(ShiftType(**shift) for shift in told["shifts"]),
        departments=departments,
        surnames=told["names"]["surnames"],
        given=tuple(told["names"]["given"]),
        reasons=told["reasons"],
        comments=told["inspections"],
        handover=told["handover"],
    )
