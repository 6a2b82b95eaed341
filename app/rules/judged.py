"""What a decision was judged by, as the ledger keeps it: the verdict, and the policy values.

One JSON object: `lines` holds a (rule, outcome, findings) for each line of the verdict, a finding
is (code, level, person, day, figures), and `policy` holds the values by key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from app.rules.figures import stored
from app.rules.findings import Finding
from app.rules.policy import Policy, policy_of
from app.rules.verdict import Outcome, RuleLine, Verdict
from app.rules.vocabulary import Level

_AS_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of that moment, and the values in force then."""

    verdict: Verdict
    policy: Policy


def judgement(verdict: Verdict | None, policy: Policy | None) -> str:
    """What the ledger keeps of a verdict and its values, as `read_judged` reads it: the longest
    thing that a decision writes, and so without the names of what stands where."""
    if verdict is None:
        return ""
    told = {
        "lines": [(line.rule, line.outcome, list(map(_said, line.said))) for line in verdict.lines],
        "policy": _values(policy) if policy else {},
    }
    return _AS_JSON.encode(told)


@lru_cache
def _values(policy: Policy) -> Mapping[str, int]:
    return asdict(policy)


def _said(one: Finding) -> tuple[Any, ...]:
    return (one.code, one.level, one.person, one.day, stored.told(one.figures))


def read_judged(text: str, subject: str = "") -> Judgement | None:
    """The judgement in a decision's `judged`, by whichever version it was written; None where it
    was decided without one."""
    if not text:
        return None
    told = json.loads(text)
    lines = tuple(_line(row, subject) for row in told["lines"])
    return Judgement(Verdict(lines), policy_of(told["policy"]))


def _line(row: Sequence[Any], subject: str) -> RuleLine:
    rule, outcome, said = row
    return RuleLine(rule, Outcome(outcome), tuple(_finding(subject, one) for one in said))


def _finding(subject: str, row: Sequence[Any]) -> Finding:
    code, level, person, day, figures = row
    read = stored.read(code, figures)
    return Finding(subject, person, date.fromisoformat(day), read, Level(level))
