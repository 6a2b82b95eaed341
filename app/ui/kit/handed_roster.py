"""A draft that a leader handed to the head: what the roster page is opened at, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from app.reading.roster.handing import Handed
from app.text import _, dates, ngettext
from app.text.words import listed

_NAMED = 8
"""So many of the days that changed are named; the roster's own marks show the others."""


@dataclass(frozen=True, slots=True)
class HandedRoster:
    """A target of the roster page: this team's draft of this month (`scope`: "team:3")."""

    scope: str
    month: date

    @classmethod
    def of(cls, one: Handed) -> HandedRoster:
        return cls(one.row.scope, one.row.month)


def handed_title(one: Handed, near: date) -> str:
    """ "Publish the roster of A, November: handed in by Wang Fang"."""
    return _("Roster of {team}, {month}, from {name}").format(
        team=one.team, month=dates.month(one.row.month, near), name=one.row.by
    )


def handed_figures(one: Handed) -> str:
    """What it had when it was handed over: days changed, shifts short, days against the rules."""
    row = one.row
    parts = [ngettext("{n} day changed", "{n} days changed", row.cells).format(n=row.cells)]
    parts += trouble_counts(row.short, row.broken)
    if len(parts) == 1:
        parts.append(_("nothing short, nothing against the rules"))
    return " · ".join(parts)


def trouble_counts(short: int, broken: int) -> list[str]:
    """Shifts short and days against the rules, as far as there are any."""
    parts = []
    if short:
        parts.append(ngettext("{n} shift short", "{n} shifts short", short).format(n=short))
    if broken:
        words = ngettext("{n} day against the rules", "{n} days against the rules", broken)
        parts.append(words.format(n=broken))
    return parts


def changed_since(one: Handed) -> str:
    """How much of it was edited since; "" where nothing was."""
    n = one.row.changed
    words = ngettext("changed since: {n} day", "changed since: {n} days", n)
    return words.format(n=n) if n else ""


def handed_note(one: Handed, near: date) -> str:
    """When it was handed over, its figures, and what was changed since; of one that waits again
    also why it was handed back, and what changed."""
    at = _("handed in {moment}").format(moment=dates.moment(one.row.at, near))
    words = " · ".join(filter(None, (at, handed_figures(one), changed_since(one))))
    return "\n".join(filter(None, (words, *handed_again(one, near))))


def handed_again(one: Handed, near: date) -> tuple[str, ...]:
    """Of one that waits again: why it was handed back, and whose days changed since."""
    row = one.row
    if not row.waits_again:
        return ()
    why = _("Handed back before: {reason}").format(reason=row.reason)
    if not row.fresh:
        return (why, _("Nothing changed since it was handed back."))
    n, shown = len(row.fresh), row.fresh[:_NAMED]
    who = [
        _("{name}: {what}").format(
            name=name, what=listed([dates.day(day, near) for _name, day in days])
        )
        for name, days in groupby(shown, key=itemgetter(0))
    ]
    words = ngettext(
        "Since it was handed back {n} day changed: {who}",
        "Since it was handed back {n} days changed: {who}", n,
    ).format(n=n, who=" · ".join(who))  # fmt: skip
    return (why, f"{words}…" if n > len(shown) else words)
