"""A verdict of the rulebook as rows of the verdict panel, and why something cannot be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.findings import Finding
from app.rules.verdict import Outcome, RuleLine, Verdict
from app.rules.vocabulary import Level
from app.text import _
from app.text.findings import finding_remedy, finding_sentence
from app.ui.kit.verdict import Outcome as Shown
from app.ui.kit.verdict import VerdictRow

Names = Mapping[str, str]

_GRAVEST = (Outcome.REFUSED, Outcome.DECISION, Outcome.ALLOWED)


def verdict_rows(verdict: Verdict, names: Names) -> list[VerdictRow]:
    """One row for each rule: first what is refused, then what is to be decided, then the rest."""
    lines = sorted(verdict.lines, key=lambda line: _GRAVEST.index(line.outcome))
    return [_row(line, names) for line in lines]


def verdict_summary(verdict: Verdict) -> str:
    """The outcome in one sentence."""
    return {
        Outcome.REFUSED: _("The rules do not allow it."),
        Outcome.DECISION: _("The rules allow it; people decide."),
        Outcome.ALLOWED: _("Everything that the rules ask for is there."),
    }[verdict.outcome]


def why_refused(verdict: Verdict, names: Names) -> str:
    """The first rule that refuses, with its figures; "" where none does."""
    first = next(iter(verdict.refusals), None)
    return f"{first.rule}: {finding_sentence(first, names)}" if first else ""


def whose_decision(verdict: Verdict, names: Names) -> str:
    """Whose word it still needs; "" where it needs none."""
    waiting = (
        finding_sentence(finding, names)
        for line in verdict.lines
        if line.outcome is Outcome.DECISION
        for finding in line.said
    )
    return " ".join(dict.fromkeys(waiting))


def _row(line: RuleLine, names: Names) -> VerdictRow:
    said = [finding for finding in line.said if _counts(line, finding)] or list(line.said)
    sentences = "\n".join(dict.fromkeys(finding_sentence(one, names) for one in said))
    changes = "\n".join(dict.fromkeys(_remedies(line, names)))
    return VerdictRow(line.rule, _shown(line), sentences or _("Kept."), changes)


def _counts(line: RuleLine, finding: Finding) -> bool:
    """Of a rule that refuses only what breaks it."""
    return line.outcome is not Outcome.REFUSED or finding.level is Level.BREACH


def _remedies(line: RuleLine, names: Names) -> Iterator[str]:
    for finding in line.said:
        remedy = finding_remedy(finding, names)
        if remedy and line.outcome is not Outcome.ALLOWED:
            yield remedy


def _shown(line: RuleLine) -> Shown:
    if line.outcome is Outcome.REFUSED:
        return Shown.REFUSED
    if line.outcome is Outcome.DECISION:
        return Shown.DECISION
    return Shown.WARNING if line.warns else Shown.PASSED
