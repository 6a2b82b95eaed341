"""The three registers: what each is called, shows, and takes to Excel and paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.exchange.lists import ListColumn
from app.queries.registers.reports import ReportRow
from app.reading.registers.complaints import Complaint, complaints
from app.reading.registers.reports import Report, reports
from app.reading.registers.visitors import Visit, visitors
from app.text import _, dates
from app.text.words import title_word
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.registers import words
from app.ui.registers.sheet import Register
from app.ui.registers.words import both_ways, sign

Clock = Callable[[], datetime]


def report_register(now: Clock) -> Register[Report]:
    """Reports upwards (请示报告)."""
    return Register(
        key="reports",
        title=_("Reports upwards"),
        icon="publish",
        empty=_(
            "Faults, leaks, serious errors, danger, what goes beyond one's remit and customers who "
            "make trouble are reported to one's superior, with a proposal (ESC-1)."
        ),
        step=_("Report upwards…"),
        read=reports,
        columns=_report_columns(now),
        out=_report_out(),
        counted=words.reports_counted,
    )


def _report_columns(now: Clock) -> list[Column[Report]]:
    def tone(one: Report) -> Tone:
        return words.report_due_tone(one, now())

    return [
        Column(_("Report"), lambda one: one.row.no),
        Column(
            _("Kind"), lambda one: title_word(one.row.kind), text=lambda one: _kind(one.row),
            tone=lambda one: Tone.BAD if one.row.emergency else Tone.PLAIN,
            icon=lambda one: "bolt" if one.row.emergency else "",
        ),
        Column(
            _("Age"), lambda one: now() - one.row.raised_at,
            text=lambda one: words.age_words(one.row.raised_at, now()),
            tip=lambda one: dates.moment(one.row.raised_at),
        ),
        Column(
            _("Due"), lambda one: one.due, text=lambda one: words.report_due(one, now()),
            tone=tone, icon=lambda one: sign(tone(one)),
        ),
        Column(
            _("State"), lambda one: words.report_state(one),
            tone=words.report_tone, icon=lambda one: sign(words.report_tone(one)),
        ),
        Column(_("From and to"), lambda one: f"{one.row.raised_by_name} → {one.row.to_name}"),
        Column(_("Facts"), lambda one: one.row.facts.replace("\n", " "),
               tip=lambda one: one.row.facts),
    ]  # fmt: skip


def _report_out() -> list[ListColumn[Report]]:
    return [
        ListColumn(_("Report"), 10, lambda one: one.row.no),
        ListColumn(
            _("Reported by"), 16, lambda one: both_ways(one.row.raised_by, one.row.raised_by_name)
        ),
        ListColumn(_("Reported"), 17, lambda one: dates.stamp(one.row.raised_at)),
        ListColumn(_("Reported to"), 16, lambda one: both_ways(one.row.to, one.row.to_name)),
        ListColumn(_("Kind"), 16, lambda one: _kind(one.row)),
        ListColumn(_("Facts"), 40, lambda one: one.row.facts),
        ListColumn(_("Proposal"), 30, lambda one: one.row.proposal),
        ListColumn(_("Instruction"), 30, lambda one: one.row.answer),
        ListColumn(_("Answered"), 17, lambda one: _moment(one.row.answered_at)),
        ListColumn(_("Dissent"), 24, lambda one: one.row.dissent),
        ListColumn(_("Skipped superior told"), 17, lambda one: _moment(one.row.skipped_told_at)),
        ListColumn(_("State"), 24, words.report_state),
    ]


def complaint_register(now: Clock) -> Register[Complaint]:
    """Customers' complaints (客户投诉)."""
    return Register(
        key="complaints",
        title=_("Customer complaints"),
        icon="phone",
        empty=_(
            "Whoever receives a complaint first registers it and stays responsible until it is "
            "closed (COMP-1). Of the customer only the contact's reference is kept."
        ),
        step=_("Register a complaint…"),
        read=complaints,
        columns=_complaint_columns(now),
        out=_complaint_out(),
        counted=words.complaints_counted,
    )


def _complaint_columns(now: Clock) -> list[Column[Complaint]]:
    return [
        Column(_("Complaint"), lambda one: one.row.no),
        Column(
            _("Age"), lambda one: now() - one.row.received_at,
            text=lambda one: words.age_words(one.row.received_at, now()),
            tip=lambda one: dates.moment(one.row.received_at),
        ),
        Column(
            _("Due"), lambda one: one.days_left, text=words.complaint_due,
            tone=words.complaint_due_tone, icon=lambda one: sign(words.complaint_due_tone(one)),
            tip=lambda one: dates.full_day(one.last_day),
        ),
        Column(
            _("State"), lambda one: words.complaint_state(one),
            tone=words.complaint_tone, icon=lambda one: sign(words.complaint_tone(one)),
        ),
        Column(_("Subject"), lambda one: one.row.subject, tip=lambda one: one.row.subject),
        Column(_("First receiver"), lambda one: one.row.received_by_name),
        Column(_("Contact"), lambda one: one.row.contact_ref),
    ]  # fmt: skip


def _complaint_out() -> list[ListColumn[Complaint]]:
    return [
        ListColumn(_("Complaint"), 11, lambda one: one.row.no),
        ListColumn(_("Received"), 17, lambda one: dates.stamp(one.row.received_at)),
        ListColumn(
            _("First receiver"), 16,
            lambda one: both_ways(one.row.received_by, one.row.received_by_name),
        ),
        ListColumn(_("Contact"), 18, lambda one: one.row.contact_ref),
        ListColumn(_("Abroad"), 8, lambda one: _yes(one.row.abroad)),
        ListColumn(_("Subject"), 36, lambda one: one.row.subject),
        ListColumn(_("Last day for the answer"), 12, lambda one: one.last_day),
        ListColumn(_("Answered"), 17, lambda one: _moment(one.row.replied_at)),
        ListColumn(_("Closed at"), 17, lambda one: _moment(one.row.closed_at)),
        ListColumn(
            _("Closed by"), 16, lambda one: both_ways(one.row.closed_by, one.row.closed_by_name)
        ),
        ListColumn(_("Outcome"), 36, lambda one: one.row.handled),
        ListColumn(_("State"), 18, words.complaint_state),
    ]  # fmt: skip


def visitor_register(now: Clock) -> Register[Visit]:
    """Visitors (来访登记)."""
    return Register(
        key="visitors",
        title=_("Visitor register"),
        icon="person",
        empty=_(
            "Outsiders enter with the word of a team leader, a head or the director, and go on the "
            "same visit (CONF-2). Enter above who comes."
        ),
        step=_("Enter a visitor"),
        read=visitors,
        columns=_visit_columns(now),
        out=_visit_out(),
        counted=words.visits_counted,
    )


def _visit_columns(now: Clock) -> list[Column[Visit]]:
    def tone(one: Visit) -> Tone:
        return words.visit_due_tone(one, now())

    return [
        Column(_("Visit"), lambda one: one.row.no),
        Column(_("Visitor"), lambda one: one.row.name),
        Column(_("Purpose"), lambda one: one.row.reason),
        Column(
            _("State"), lambda one: words.visit_state(one),
            tone=words.visit_tone, icon=lambda one: sign(words.visit_tone(one)),
        ),
        Column(
            _("Due"), lambda one: one.out_by, text=lambda one: words.visit_due(one, now()),
            tone=tone, icon=lambda one: sign(tone(one)),
        ),
        Column(_("In"), lambda one: one.row.in_at, text=lambda one: dates.stamp(one.row.in_at)),
        Column(_("Out"), lambda one: one.row.out_at, text=lambda one: _moment(one.row.out_at)),
        Column(_("Let in by"), lambda one: one.row.approved_by_name),
    ]  # fmt: skip


def _visit_out() -> list[ListColumn[Visit]]:
    return [
        ListColumn(_("Visit"), 10, lambda one: one.row.no),
        ListColumn(_("Visitor"), 18, lambda one: one.row.name),
        ListColumn(_("Purpose"), 30, lambda one: one.row.reason),
        ListColumn(
            _("Let in by"), 16,
            lambda one: both_ways(one.row.approved_by, one.row.approved_by_name),
        ),
        ListColumn(_("Entered by"), 14, lambda one: one.row.registered_by_name),
        ListColumn(_("In"), 17, lambda one: dates.stamp(one.row.in_at)),
        ListColumn(_("Out"), 17, lambda one: _moment(one.row.out_at)),
        ListColumn(_("State"), 10, words.visit_state),
    ]  # fmt: skip


def _kind(row: ReportRow) -> str:
    kind = title_word(row.kind)
    return _("Emergency: {kind}").format(kind=kind) if row.emergency else kind


def _moment(at: datetime | None) -> str:
    return dates.stamp(at) if at else ""


def _yes(value: bool) -> str:
    return _("yes") if value else ""
