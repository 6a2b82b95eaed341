"""How the three registers say where a row stands, and by when something is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.reading.registers.complaints import Complaint
from app.reading.registers.reports import Report
from app.reading.registers.visitors import Visit
from app.rules.vocabulary import ReportState
from app.text import _, dates, ngettext
from app.text.words import title_word
from app.ui.kit.controls import SYMBOLS
from app.ui.kit.tokens import Tone

_DAY = 24 * 60
STATE_TONES: Mapping[ReportState, Tone] = {
    ReportState.RAISED: Tone.INFO,
    ReportState.ANSWERED: Tone.PLAIN,
    ReportState.DISSENTED: Tone.WARN,
    ReportState.UPHELD: Tone.PLAIN,
    ReportState.CHANGED: Tone.PLAIN,
    ReportState.CARRIED_OUT: Tone.GOOD,
    ReportState.OBEYED: Tone.GOOD,
    ReportState.TAKEN_UP: Tone.INFO,
}


def sign(tone: Tone) -> str:
    """The symbol that says what a tone's colour says; none for a plain one."""
    return "" if tone is Tone.PLAIN else SYMBOLS[tone]


def term_words(due: datetime, now: datetime) -> str:
    """ "3 days left", "5 hours left", "overdue by 2 hours"."""
    minutes = int((due - now).total_seconds() // 60)
    if minutes < 0:
        return _("overdue by {span}").format(span=_span(-minutes))
    return _("{span} left").format(span=_span(minutes))


def age_words(since: datetime, now: datetime) -> str:
    """ "3 days", "5 hours"."""
    return _span(int((now - since).total_seconds() // 60))


def _span(minutes: int) -> str:
    if minutes >= 2 * _DAY:
        return dates.days_long(minutes // _DAY)
    return dates.span(minutes // 60 * 60 if minutes >= 60 else minutes)


def report_state(one: Report) -> str:
    """ "Waits for an answer"; and that somebody is still to be told."""
    words = title_word(one.state)
    return _("{state}; skipped superior to be told").format(state=words) if (
        one.owes_telling
    ) else words  # fmt: skip


def report_tone(one: Report) -> Tone:
    return Tone.WARN if one.owes_telling else STATE_TONES[one.state]


def report_due(one: Report, now: datetime) -> str:
    return term_words(one.due, now) if one.due is not None else ""


def report_due_tone(one: Report, now: datetime) -> Tone:
    if one.due is None:
        return Tone.PLAIN
    return _due_tone(one.due, now)


def complaint_state(one: Complaint) -> str:
    if not one.is_open:
        return _("Case closed")
    return _("Answered, to be closed") if one.row.replied_at else _("To be answered")


def complaint_tone(one: Complaint) -> Tone:
    if not one.is_open:
        return Tone.GOOD
    return Tone.PLAIN if one.row.replied_at else Tone.INFO


def complaint_due(one: Complaint) -> str:
    """ "15 days left", "last day", "2 days over"."""
    left = one.days_left
    if left is None:
        return ""
    if left < 0:
        return ngettext("{n} day over", "{n} days over", -left).format(n=-left)
    if left == 0:
        return _("today is the last day")
    return ngettext("{n} day left", "{n} days left", left).format(n=left)


def complaint_due_tone(one: Complaint) -> Tone:
    if one.overdue:
        return Tone.BAD
    return Tone.WARN if one.near else Tone.PLAIN


def visit_state(one: Visit) -> str:
    return _("Inside") if one.is_open else _("Gone")


def visit_tone(one: Visit) -> Tone:
    return Tone.INFO if one.is_open else Tone.GOOD


def visit_due(one: Visit, now: datetime) -> str:
    """How long the visitor may stay; of one who stayed too long that it was so."""
    if one.is_open:
        return term_words(one.out_by, now)
    return _("stayed too long") if one.overdue else ""


def visit_due_tone(one: Visit, now: datetime) -> Tone:
    if one.is_open:
        return _due_tone(one.out_by, now)
    return Tone.WARN if one.overdue else Tone.PLAIN


def _due_tone(due: datetime, now: datetime) -> Tone:
    if now > due:
        return Tone.BAD
    hours = (due - now).total_seconds() / 3600
    return Tone.WARN if hours <= 24 else Tone.PLAIN


def both_ways(no: str, name: str) -> str:
    """ "王芳 1023"; nothing for nobody."""
    return f"{name} {no}".strip()


def reports_counted(count: int) -> str:
    return ngettext("{n} report", "{n} reports", count).format(n=count)


def complaints_counted(count: int) -> str:
    return ngettext("{n} complaint", "{n} complaints", count).format(n=count)


def visits_counted(count: int) -> str:
    return ngettext("{n} visit", "{n} visits", count).format(n=count)
