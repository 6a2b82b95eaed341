"""Every problem of a file, in a list: sheet, cell, value and how to mend it; copied or kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from app.errors import AppError
from app.exchange.lists import ListColumn, write_list
from app.rules.vocabulary import Message
from app.text import _, say
from app.ui.kit.controls import button
from app.ui.kit.files import Ending, ask_where
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space

_LEAST = (480, 300)
_WRAPPED = 300
"""So many sentences stand in several lines where they need them; to measure more takes time."""
WIDTH = 960
"""Pixels that a dialog with the list begins with, for whole sentences."""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem. `sheet`, `cell` and `value` are "" where it names none."""

    number: int
    sheet: str
    cell: str
    value: str
    sentence: str


def problem_rows(problems: Iterable[Message]) -> list[ProblemRow]:
    """The problems of a file as rows, in their order."""
    return [_row(number, problem) for number, problem in enumerate(problems, 1)]


def _row(number: int, problem: Message) -> ProblemRow:
    sheet, mark, cell = str(problem.params.get("cell", "")).rpartition("!")
    value = problem.params.get("value")
    shown = "" if not mark or value is None else str(value)
    sentence = say(problem)
    if mark:  # its columns say where
        sentence = say(Message(problem.msgid, {**problem.params, "cell": ""})).lstrip(" :：")
    return ProblemRow(number, sheet.strip("'"), cell if mark else "", shown, sentence)


class ProblemList(QWidget):
    """The list with its ways out: to the clipboard (Ctrl+C) and to Excel."""

    def __init__(self, rows: Sequence[ProblemRow], name: str) -> None:
        super().__init__()
        self._rows, self._name = rows, name
        self.table: RowsTable[ProblemRow] = RowsTable(
            [
                Column("", lambda row: row.number, right=True, width=44),
                Column(_("Sheet"), lambda row: row.sheet),
                Column(_("Cell"), lambda row: row.cell),
                Column(_("What stands there"), lambda row: row.value),
                Column(
                    _("What it is, or how to mend it"),
                    lambda row: row.sentence,
                    tip=lambda row: row.sentence,
                ),
            ],
            _("Problems"),
        )
        self.table.set_rows(rows)
        if len(rows) <= _WRAPPED:
            self.table.setWordWrap(True)
            self.table.verticalHeader().setSectionResizeMode(
                QHeaderView.ResizeMode.ResizeToContents
            )
        self.table.setMinimumSize(*_LEAST)
        ways = QHBoxLayout()
        ways.setSpacing(Space.S)
        ways.addWidget(button(_("&Copy all"), self.copy, icon="copy"))
        ways.addWidget(button(_("To &Excel…"), self._on_export, icon="export"))
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(ways)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table, self.copy)
        self.setFocusProxy(self.table)

    def copy(self) -> None:
        """All of them to the clipboard, as lines that a spreadsheet takes apart."""
        lines = ["\t".join((row.sheet, row.cell, row.value, row.sentence)) for row in self._rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def write(self, path: Path) -> None:
        """All of them to a workbook of one sheet. Raises BadInput."""
        columns: list[ListColumn[ProblemRow]] = [
            ListColumn(_("Sheet"), 20, lambda row: row.sheet),
            ListColumn(_("Cell"), 10, lambda row: row.cell),
            ListColumn(_("What stands there"), 24, lambda row: row.value),
            ListColumn(_("What it is, or how to mend it"), 90, lambda row: row.sentence),
        ]
        write_list(path, _("Problems"), columns, self._rows)

    def _on_export(self) -> None:
        ask_where(self, _("Keep the problems"), self._name, Ending.EXCEL, self._keep)

    def _keep(self, path: Path) -> None:
        from app.ui.kit.messages import error_dialog

        try:
            self.write(path)
        except AppError as error:
            error_dialog(self, error).open()
