"""A calibration on paper, and the figures below the exported items."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path

from app.exchange.lists import Value
from app.reading.quality.calibrations import CalibrationResults, CalibrationView
from app.text import _, centre_time, dates
from app.ui.calibration.columns import (
    item_lines,
    item_title,
    measure_lines,
    severity_lines,
)
from app.ui.calibration.words import (
    agreement_words,
    alpha_note,
    headline,
    interval_words,
    measure_word,
    note_of,
    number,
    score_words,
    severity_note,
    severity_words,
    spread_words,
    title_of,
)
from app.ui.kit.printing import gap, paragraph, table, write_pdf


def print_calibration(
    path: Path, view: CalibrationView, shown: tuple[str | None, str], now: datetime
) -> None:
    """Write it to a PDF; `shown`: the contact (None: the mean of all) and what it is called.
    Raises BadInput."""
    results = view.results
    if results is None:
        return
    title = f"{view.row.no} {title_of(view.row)}" if view.row.title else view.row.no
    today = centre_time().local_date(now)
    body = paragraph(note_of(view.row, today)) + paragraph(headline(results))
    body += table(_measure_heads(), _measures(results)) + paragraph(alpha_note(results))
    body += table(_severity_heads(), _severities(results)) + paragraph(severity_note())
    body += f"<h3>{escape(shown[1])}</h3>"
    body += table(_item_heads(results), _items(view, results, shown[0])) + gap()
    agreed = _readings(view)
    if agreed:
        body += table([_("Item of the card"), _("How it is read"), _("Noted by"), _("Day")], agreed)
    body += paragraph(_("As of {moment}").format(moment=dates.moment(now)))
    write_pdf(path, title, body)


def below(view: CalibrationView, shown: str) -> list[list[Value]]:
    """The lines under the items: of what they are, agreement, severity, readings."""
    results = view.results
    if results is None:
        return []
    found: list[list[Value]] = [[title_of(view.row), shown], [], list[Value](_measure_heads())]
    found += [
        [measure_word(one.name), _rounded(one.alpha), interval_words(one.interval),
         agreement_words(one.alpha)]
        for one in measure_lines(results)
    ]  # fmt: skip
    found += [[alpha_note(results)], [], [*_severity_heads()]]
    found += [
        [one.name, one.severity.scored, severity_words(one.severity.severity)]
        for one in severity_lines(results)
    ]
    found += [[severity_note()]]
    agreed = [list[Value](row) for row in _readings(view)]
    return [*found, *([[]] if agreed else []), *agreed]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _measure_heads() -> list[str]:
    return [_("What is compared"), "α", _("Interval (95%)"), _("What it is good for")]


def _measures(results: CalibrationResults) -> list[list[str]]:
    return [
        [measure_word(one.name), number(one.alpha), interval_words(one.interval),
         agreement_words(one.alpha)]
        for one in measure_lines(results)
    ]  # fmt: skip


def _severity_heads() -> list[str]:
    return [_("Inspector"), _("Contacts scored"), _("Against the others")]


def _severities(results: CalibrationResults) -> list[list[str]]:
    return [
        [one.name, str(one.severity.scored), severity_words(one.severity.severity)]
        for one in severity_lines(results)
    ]


def _item_heads(results: CalibrationResults) -> list[str]:
    return [_("Item of the card"), *(one.name for one in results.inspectors), _("Spread"), ""]


def _items(
    view: CalibrationView, results: CalibrationResults, contact: str | None
) -> list[list[str]]:
    return [
        [one.title, *(score_words(value) for value in one.row.values),
         score_words(one.row.spread), spread_words(one.row.apart)]
        for one in item_lines(view, results, contact)
    ]  # fmt: skip


def _readings(view: CalibrationView) -> list[list[str]]:
    titles = {line.item.item: item_title(line) for line in view.lines}
    day = centre_time().local_date
    return [
        [titles.get(one.item, one.item), one.text, one.by, dates.day(day(one.at))]
        for one in view.readings
    ]
