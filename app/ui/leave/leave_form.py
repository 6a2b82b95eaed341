"""The form of one leave (请假单), with its chain, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from app.queries.leave.rows import LeaveRow
from app.queries.requests.decisions import DecisionRow
from app.rules.vocabulary import LeaveStatus, LeaveStepKind
from app.text import _, dates
from app.text.words import named, title_word
from app.ui.kit.printing import SIGN_HERE, paragraph, sheet_of, table, write_pdf


def leave_form_pdf(
    row: LeaveRow,
    kind: str,
    place: str,
    chain: Sequence[LeaveStepKind],
    history: Sequence[DecisionRow],
    now: datetime,
    path: Path,
) -> None:
    """Write one leave's form to `path`.

    `kind` is the kind's name, `place` the person's department and team, `chain` the steps that
    the leave takes (LEAVE-1): one that nobody has decided yet has an empty line to sign on.
    Raises BadInput.
    """
    body = sheet_of(list(_facts(row, kind, place)))
    headings = (_("Step"), _("By"), _("Decision"), _("When"), _("Signature"))
    body += paragraph("") + table(headings, [_applicant(row), *_steps(row, chain)])
    remarks = [
        (named(one.by_name, one.by_no), dates.stamp(one.at), one.reason)
        for one in history
        if one.reason
    ]
    if remarks:
        body += paragraph("") + table((_("By"), _("When"), _("Reason")), remarks)
    body += paragraph(_("Printed {moment}").format(moment=dates.moment(now)))
    write_pdf(path, _("Application for leave"), body)


def _facts(row: LeaveRow, kind: str, place: str) -> Iterator[tuple[str, str]]:
    yield _("Leave no."), row.no
    yield _("Name"), f"{row.name} {row.person_no}"
    yield _("Department and team"), place
    yield _("Kind of leave"), kind
    days = f"{_day(row.first)} – {_day(row.last)}" if row.days > 1 else _day(row.first)
    yield _("Days"), _in_brackets(days, dates.days_long(row.days))
    yield _("Filed"), dates.moment(row.filed_at)
    if row.filed_by_no != row.person_no:
        yield _("Filed by"), named(row.filed_by_name, row.filed_by_no)
    yield _("Reason"), row.reason
    if row.special:
        yield _("Special circumstances"), row.special
    if row.phoned_at is not None:
        yield _("Telephoned"), f"{dates.moment(row.phoned_at)} {row.phoned_by}".strip()
    if row.certificate_from is not None and row.certificate_to is not None:
        covered = f"{_day(row.certificate_from)} – {_day(row.certificate_to)}"
        yield _("Certificate for"), covered
    if row.late_approved:
        yield _("Filed late"), _("accepted as late")
    yield _("State"), _state(row)


def _state(row: LeaveRow) -> str:
    words = title_word(row.status)
    if row.approved_at is not None:
        words = f"{words}  {dates.moment(row.approved_at)}"
    return _in_brackets(words, row.ended_reason) if row.ended_reason else words


def _in_brackets(words: str, more: str) -> str:
    return _("{name} ({number})").format(name=words, number=more)


def _applicant(row: LeaveRow) -> Sequence[str]:
    name = f"{row.name} {row.person_no}"
    return _("Applicant"), name, _("asks for it"), dates.stamp(row.filed_at), SIGN_HERE


def _steps(row: LeaveRow, chain: Sequence[LeaveStepKind]) -> Iterator[Sequence[str]]:
    """The chain in its order; what is still open is left blank for a signature."""
    decided = {step.step: step for step in row.steps}
    for kind in LeaveStepKind:
        step = decided.get(kind)
        if step is not None:
            by = f"{step.by_name} {step.by_no}".strip()
            at = dates.stamp(step.at) if step.at else ""
            yield title_word(kind), by, title_word(LeaveStatus.APPROVED), at, SIGN_HERE
        elif kind in chain:
            yield title_word(kind), "", "", "", SIGN_HERE


def _day(day: date) -> str:
    return dates.full_day(day)
