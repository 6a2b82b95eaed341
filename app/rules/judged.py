"""What a decision was judged by, read back from the ledger: the verdict, and the policy values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.verdict import Outcome, RuleLine, Verdict
from app.rules.vocabulary import LeaveStepKind, Level

_ISO = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d)?$")
_DATE = len("2026-10-20")
_MEMBERS: Mapping[str, type[StrEnum]] = {"step": LeaveStepKind}
"""Figures that are words of the vocabulary, told by their values."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of that moment, and the values in force then."""

    verdict: Verdict
    policy: Policy


def read_judged(text: str, subject: str = "") -> Judgement | None:
    """The judgement in a decision's `judged`; None where it was decided without one."""
    if not text:
        return None
    told = json.loads(text)
    lines = tuple(_line(row, subject) for row in told["lines"])
    return Judgement(Verdict(lines), Policy(**told["policy"]))


def _line(row: Sequence[Any], subject: str) -> RuleLine:
    rule, outcome, said = row
    return RuleLine(rule, Outcome(outcome), tuple(_finding(rule, subject, one) for one in said))


def _finding(rule: str, subject: str, row: Sequence[Any]) -> Finding:
    code, level, person, day, figures = row
    params = {
        name: _MEMBERS[name](value) if name in _MEMBERS else _value(value)
        for name, value in figures.items()
    }
    return Finding(rule, subject, person, date.fromisoformat(day), code, Level(level), params)


def _value(value: Any) -> Any:
    """Dates and instants were told as text; everything else is as it was."""
    if isinstance(value, list):
        return [_value(one) for one in value]
    return _moment(value) if isinstance(value, str) else value


def _moment(text: str) -> Any:
    """A number that only looks like a date (20261015) stays a number."""
    if not _ISO.match(text):
        return text
    return date.fromisoformat(text) if len(text) == _DATE else datetime.fromisoformat(text)
