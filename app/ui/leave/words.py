"""The Leave page's own words: kinds, states, days, steps."""

from __future__ import annotations

from collections.abc import Mapping

from app.queries.leave.rows import LeaveRow
from app.rules.vocabulary import BalanceEntry, LeaveStatus, LeaveStepKind
from app.text import _
from app.text.words import title_word

SYMBOLS: Mapping[LeaveStatus, str] = {
    LeaveStatus.PENDING: "clock",
    LeaveStatus.APPROVED: "check",
    LeaveStatus.DECLINED: "close",
    LeaveStatus.WITHDRAWN: "undo",
}
"""The symbol that says what the colour says."""


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
