"""Duties, figures and trainings as Excel lists in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.queries.duties.trainings import TrainingRow
from app.reading.duties.board import DutyEntry
from app.rules.duties.figures import WeekFigures
from app.text import _, dates
from app.text.duties import doer_words, receiver_words
from app.ui.duties.counts import count_names
from app.ui.duties.words import entry_name, state_words


def export_weeks(weeks: Sequence[WeekFigures], path: Path, cancel: Cancel) -> int:
    enquiries, lookups, outbound, backlog = count_names()
    columns: list[ListColumn[WeekFigures]] = [
        ListColumn(_("Week"), 10, lambda week: week.week),
        ListColumn(_("Department"), 16, lambda week: week.department),
        ListColumn(_("Days kept"), 8, lambda week: week.days),
        ListColumn(enquiries, 12, lambda week: week.enquiries),
        ListColumn(lookups, 12, lambda week: week.lookups),
        ListColumn(outbound, 12, lambda week: week.outbound),
        ListColumn(backlog, 12, lambda week: week.backlog),
    ]
    return write_list(path, _("Figures"), columns, weeks, cancel)


def export_duties(entries: Sequence[DutyEntry], path: Path, cancel: Cancel) -> int:
    columns: list[ListColumn[DutyEntry]] = [
        ListColumn(_("Day due"), 12, lambda one: one.due_on),
        ListColumn(_("Duty"), 24, entry_name),
        ListColumn(_("Department"), 16, lambda one: one.department),
        ListColumn(_("Team"), 12, lambda one: one.team),
        ListColumn(_("State"), 14, state_words),
        ListColumn(_("For whom to do"), 14, lambda one: doer_words(one.kind.doer)),
        ListColumn(_("For whom to receive"), 14, lambda one: receiver_words(one.kind.receiver)),
        ListColumn(_("Done by"), 14, lambda one: one.done.done_by if one.done else ""),
        ListColumn(_("Done at"), 18, lambda one: dates.stamp(one.done.done_at) if one.done else ""),
        ListColumn(_("Received by"), 14, lambda one: one.done.received_by if one.done else ""),
        ListColumn(_("Text"), 60, lambda one: one.done.text if one.done else ""),
    ]
    return write_list(path, _("Regular duties"), columns, entries, cancel)


def export_trainings(rows: Sequence[TrainingRow], path: Path, cancel: Cancel) -> int:
    columns: list[ListColumn[TrainingRow]] = [
        ListColumn(_("Training no."), 14, lambda row: row.no),
        ListColumn(_("About what"), 30, lambda row: row.title),
        ListColumn(_("Held on"), 12, lambda row: row.held_on),
        ListColumn(_("Employee number"), 12, lambda row: row.person_no),
        ListColumn(_("Name"), 12, lambda row: row.person),
        ListColumn(_("Was there"), 8, lambda row: _("yes") if row.attended else _("no")),
        ListColumn(_("Score"), 8, lambda row: row.score),
        ListColumn(_("Passed"), 8, lambda row: _("yes") if row.passed else _("no")),
    ]
    return write_list(path, _("Trainings"), columns, rows, cancel)
