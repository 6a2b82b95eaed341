"""Sheets of paper: a duty as it was done, a day's log, the figures of some weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.reading.duties.board import DutyEntry
from app.reading.duties.logs import LogReading
from app.reading.duties.sheet import DutySheetReading
from app.rules.books import DutyLog
from app.rules.duties.figures import WeekFigures
from app.text import _, dates, say
from app.text.words import named, title_word
from app.ui.duties.counts import count_names
from app.ui.duties.words import entry_name, state_words
from app.ui.kit.printing import paragraph, sheet_of, table, write_pdf


def duty_pdf(one: DutyEntry, sheet: DutySheetReading, path: Path) -> None:
    """What was done of one due day, with its form and what became of it."""
    parts = [sheet_of(_facts(one)), *_form(sheet)]
    if one.done is not None and one.done.text:
        parts += [paragraph(line) for line in one.done.text.splitlines()]
    steps = [
        (title_word(step.kind), step.by, dates.stamp(step.at), step.text) for step in sheet.steps
    ]
    if steps:
        parts.append(table((_("Step"), _("By"), _("When"), _("Remark")), steps))
    write_pdf(path, entry_name(one), "".join(parts))


def log_pdf(reading: LogReading, path: Path) -> None:
    """The duty log of a day."""
    log = reading.log
    assert log is not None
    facts = [
        (_("Department"), log.department),
        (_("Day of the log"), dates.full_day(log.day)),
        (_("Duty leader"), named(reading.leader, log.leader)),
        *zip(count_names(), map(_count, _counts(log)), strict=True),
        (_("System problems"), log.system_problems),
        (_("Difficult cases"), log.difficult_cases),
    ]
    write_pdf(path, _("Duty log"), sheet_of(facts))


def figures_pdf(weeks: Sequence[WeekFigures], span: tuple[date, date], path: Path) -> None:
    """The weeks as a table."""
    first, last = span
    title = _("Figures of the duty logs")
    lead = paragraph(f"{dates.day(first)} – {dates.day(last)}")
    write_pdf(path, title, lead + _weeks(weeks))


def _facts(one: DutyEntry) -> list[tuple[str, str]]:
    facts = [
        (_("Department"), one.department),
        (_("Team"), one.team),
        (_("Day due"), dates.full_day(one.due_on)),
        (_("State"), state_words(one)),
    ]
    if one.done is not None:
        facts.append((_("Done by"), f"{one.done.done_by}, {dates.stamp(one.done.done_at)}"))
    if one.done is not None and one.done.received_at is not None:
        received = f"{one.done.received_by}, {dates.stamp(one.done.received_at)}"
        facts.append((_("Received by"), received))
    return [(name, value) for name, value in facts if value]


def _form(sheet: DutySheetReading) -> list[str]:
    names = {row.id: row.name for row in sheet.people}
    parts: list[str] = []
    if sheet.figures:
        parts.append(_weeks(sheet.figures))
    if sheet.results:
        rows = [
            (row.text, _("in order") if row.ok else _("failed"),
             ", ".join(part for part in (row.person, row.place) if part), row.remark, row.item_no)
            for row in sheet.results
        ]  # fmt: skip
        heads = (_("Line"), _("Found"), _("Who or where"), _("Remark"), _("Open item"))
        parts.append(table(heads, rows))
    if sheet.points:
        parts.append(
            table(
                (_("Point"), _("What was agreed")),
                [(point.topic, point.agreed) for point in sheet.points],
            )
        )
    if sheet.present:
        there = ", ".join(names.get(person, "") for person in sheet.present)
        parts.append(paragraph(_("There: {names}").format(names=there)))
    if not sheet.results and sheet.lines:
        parts.append(table((_("Line"), _("Found")), [(_line(line), "") for line in sheet.lines]))
    return parts


def _line(line: object) -> str:
    return line if isinstance(line, str) else say(line)  # type: ignore[arg-type]


def _weeks(weeks: Sequence[WeekFigures]) -> str:
    rows = [
        (dates.week_of_year(week.week), week.department, str(week.days), str(week.enquiries),
         str(week.lookups), str(week.outbound), _count(week.backlog))
        for week in weeks
    ]  # fmt: skip
    return table((_("Week"), _("Department"), _("Days kept"), *count_names()), rows)


def _counts(log: DutyLog) -> tuple[int | None, ...]:
    return (log.enquiries, log.lookups, log.outbound, log.backlog)


def _count(value: int | None) -> str:
    return "–" if value is None else str(value)
