"""The week and the month out to Excel, their sentences below.

Imported when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from pathlib import Path

from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.reading.quality.analysis import MonthReading, WeekReading
from app.rules.scorecards.quality import PersonQuality
from app.rules.scorecards.week import ItemProblem
from app.rules.vocabulary import Aspect
from app.text import _
from app.text.quality import change_words, item_name, month_lines, week_lines
from app.text.words import title_word
from app.ui.analysis.columns import of_words, people_words, standing_words


def export_week(reading: WeekReading, path: Path, cancel: Cancel) -> int:
    """Write the items of the week; how many. Raises BadInput."""
    below = [[line] for line in week_lines(reading.week, reading.proposals)]
    columns = items_out(reading.people.names)
    return write_list(path, _("Weekly"), columns, reading.week.items, cancel, below=below)


def export_month(reading: MonthReading, path: Path, cancel: Cancel) -> int:
    """Write the people of the month, by number; how many. Raises BadInput."""
    found, names = reading.quality, reading.people.names
    lines = month_lines(found, reading.precision, names) if found else []
    people = found.people if found else ()
    below = [[line] for line in lines]
    return write_list(path, _("Monthly"), people_out(names), people, cancel, below=below)


def items_out(names: Mapping[str, str]) -> list[ListColumn[ItemProblem]]:
    return [
        ListColumn(_("Item of the card"), 24, lambda one: item_name(one.item)),
        ListColumn(_("Under the pass mark"), 12, lambda one: one.week.under),
        ListColumn(_("Scored"), 10, lambda one: one.week.scored),
        ListColumn(_("Four weeks before"), 14, lambda one: of_words(one.before)),
        ListColumn(_("Change"), 20, lambda one: change_words(one.change)),
        ListColumn(_("People"), 40, lambda one: people_words(one.people, names)),
    ]


def people_out(names: Mapping[str, str]) -> list[ListColumn[PersonQuality]]:
    return [
        ListColumn(_("No."), 8, lambda one: one.employee),
        ListColumn(_("Name"), 12, lambda one: names.get(one.employee, "")),
        ListColumn(_("Times inspected"), 10, lambda one: one.inspections),
        ListColumn(_("Failed"), 8, lambda one: one.failed),
        ListColumn(_("Mean"), 9, lambda one: _rounded(one.mean)),
        ListColumn(_("From"), 9, lambda one: _rounded(one.low)),
        ListColumn(_("To"), 9, lambda one: _rounded(one.high)),
        ListColumn(_("Drawn in"), 9, lambda one: _rounded(one.shrunk)),
        ListColumn(_("Against the department"), 16, standing_words),
        *(_aspect_out(aspect) for aspect in Aspect),
    ]


def _aspect_out(aspect: Aspect) -> ListColumn[PersonQuality]:
    return ListColumn(title_word(aspect), 10, lambda one: _rounded(one.aspects[aspect]))


def _rounded(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(value, 2)
