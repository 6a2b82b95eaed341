"""Due days in a list: what, when, where it stands, and who did it."""

from __future__ import annotations

from datetime import date

from app.reading.duties.board import DutyBoard, DutyEntry
from app.text import _, dates
from app.text.words import word
from app.ui.duties.words import (
    due_words,
    entry_name,
    entry_place,
    needs,
    state_symbol,
    state_tone,
    state_words,
)
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column


class DutyTable(RowsTable[DutyEntry]):
    """The due days of a board that are given to it."""

    def __init__(self, name: str) -> None:
        self._today = date.min
        super().__init__(self._columns(), name, lambda one: one.key)

    def show_board(self, board: DutyBoard, entries: list[DutyEntry]) -> None:
        self._today = board.today
        self.set_rows(entries)

    def _columns(self) -> list[Column[DutyEntry]]:
        return [
            Column(
                _("Day due"),
                lambda one: one.due_on,
                lambda one: due_words(one.due_on, self._today),
                width=116,
            ),
            Column(_("Duty"), entry_name, tip=lambda one: one.kind.rule, width=132),
            Column(_("Where"), entry_place, width=96),
            Column(
                _("State"), state_words, tone=lambda one: state_tone(one.state),
                icon=lambda one: state_symbol(one.state), width=100,
            ),
            Column(_("Needs"), lambda one: word(one.form), _needs, width=130),
            Column(_("Done by"), lambda one: one.done.done_by if one.done else None, _done_by),
        ]  # fmt: skip


def _needs(one: DutyEntry) -> str:
    """What is to be written down, or what its receiver wants."""
    if one.done is not None and one.done.returned:
        return _("“{text}”").format(text=one.done.returned)
    return needs(one)


def _done_by(one: DutyEntry) -> str:
    if one.done is None:
        return ""
    return f"{one.done.done_by}, {dates.stamp(one.done.done_at)}"
