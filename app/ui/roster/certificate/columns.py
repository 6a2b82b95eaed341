"""The tables of a certificate: needs that are not met, and everybody's month."""

from __future__ import annotations

from collections.abc import Sequence

from app.rules.rostering.certificate.records import PersonMonth, ShortShift
from app.text import _, dates
from app.text.certificate import counted_words, figure
from app.text.words import shift_words
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.roster.certificate.words import PersonLine


def needs_table() -> RowsTable[ShortShift]:
    """The needs that are not met, by day."""
    columns = (
        Column[ShortShift](_("Day"), lambda one: one.day, lambda one: _day(one)),
        Column[ShortShift](_("Shift"), lambda one: one.shift, lambda one: shift_words(one.shift)),
        Column[ShortShift](_("At work"), lambda one: one.have, right=True),
        Column[ShortShift](_("At least"), lambda one: one.least, right=True),
        Column[ShortShift](_("Who is counted"), counted_words),
    )
    return RowsTable(columns, _("People needed"))


def _day(one: ShortShift) -> str:
    return dates.short_day(one.day, one.day)


def people_table() -> RowsTable[PersonLine]:
    """Everybody's month, as far as it is compared with the group's."""
    columns = (
        Column[PersonLine](_("Number"), lambda one: one.month.person),
        Column[PersonLine](_("Name"), lambda one: one.name),
        Column[PersonLine](
            _("Hours"), lambda one: one.month.hours, lambda one: figure(one.month.hours), right=True
        ),
        *_counts(),
        Column[PersonLine](
            _("Hard rules"),
            lambda one: len(one.broken),
            lambda one: one.rules,
            tip=lambda one: one.rules,
            tone=lambda one: Tone.BAD if one.broken else Tone.GOOD,
            icon=lambda one: "breach" if one.broken else "check",
        ),
    )
    return RowsTable(columns, _("People"))


def _counts() -> Sequence[Column[PersonLine]]:
    def count(title: str, name: str) -> Column[PersonLine]:
        return Column[PersonLine](title, lambda one: _number(one.month, name), right=True)

    return (
        count(_("Nights"), "nights"),
        count(_("Weekends"), "weekends"),
        count(_("Holidays"), "holidays"),
        count(_("Wishes kept"), "wishes_kept"),
        count(_("Wishes broken"), "wishes_broken"),
    )


def _number(one: PersonMonth, name: str) -> int:
    found: int = getattr(one, name)
    return found
