"""Days in words, with what the calendar and the roster say of them."""

from __future__ import annotations

from app.queries.roster.rows import DayHead, LeaveMark, PersonDay
from app.rules.vocabulary import DayKind
from app.text import _, dates
from app.text.words import leave_kind, shift_words


def day_words(head: DayHead) -> str:
    """A day with what the calendar says of it."""
    words = [dates.full_day(head.day)]
    if head.kind is DayKind.HOLIDAY:
        words.append(_("holiday: {name}").format(name=head.name))
    elif head.kind is DayKind.WORKDAY:
        words.append(_("make-up workday: {name}").format(name=head.name))
    if head.today:
        words.append(_("today"))
    return "\n".join(words)


def person_day_words(day: PersonDay) -> str:
    """A person's day, for the tooltip and the screen reader: one thing a line."""
    parts = [dates.full_day(day.head.day)]
    if day.head.name:
        parts.append(day.head.name)
    parts.append(f"{day.shift.name} {dates.hours(day.shift)}" if day.shift else _("day off"))
    swap = day.cell.swap
    if swap is not None and swap.received:
        parts.append(_("⇄ from {name}").format(name=swap.from_name))
    if swap is not None and swap.given_code:
        parts.append(
            _("⇄ {shift} given to {name}").format(
                shift=shift_words(swap.given_code), name=swap.to_name
            )
        )
    if day.cell.leave is not None:
        parts.append(away(day.cell.leave))
    return "\n".join(parts)


def away(leave: LeaveMark | None) -> str:
    """The kind of a leave, or only that there is one, for those whom the kind is not for; without
    a leave, a shift is open because somebody left."""
    if leave is None:
        return _("has left")
    return leave_kind(leave.kind) if leave.kind else _("on leave")
