"""The Leave page's own words: kinds, states, days, steps."""

from __future__ import annotations

from datetime import date

from app.queries.leave.rows import LeaveRow
from app.reading.leave.view import Preview
from app.rules.requests import RequestKind
from app.rules.vocabulary import BalanceEntry, LeaveStepKind
from app.text import _, dates
from app.text.words import listed, title_word
from app.ui.kit.requests import kinds
from app.ui.kit.tokens import Tone


def state_words(row: LeaveRow, today: date) -> str:
    """Where a leave stands; a sick one that nobody decided by its last day is overdue."""
    return _("Overdue") if row.overdue_on(today) else title_word(row.status)


def state_tone(row: LeaveRow, today: date) -> Tone:
    return Tone.WARN if row.overdue_on(today) else kinds.state_tone(RequestKind.LEAVE, row.status)


def state_symbol(row: LeaveRow, today: date) -> str:
    return "warning" if row.overdue_on(today) else kinds.state_symbol(RequestKind.LEAVE, row.status)


def step_title(step: LeaveStepKind) -> str:
    return title_word(step)


def deciders(row: LeaveRow) -> str:
    """ "王芳 → 李强", those who decided, in order."""
    return " → ".join(step.by_name or step.by_no for step in row.steps)


def balance_words(found: Preview) -> str:
    """ "takes 4 days; 5 left, 2 held by L-00041, 3 free"."""
    balance = found.balance
    assert balance is not None, "asked of a kind with a balance"
    takes = dates.days_long(found.counted)
    if not balance.held:
        return _("takes {days} of {left} left").format(days=takes, left=balance.left + found.back)
    return _("takes {days}; {left} left, {held} held by {leaves}, {free} free").format(
        days=takes, left=balance.left + found.back, held=balance.left - balance.free,
        leaves=listed([one.no for one in balance.held]), free=balance.free + found.back,
    )  # fmt: skip


def entry_word(entry: BalanceEntry) -> str:
    """What an entry of a balance is."""
    return {
        BalanceEntry.GRANT: _("Granted"),
        BalanceEntry.TAKE: _("Taken as leave"),
        BalanceEntry.GIVE_BACK: _("Given back"),
        BalanceEntry.CARRY_OVER: _("Carried over"),
        BalanceEntry.EXPIRE: _("Expired"),
    }[entry]
