"""A verdict: one line for each rule that was looked at, and one of three outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.rules.findings import Finding
from app.rules.vocabulary import Level


class Outcome(StrEnum):
    """Refused, needs a person's decision, or allowed: never a boolean."""

    ALLOWED = "allowed"
    DECISION = "decision"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What one rule says. `said` is what it found, or, kept, a note with what it counted."""

    rule: str
    outcome: Outcome
    said: tuple[Finding, ...]

    @property
    def warns(self) -> bool:
        return any(finding.level is Level.WARNING for finding in self.said)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lines of every rule, in the rulebook's order."""

    lines: tuple[RuleLine, ...]

    @property
    def outcome(self) -> Outcome:
        """The gravest outcome of its lines."""
        found = {line.outcome for line in self.lines}
        if Outcome.REFUSED in found:
            return Outcome.REFUSED
        return Outcome.DECISION if Outcome.DECISION in found else Outcome.ALLOWED

    @property
    def refusals(self) -> list[Finding]:
        """Everything for which it is refused."""
        return [
            finding
            for line in self.lines
            if line.outcome is Outcome.REFUSED
            for finding in line.said
        ]


def line(rule: str, findings: Sequence[Finding], kept: Sequence[Finding]) -> RuleLine:
    """A line refused by any breach; with none, allowed, and saying what was counted.

    `kept`: notes of what the rule looked at, said where it found nothing.
    """
    breaches = [finding for finding in findings if finding.level is Level.BREACH]
    if breaches:
        return RuleLine(rule, Outcome.REFUSED, tuple(findings))
    return RuleLine(rule, Outcome.ALLOWED, tuple(findings or kept))
