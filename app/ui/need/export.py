"""The need out to Excel. Imported when somebody asks for it."""

from __future__ import annotations

from math import isinf
from pathlib import Path

from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.queries.planning.computed import ShiftInService
from app.reading.planning.need import NeedLine, NeedReading
from app.reading.planning.per_shift import PerShift
from app.text import _
from app.ui.need.shift_columns import DayNumbers, day_rows, short_words
from app.ui.need.words import (
    beyond_words,
    correction_words,
    goal_words,
    judged_words,
    wall_words,
)


def export_need(reading: NeedReading, path: Path, cancel: Cancel) -> int:
    """Write the intervals of the week; how many. Raises BadInput."""
    below = [[goal_words(reading.goal)]]
    if beyond := [one.interval for one in reading.lines if one.beyond]:
        below.append([beyond_words(beyond)])
    if reading.judged is not None:
        below.append([judged_words(reading.judged)])
    return write_list(path, _("Need by interval"), _columns(), reading.lines, cancel, below=below)


def _columns() -> list[ListColumn[NeedLine]]:
    return [
        ListColumn(_("Day"), 12, lambda one: one.interval.day),
        ListColumn(_("Begins"), 8, lambda one: wall_words(one.interval.minute)),
        ListColumn(_("Minutes"), 8, lambda one: one.interval.minutes),
        ListColumn(_("Volume"), 10, lambda one: round(one.interval.contacts, 2)),
        ListColumn(_("Where from"), 44, _source),
        ListColumn(_("Handling time (s)"), 12, lambda one: round(one.interval.aht, 1)),
        ListColumn(_("Load"), 8, lambda one: round(one.answer.load, 3)),
        ListColumn(_("Agents"), 8, lambda one: _met(one, one.answer.agents)),
        ListColumn(_("To roster"), 8, lambda one: _met(one, one.answer.rostered)),
        ListColumn(_("On time"), 10, lambda one: _met(one, one.answer.service_level, 4)),
        ListColumn(_("Mean wait (s)"), 10, lambda one: _met(one, one.answer.mean_wait, 1)),
        ListColumn(_("Busy"), 10, lambda one: _met(one, one.answer.occupancy, 4)),
        ListColumn(_("Lost"), 10, lambda one: _met(one, one.answer.abandoned, 4)),
    ]  # fmt: skip


def _met(one: NeedLine, figure: float, digits: int = 0) -> float | None:
    """A figure, where it can be said: not of people whom nobody has, nor of a wait without end."""
    if one.beyond or isinf(figure):
        return None
    return round(figure, digits) if digits else figure


def _source(one: NeedLine) -> str:
    if one.interval.correction is not None:
        return correction_words(one.interval.correction, one.interval.computed)
    return _("As counted") if one.interval.counted else _("Expected")


def export_shifts(found: PerShift, path: Path, cancel: Cancel) -> int:
    """Write the people by date and shift, a row a date; how many. Raises BadInput."""
    day = ListColumn[DayNumbers](_("Day"), 12, lambda row: row.day)
    people = [_numbers(one) for one in found.chosen]
    lacking = ListColumn[DayNumbers](
        _("Not covered"), 40, lambda row: short_words(row.short, len(row.short))
    )
    rows = day_rows(found)
    return write_list(path, _("Need per shift"), [day, *people, lacking], rows, cancel)


def _numbers(shift: ShiftInService) -> ListColumn[DayNumbers]:
    return ListColumn(f"{shift.code} {shift.name}", 14, lambda row: row.numbers[shift.id])
