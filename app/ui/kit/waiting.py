"""A request that waits for somebody, in a line: what is asked for, and of what days."""

from __future__ import annotations

from datetime import date

from app.queries.today.waiting import Waiting, WaitsFor
from app.text import _, dates
from app.text.words import leave_kind

_LEAVES = (WaitsFor.LEAVE_STEP, WaitsFor.LEAVE_CANCELLING)


def waiting_title(one: Waiting) -> str:
    """What is asked for, by whom."""
    if one.what in _LEAVES:
        return _("{name}: {what}").format(name=one.name, what=leave_kind(one.kind))
    return _("{name} ⇄ {other}").format(name=one.name, other=one.other)


def waiting_note(one: Waiting, today: date) -> str:
    """On which days, and what is to be said to it."""
    days = dates.near_day(one.day, today)
    if one.last != one.day:
        mark = _("{first} – {last}") if one.what in _LEAVES else _("{first} for {last}")
        days = mark.format(first=days, last=dates.near_day(one.last, today))
    late = one.last < today
    asked = {
        WaitsFor.SWAP_ANSWER: _("your answer"),
        WaitsFor.SWAP_CONSENT: _("your consent"),
        WaitsFor.LEAVE_STEP: _("overdue: your decision") if late else _("your decision"),
        WaitsFor.LEAVE_CANCELLING: _("wants to give it up"),
    }[one.what]
    return f"{days} · {asked}"
