"""The Leave page's own words: kinds, states, days, steps."""

from __future__ import annotations

from datetime import date

from app.queries.leave.rows import LeaveRow
from app.rules.requests import RequestKind
from app.rules.vocabulary import BalanceEntry, LeaveStepKind
from app.text import _
from app.text.words import title_word
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


def entry_word(entry: BalanceEntry) -> str:
    """What an entry of a balance is."""
    return {
        BalanceEntry.GRANT: _("Granted"),
        BalanceEntry.TAKE: _("Taken as leave"),
        BalanceEntry.GIVE_BACK: _("Given back"),
        BalanceEntry.CARRY_OVER: _("Carried over"),
        BalanceEntry.EXPIRE: _("Expired"),
    }[entry]
