"""A calibration's tables on the page and on their way out."""

from __future__ import annotations

from dataclasses import dataclass

from app.exchange.lists import ListColumn
from app.queries.quality.calibrations import CalibratedContact, RaterRow
from app.queries.quality.scoring_cards import CardLine
from app.reading.quality.calibrations import CalibrationResults, CalibrationView
from app.rules.scorecards.calibration import TOTAL, AlphaInterval, Severity
from app.rules.scorecards.side_by_side import ItemRow, agreement_of, item_rows
from app.rules.vocabulary import Aspect
from app.text import _, dates, words
from app.ui.calibration.words import (
    AGREEMENT_LOOKS,
    SPREAD_LOOKS,
    agreement_words,
    interval_words,
    measure_word,
    number,
    progress_words,
    score_words,
    severity_words,
    spread_words,
)
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The agreement on the total, or on an aspect."""

    name: str
    alpha: float | None
    interval: AlphaInterval | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item side by side; `item` '': the totals."""

    item: str
    title: str
    row: ItemRow
    readings: int = 0


@dataclass(frozen=True, slots=True)
class SeverityLine:
    """An inspector and how much milder or stricter."""

    name: str
    severity: Severity


def measure_lines(results: CalibrationResults) -> list[MeasureLine]:
    """The total, then the aspects that somebody scored."""
    figures, lines = results.figures, []
    for name in (TOTAL, *map(str, Aspect)):
        lines.append(MeasureLine(name, figures.alpha[name], results.intervals[name]))
    return lines


def severity_lines(results: CalibrationResults) -> list[SeverityLine]:
    """By name of number; whoever is milder or stricter is told, not ranked."""
    names = {one.no: one.name for one in results.inspectors}
    return [SeverityLine(names[one.inspector], one) for one in results.figures.severity]


def item_lines(
    view: CalibrationView, results: CalibrationResults, contact: str | None
) -> list[ItemLine]:
    """The items in the card's order, then the total."""
    inspectors = [one.no for one in results.inspectors]
    titles = {line.item.item: item_title(line) for line in view.lines}
    counts: dict[str, int] = {}
    for one in view.readings:
        counts[one.item] = counts.get(one.item, 0) + 1
    rows = item_rows(titles, inspectors, results.given, contact)
    totals = {
        ref: {no: {TOTAL: total} for no, total in by.items()} for ref, by in results.totals.items()
    }
    (total,) = item_rows([TOTAL], inspectors, totals, contact)
    return [
        *(ItemLine(row.item, titles[row.item], row, counts.get(row.item, 0)) for row in rows),
        ItemLine("", _("Total"), total),
    ]


def item_title(line: CardLine) -> str:
    """What an item is called; one of the built-in card by its aspect."""
    item = line.item
    title = item.title or (words.title_word(item.aspect) if item.aspect else item.item)
    return _("{title} (critical)").format(title=title) if item.critical else title


def measure_columns() -> list[Column[MeasureLine]]:
    return [
        Column(_("What is compared"), lambda one: measure_word(one.name)),
        Column("α", lambda one: one.alpha, lambda one: number(one.alpha), right=True),
        Column(
            _("Interval (95%)"), lambda one: one.interval.low if one.interval else None,
            lambda one: interval_words(one.interval),
        ),
        Column(
            _("What it is good for"), lambda one: one.alpha,
            lambda one: agreement_words(one.alpha),
            tone=lambda one: AGREEMENT_LOOKS[agreement_of(one.alpha)][1],
            icon=lambda one: AGREEMENT_LOOKS[agreement_of(one.alpha)][0],
        ),
    ]  # fmt: skip


def severity_columns() -> list[Column[SeverityLine]]:
    return [
        Column(_("Inspector"), lambda one: f"{one.name} {one.severity.inspector}"),
        Column(_("Contacts scored"), lambda one: one.severity.scored, right=True),
        Column(
            _("Against the others"), lambda one: one.severity.severity,
            lambda one: severity_words(one.severity.severity),
            icon=lambda one: _severity_icon(one.severity.severity),
        ),
    ]  # fmt: skip


def _severity_icon(severity: float | None) -> str:
    if severity is None or abs(severity) < 0.05:
        return "minus"
    return "up" if severity > 0 else "down"


def item_columns(results: CalibrationResults) -> list[Column[ItemLine]]:
    """A column for each inspector, then how far they lie apart."""
    return [
        Column(_("Item of the card"), lambda one: one.title, width=190),
        *(
            _by(at, one.name, len(results.inspectors)) for at, one in enumerate(results.inspectors)
        ),
        Column(
            _("Spread"), lambda one: one.row.spread,
            lambda one: score_words(one.row.spread),
            tip=lambda one: spread_words(one.row.apart),
            tone=lambda one: SPREAD_LOOKS[one.row.apart][1],
            icon=lambda one: SPREAD_LOOKS[one.row.apart][0],
        ),
        Column(
            _("Read so"), lambda one: one.readings or None,
            lambda one: str(one.readings or ""),
            icon=lambda one: "note" if one.readings else "",
        ),
    ]  # fmt: skip


def _by(at: int, name: str, _of: int) -> Column[ItemLine]:
    return Column(
        name, lambda one: one.row.values[at], lambda one: score_words(one.row.values[at]),
        right=True,
    )  # fmt: skip


def rater_columns() -> list[Column[RaterRow]]:
    return [
        Column(
            _("Inspector"), lambda one: f"{one.name} {one.no}",
            tone=lambda one: Tone.PLAIN if one.left else Tone.GOOD,
            icon=lambda one: "clock" if one.left else "check",
        ),
        Column(_("Progress"), lambda one: one.done, progress_words),
    ]  # fmt: skip


def contact_columns(view: CalibrationView) -> list[Column[CalibratedContact]]:
    columns: list[Column[CalibratedContact]] = [
        Column(_("Contact"), lambda one: one.ref),
        Column(_("Agent"), lambda one: f"{one.agent} {one.agent_no}"),
        Column(
            _("Began"), lambda one: one.contact_at,
            lambda one: dates.stamp(one.contact_at) if one.contact_at else "",
        ),
    ]  # fmt: skip
    if view.own:
        columns.append(
            Column(
                _("My total"), lambda one: view.own.get(one.ref),
                lambda one: score_words(view.own.get(one.ref)), right=True,
            )
        )  # fmt: skip
    return [*columns, Column("", lambda _one: None)]


def item_out(results: CalibrationResults) -> list[ListColumn[ItemLine]]:
    """As the page has it, in a workbook."""
    return [
        ListColumn(_("Item of the card"), 28, lambda one: one.title),
        *(_out(at, one.name) for at, one in enumerate(results.inspectors)),
        ListColumn(_("Spread"), 9, lambda one: _rounded(one.row.spread)),
        ListColumn("", 30, lambda one: spread_words(one.row.apart)),
    ]


def _out(at: int, name: str) -> ListColumn[ItemLine]:
    return ListColumn(name, 11, lambda one: _rounded(one.row.values[at]))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
