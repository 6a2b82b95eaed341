"""What the rules say of a row of these registers before and after one presses: a line a rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.rules.books import Complaint, Visitor
from app.rules.calendar import CentreTime
from app.rules.facts import Post
from app.rules.figures.figure import Days, EmployeeNo, Figures
from app.rules.figures.registers import (
    CloseKept,
    LevelKept,
    LevelSkipped,
    ReplyKept,
    ReportKept,
    VisitKept,
)
from app.rules.findings import Finding
from app.rules.policy import Policy
from app.rules.registers.complaints import check_close, check_reply
from app.rules.registers.reports import ReportFacts, check_answer, check_level
from app.rules.registers.terms import answer_by, last_day, out_by, reply_days, tell_by
from app.rules.registers.visitors import check_visit
from app.rules.verdict import RuleLine, Verdict, line
from app.rules.vocabulary import Level


def report_verdict(facts: ReportFacts) -> Verdict:
    """ESC-2 and ESC-3 of a report, raised or about to be."""
    level = check_level(facts)
    term = answer_by(facts.report, facts.policy)
    kept = _note(facts.report.no, facts.report.to, facts.day, ReportKept(answer_by=term))
    return Verdict(
        (
            line("ESC-2", _those(level), _level_notes(facts)),
            line("ESC-3", list(check_answer(facts)), [kept]),
        )
    )


def complaint_verdict(
    complaint: Complaint, time: CentreTime, policy: Policy, as_of: datetime
) -> Verdict:
    """COMP-2 of a complaint, and COMP-1 of one that is closed or about to be."""
    last = last_day(complaint, time, policy)
    days = Days(reply_days(complaint, policy))
    answered = check_reply(complaint, time, policy, as_of)
    kept = _note(complaint.no, complaint.received_by, last, ReplyKept(days, last))
    reply = line("COMP-2", _those(answered), [kept])
    if complaint.closed_at is None:
        return Verdict((reply,))
    return Verdict((_close_line(complaint, time), reply))


def _close_line(complaint: Complaint, time: CentreTime) -> RuleLine:
    assert complaint.closed_at is not None
    day = time.local_date(complaint.closed_at)
    kept = _note(complaint.no, complaint.received_by, day, CloseKept())
    return line("COMP-1", _those(check_close(complaint, time)), [kept])


def visit_verdict(
    visitor: Visitor, approver: Post | None, day: date, policy: Policy, as_of: datetime
) -> Verdict:
    """CONF-2 of a visit, entered or about to be. `approver`: their post on `day`."""
    found = check_visit(visitor, approver, day, policy, as_of)
    figures = VisitKept(visitor=visitor.name, out_by=out_by(visitor, policy))
    kept = _note(visitor.no, visitor.approved_by, day, figures)
    return Verdict((line("CONF-2", _those(found), [kept]),))


def _level_notes(facts: ReportFacts) -> Sequence[Finding]:
    report = facts.report
    level = facts.superiors.level(report.raised_by, facts.day)
    figures: Figures
    if facts.owes_telling:
        figures = LevelSkipped(
            reported_to=EmployeeNo(report.to),
            superiors=facts.named(),
            tell_by=tell_by(report, facts.policy),
        )
    elif level is not None:
        figures = LevelKept(reported_to=EmployeeNo(report.to), superior_level=level)
    else:
        return ()
    return (_note(report.no, report.raised_by, facts.day, figures),)


def _note(subject: str, person: str, day: date, figures: Figures) -> Finding:
    return Finding(subject, person, day, figures, Level.NOTE)


def _those(found: Finding | None) -> list[Finding]:
    return [] if found is None else [found]
