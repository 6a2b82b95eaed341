"""The people by date and shift as a table: a row a date, a column a shift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.planning.covering import Required
from app.queries.planning.computed import ShiftInService
from app.reading.planning.per_shift import PerShift
from app.text import _, dates
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.need.words import wall_words

_SHOWN = 24
"""Intervals that are named in a cell, if it is as wide."""


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """A date's people by shift id; what was set by hand goes before them. `short`: what is not
    covered."""

    day: date
    numbers: Mapping[int, int]
    by_hand: Mapping[int, int]
    short: Sequence[Required]


def day_rows(found: PerShift) -> list[DayNumbers]:
    short: dict[date, list[Required]] = defaultdict(list)
    for one in found.short:
        short[one.day].append(one)
    by_hand = found.by_hand or {}
    return [
        DayNumbers(
            day,
            {one.id: found.numbers[one.id, day] for one in found.chosen},
            {one.id: by_hand[one.id, day] for one in found.chosen if (one.id, day) in by_hand},
            short[day],
        )
        for day in sorted({day for _shift, day in found.numbers})
    ]


def shift_columns(found: PerShift) -> list[Column[DayNumbers]]:
    return [
        Column(_("Day"), lambda row: row.day, lambda row: dates.short_day(row.day, row.day)),
        *(_shift_column(one) for one in found.chosen),
        Column(_("People in all"), lambda row: sum(row.numbers.values()), right=True),
        Column(_("Not covered"), lambda row: sum(one.heads for one in row.short) or None,
               lambda row: short_words(row.short, _SHOWN),
               tip=lambda row: short_words(row.short, 1000),
               tone=lambda row: Tone.BAD if row.short else Tone.PLAIN,
               icon=lambda row: "warning" if row.short else ""),
    ]  # fmt: skip


def _shift_column(shift: ShiftInService) -> Column[DayNumbers]:
    key = shift.id
    return Column(
        f"{shift.code} {dates.hours(shift)}",
        lambda row: row.numbers[key],
        tip=lambda row: _by_hand(row.by_hand.get(key)),
        tone=lambda row: Tone.INFO if key in row.by_hand else Tone.PLAIN,
        icon=lambda row: "lock" if key in row.by_hand else "",
        right=True,
    )


def _by_hand(number: int | None) -> str:
    if number is None:
        return ""
    return _("Somebody set {n} for this date, which stays.").format(n=number)


def short_words(short: Sequence[Required], most: int) -> str:
    """ "08:00–08:30: 2, …"."""
    told = [
        f"{wall_words(one.minute)}–{wall_words(one.minute + one.minutes)}: {one.heads}"
        for one in short[:most]
    ]
    return ", ".join([*told, "…"] if len(short) > most else told)
