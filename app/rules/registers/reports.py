"""What ESC-2 and ESC-3 say of one report upwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.books import UpwardReport
from app.rules.figures.figure import Days, EmployeeNo, Figures
from app.rules.figures.registers import (
    AnsweredLate,
    NoInstruction,
    NoProposal,
    NotTheSuperior,
    SkippedNotTold,
    Unanswered,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.registers.superiors import Superiors
from app.rules.registers.terms import answer_by, tell_by
from app.rules.vocabulary import Level


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report with what it is judged by. `day`: the centre's date of its raising; `policy`: the
    values in force then; `as_of`: the moment at which it is judged."""

    report: UpwardReport
    day: date
    superiors: Superiors
    policy: Policy
    as_of: datetime

    @property
    def has_superior(self) -> bool:
        return self.superiors.level(self.report.raised_by, self.day) is not None

    @property
    def is_level(self) -> bool:
        """Whether it went to the one who takes the reporter's reports."""
        return self.superiors.takes(self.report.to, self.report.raised_by, self.day)

    @property
    def skips(self) -> bool:
        """Whether it went past a superior as an emergency may."""
        report = self.report
        return (
            report.emergency
            and self.has_superior
            and not self.is_level
            and self.superiors.takes_in_emergency(report.to, report.raised_by, self.day)
        )

    @property
    def owes_telling(self) -> bool:
        """Whether a superior was skipped and is still to be told: the report stays open (ESC-2)."""
        return self.skips and self.report.skipped_told_at is None

    def named(self) -> tuple[EmployeeNo, ...]:
        """Those who take the reporter's reports, to be named."""
        return numbers(self.superiors.of(self.report.raised_by, self.day))


def check_level(facts: ReportFacts) -> Finding | None:
    """ESC-2: to the superior; past them only in an emergency, and then they are told."""
    report = facts.report
    if not facts.has_superior or facts.is_level:
        return None
    if not facts.skips:
        return _about(facts, _not_superior(facts), report.raised_by)
    term = tell_by(report, facts.policy)
    if report.skipped_told_at is not None or facts.as_of <= term:
        return None
    figures = SkippedNotTold(
        reported_to=EmployeeNo(report.to),
        superiors=facts.named(),
        told_hours=facts.policy.esc_told_hours,
        tell_by=term,
    )
    return _about(facts, figures, report.raised_by, Level.WARNING)


def check_answer(facts: ReportFacts) -> Iterator[Finding]:
    """ESC-3: a proposal, an instruction word for word, in time."""
    report = facts.report
    if not report.proposal:
        yield _about(facts, NoProposal(), report.raised_by)
    if report.answered_at is not None and not report.answer:
        yield _about(facts, NoInstruction(answered=report.answered_at), report.to)
    days, term = Days(facts.policy.esc_answer_days), answer_by(report, facts.policy)
    if (report.answered_at or facts.as_of) <= term:
        return
    figures: Figures = Unanswered(answer_days=days, answer_by=term)
    if report.answered_at is not None:
        figures = AnsweredLate(answer_days=days, answer_by=term, answered=report.answered_at)
    yield _about(facts, figures, report.to, Level.WARNING)


def _not_superior(facts: ReportFacts) -> NotTheSuperior:
    report = facts.report
    level = facts.superiors.level(report.raised_by, facts.day)
    assert level is not None
    return NotTheSuperior(
        reported_to=EmployeeNo(report.to),
        superior_level=level,
        superiors=facts.named(),
        above=numbers(facts.superiors.reachable(report.raised_by, facts.day)),
    )


def _about(
    facts: ReportFacts, figures: Figures, person: str, level: Level = Level.BREACH
) -> Finding:
    return Finding(facts.report.no, person, facts.day, figures, level)


def numbers(of: tuple[str, ...]) -> tuple[EmployeeNo, ...]:
    """Numbers as a finding names people."""
    return tuple(EmployeeNo(no) for no in of)
