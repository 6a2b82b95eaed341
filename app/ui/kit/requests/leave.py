"""How leaves look, and giving them up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from app.queries.leave.rows import LeaveRow
from app.queries.requests.undecided import Undecided
from app.reading.leave.opening import GivingUpView, LeaveView
from app.rules.vocabulary import LeaveStatus
from app.text import _, dates, mark
from app.text.words import leave_kind, listed, named, title_word
from app.ui.kit.controls import Card, button, label
from app.ui.kit.requests.look import KindLook, Show
from app.ui.kit.requests.parts import days_words, said
from app.ui.kit.tokens import Space, Tone

Fact = tuple[str, str]


def _line(one: Undecided) -> str:
    return _("{name}: {what}").format(name=one.name, what=leave_kind(one.about))


def _days(one: Undecided, today: date) -> str:
    return days_words(one.day, one.last, today, _("{first} – {last}"))


def _title(view: LeaveView) -> str:
    return _("{name}: {what}").format(name=view.row.name, what=leave_kind(view.row.kind))


def _title_of_giving_up(view: GivingUpView) -> str:
    return _title(view.leave)


def _cards(view: LeaveView, show: Show) -> Iterator[QWidget]:
    yield _card(view, show)


def _cards_of_giving_up(view: GivingUpView, show: Show) -> Iterator[QWidget]:
    yield _card(view.leave, show, (_("To be given up"), view.asking.reason))


def _card(view: LeaveView, show: Show, *more: Fact) -> Card:
    row, card = view.row, Card()
    form = QFormLayout()
    form.setHorizontalSpacing(Space.XL)
    form.setVerticalSpacing(Space.S)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    for name, value in (*_facts(view), *more):
        form.addRow(label(name, "soft"), said(value))
    card.body.addLayout(form)
    way = button(
        _("Show in the roster"), lambda: show((row.person_no, row.first)), kind="link",
        icon="roster",
    )  # fmt: skip
    card.body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def _facts(view: LeaveView) -> Iterator[Fact]:
    """What there is to know of a leave: name and value, only what is there."""
    row = view.row
    first, last = dates.day(row.first), dates.day(row.last)
    days = first if row.first == row.last else _("{first} – {last}").format(first=first, last=last)
    yield _("Days"), f"{days} · {dates.days_long(row.days)}"
    facts = (
        (_("Reason"), row.reason),
        (_("Circumstances"), row.special),
        (_("Filed by"), _filer(row)),
        (_("Telephoned"), _phoned(row)),
        (_("In place of"), row.replaces_no),
        (_("Its chain"), _chain(view)),
        (_("It ended because"), row.ended_reason),
    )
    yield from ((name, value) for name, value in facts if value)


def _phoned(row: LeaveRow) -> str:
    if row.phoned_at is None:
        return ""
    return " · ".join(part for part in (dates.moment(row.phoned_at), row.phoned_by) if part)


def _filer(row: LeaveRow) -> str:
    """Somebody else than who is away."""
    other = row.filed_by_no != row.person_no
    return named(row.filed_by_name, row.filed_by_no) if other else ""


def _called(view: LeaveView, no: str, name: str = "") -> str:
    """Name and number: two people may have one name."""
    return " ".join(filter(None, (name or view.names.get(no, ""), no)))


def _chain(view: LeaveView) -> str:
    """Each step with who said yes when, or who is still to decide."""
    decided = {step.step: step for step in view.row.steps}
    parts = []
    for step in view.chain:
        words = _("{name}: {what}")
        if step in decided:
            one = decided[step]
            who = words.format(name=title_word(step), what=_called(view, one.by_no, one.by_name))
            parts.append(f"✓ {who} · {dates.moment(one.at)}" if one.at else f"✓ {who}")
        else:
            who = listed([_called(view, one.no, one.name) for one in view.who.get(step, ())])
            title = title_word(step)
            parts.append(f"○ {words.format(name=title, what=who)}" if who else f"○ {title}")
    return "\n".join(parts)


_OPENS = mark("Open in Leave")

LEAVE = KindLook(
    icon="leave",
    page="leave",
    opens=_OPENS,
    states={
        LeaveStatus.PENDING: Tone.INFO,
        LeaveStatus.APPROVED: Tone.GOOD,
        LeaveStatus.DECLINED: Tone.BAD,
        LeaveStatus.WITHDRAWN: Tone.PLAIN,
        LeaveStatus.EXPIRED: Tone.WARN,
    },
    symbols={
        LeaveStatus.PENDING: "clock",
        LeaveStatus.APPROVED: "check",
        LeaveStatus.DECLINED: "close",
        LeaveStatus.WITHDRAWN: "undo",
        LeaveStatus.EXPIRED: "clock",
    },
    steps={
        "file": Tone.PLAIN,
        "step": Tone.PLAIN,
        "withdraw": Tone.PLAIN,
        "expire": Tone.WARN,
    },
    notices={
        "leave.filed": Tone.INFO,
        "leave.filed_for": Tone.WARN,
        "leave.step_approved": Tone.INFO,
        "leave.approved": Tone.GOOD,
        "leave.declined": Tone.BAD,
        "leave.withdrawn": Tone.PLAIN,
        "leave.withdrawn_for": Tone.WARN,
        "leave.expired": Tone.WARN,
        "leave.opens": Tone.WARN,
    },
    line=_line,
    days=_days,
    title=_title,
    cards=_cards,
)

GIVING_UP = KindLook(
    icon="leave",
    page="leave",
    opens=_OPENS,
    states=LEAVE.states,
    symbols={**LEAVE.symbols, LeaveStatus.PENDING: "undo"},
    steps={"cancel": Tone.PLAIN},
    notices={
        "leave.cancel_asked": Tone.INFO,
        "leave.cancelled": Tone.WARN,
        "leave.cancel_declined": Tone.BAD,
        "leave.cancel_expired": Tone.WARN,
    },
    line=_line,
    days=_days,
    title=_title_of_giving_up,
    cards=_cards_of_giving_up,
)
