"""The tables of a person's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.queries.leave.rows import LeaveRow
from app.queries.people.person import AttendanceRow, InspectionRow
from app.queries.swaps.rows import PartyRow, SwapRow
from app.rules.requests import RequestKind
from app.rules.vocabulary import Aspect, Level
from app.text import _, dates
from app.text.findings import finding_sentence
from app.text.requests.swaps import ended_words
from app.text.words import leave_kind, listed, title_word
from app.ui.kit.requests.kinds import state_symbol, state_tone
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone

_ICONS = {Tone.GOOD: "check", Tone.INFO: "clock", Tone.WARN: "warning", Tone.BAD: "breach"}


def swap_columns(no: str) -> Sequence[Column[SwapRow]]:
    """Seen from the person `no`: what they give, what they get, from whom."""

    def mine(row: SwapRow) -> PartyRow:
        return row.requester if row.requester.no == no else row.counterpart

    def theirs(row: SwapRow) -> PartyRow:
        return row.counterpart if row.requester.no == no else row.requester

    return (
        Column(_("No."), lambda row: row.no),
        Column(_("Gives away"), lambda row: mine(row).gives_on, lambda row: _leg(mine(row))),
        Column(_("Takes over"), lambda row: theirs(row).gives_on, lambda row: _leg(theirs(row))),
        Column(_("With"), lambda row: theirs(row).name),
        Column(
            _("State"), lambda row: title_word(row.status),
            tone=lambda row: state_tone(RequestKind.SWAP, row.status),
            icon=lambda row: state_symbol(RequestKind.SWAP, row.status),
            tip=lambda row: ended_words(row.ended_reason),
        ),
        Column(_("Filed"), lambda row: row.filed_at, lambda row: dates.stamp(row.filed_at)),
    )  # fmt: skip


def _leg(party: PartyRow) -> str:
    return f"{_short(party.gives_on)} {party.shift}".strip()


def _short(day: date) -> str:
    return f"{day:%m-%d} {dates.short_weekday(day)}"


def leave_columns() -> Sequence[Column[LeaveRow]]:
    return (
        Column(_("No."), lambda row: row.no),
        Column(_("Kind of leave"), lambda row: leave_kind(row.kind)),
        Column(_("From"), lambda row: row.first, lambda row: _short(row.first)),
        Column(_("To"), lambda row: row.last, lambda row: _short(row.last)),
        Column(_("Length"), lambda row: row.days, lambda row: dates.days_long(row.days)),
        Column(
            _("State"), lambda row: title_word(row.status),
            tone=lambda row: state_tone(RequestKind.LEAVE, row.status),
            icon=lambda row: state_symbol(RequestKind.LEAVE, row.status),
            tip=lambda row: row.ended_reason,
        ),
        Column(
            _("Decided by"), lambda row: len(row.steps),
            lambda row: listed([step.by_name or step.by_no for step in row.steps]),
        ),
    )  # fmt: skip


def attendance_columns() -> Sequence[Column[AttendanceRow]]:
    return (
        Column(_("Date"), lambda row: row.day, lambda row: _short(row.day)),
        Column(_("Shift"), lambda row: row.shift),
        Column(
            _("Arrived"), lambda row: row.arrived_at,
            lambda row: dates.wall(row.arrived_at) if row.arrived_at else "–",
        ),
        Column(
            _("Off the post"), lambda row: row.off_post_minutes,
            lambda row: dates.span(row.off_post_minutes) if row.off_post_minutes else "",
            right=True,
        ),
        Column(
            _("Finding"), lambda row: len(row.findings), _found, tone=_tone,
            icon=lambda row: _ICONS[_tone(row)],
        ),
    )  # fmt: skip


def _found(row: AttendanceRow) -> str:
    if not row.findings:
        return _("In time")
    return " ".join(f"{one.rule}: {finding_sentence(one)}" for one in row.findings)


def _tone(row: AttendanceRow) -> Tone:
    if any(one.level is Level.BREACH for one in row.findings):
        return Tone.BAD
    return Tone.WARN if row.findings else Tone.GOOD


def inspection_columns() -> Sequence[Column[InspectionRow]]:
    return (
        Column(
            _("Inspected"), lambda row: row.inspected_at, lambda row: dates.stamp(row.inspected_at)
        ),
        Column(_("Contact"), lambda row: row.contact_ref),
        *(_aspect(aspect) for aspect in Aspect),
        Column(
            _("Total"), lambda row: row.total, _total,
            tone=lambda row: Tone.BAD if row.failed else Tone.PLAIN,
            icon=lambda row: "breach" if row.failed else "",
        ),
        Column(_("Inspector"), lambda row: row.inspector),
        Column(_("Comment"), lambda row: row.comment, tip=lambda row: row.comment),
    )  # fmt: skip


def _total(row: InspectionRow) -> str:
    """A dash for somebody else's, which is told once it is opened."""
    if row.total is None:
        return "–"
    total = f"{row.total:.1f}"
    return _("{total}, failed").format(total=total) if row.failed else total


def _aspect(aspect: Aspect) -> Column[InspectionRow]:
    """Nothing where nothing was scored of it."""

    def shown(row: InspectionRow) -> str:
        value = row.aspects.get(aspect)
        return "–" if value is None else f"{value:.1f}".removesuffix(".0")

    return Column(title_word(aspect), lambda row: row.aspects.get(aspect), shown, right=True)
