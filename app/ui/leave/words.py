"""The Leave page's own words: kinds, states, days, steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.queries.leave.kinds import KindDetails
from app.queries.leave.rows import LeaveRow
from app.rules.kinds import RULEBOOK_KINDS
from app.rules.vocabulary import BalanceEntry, LeaveStepKind, Upwards
from app.text import _, dates
from app.text.words import leave_kind, title_word


def kind_word(kind: str, own: Mapping[str, str]) -> str:
    """The name of a kind, as a title: "Sick leave", or what the centre calls its own."""
    text = own.get(kind) or leave_kind(kind)
    return text[:1].upper() + text[1:]


def own_names(kinds: Sequence[KindDetails]) -> dict[str, str]:
    """Code -> name of the centre's own kinds."""
    return {kind.code: kind.name for kind in kinds}


def kind_choices(kinds: Sequence[KindDetails]) -> list[tuple[str, str]]:
    """The kinds that can be asked for, with their codes."""
    own = own_names(kinds)
    codes = [*RULEBOOK_KINDS, *(kind.code for kind in kinds if not kind.retired)]
    return [(kind_word(code, own), code) for code in codes]


def span_words(first: date, last: date, today: date) -> str:
    """ "Mon 23 November", "Mon 23 – Tue 24 November", with the year where it is not this one."""
    if first == last:
        return _day(first, today)
    return _("{first} – {last}").format(first=_day(first, today), last=_day(last, today))


def _day(day: date, today: date) -> str:
    return _("{weekday} {day}").format(
        weekday=dates.short_weekday(day), day=dates.day(day, near=today)
    )


def step_title(step: LeaveStepKind) -> str:
    return title_word(step)


def upwards_words() -> list[tuple[str, Upwards]]:
    """When the director decides on a kind."""
    return [
        (_("when it is long (as the rulebook says)"), Upwards.LONG),
        (_("always, however short"), Upwards.ALWAYS),
        (_("never, however long"), Upwards.NEVER),
    ]


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
