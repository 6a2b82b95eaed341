"""Today's and this week's duties, with what is overdue, returned or waits to be received."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.reading.duties.board import DutyBoard, DutyEntry
from app.rules.duties.state import OPEN
from app.rules.vocabulary import DutyState
from app.text import _, ngettext
from app.ui.duties.lines import line_of
from app.ui.duties.lists import DutyTable
from app.ui.kit.banner import Banner
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.tokens import Space, Tone

_WEEK = timedelta(days=6)


class Show(Enum):
    """Which of the due days are listed."""

    MINE = auto()
    OPEN = auto()
    TO_RECEIVE = auto()
    WEEK = auto()


class ListView(QWidget):
    """`opened` brings the due day that was activated, `picked` the one under the cursor;
    `log_asked`: today's duty log is to be written."""

    opened = Signal(object)
    picked = Signal(object)
    log_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._board: DutyBoard | None = None
        self.show_what: ChoiceField[Show] = ChoiceField(_choices())
        self.show_what.setAccessibleName(_("Which duties"))
        self.count = label("", "soft")
        self.export = button(_("&Export…"), self._on_export, icon="export")
        self.owed = Banner("", Tone.INFO)
        self.owed.add_step(button(_("Write it"), self.log_asked.emit, kind="link"))
        self.table = DutyTable(_("Duties"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "check-circle",
                _("Nothing is due"),
                _("What recurs stands here on its day: logs, checks, meetings, summaries."),
                button(_("Show the whole week"), self._show_week),
            )
        )
        head = line_of(self.show_what, self.count, None, self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.owed)
        column.addWidget(self._stack, 1)
        self.show_what.currentIndexChanged.connect(lambda _index: self._show())
        self.table.opened.connect(self.opened.emit)
        self.table.picked.connect(self.picked.emit)

    def show_board(self, board: DutyBoard) -> None:
        self._board = board
        told = _("Today's duty log is not written yet (DUTY-1).")
        self.owed.set_text(told if board.owes_log else "")
        self._show()

    def listed(self) -> list[DutyEntry]:
        """What is shown now."""
        board = self._board
        if board is None:
            return []
        wanted = _WANTED[self.show_what.value()]
        last = board.today + _WEEK
        return [one for one in board.entries if one.due_on <= last and wanted(one, board)]

    def _show(self) -> None:
        entries = self.listed()
        if self._board is not None:
            self.table.show_board(self._board, entries)
        self._stack.setCurrentIndex(0 if entries else 1)
        self.count.setText(_counted(len(entries)))
        self.export.setEnabled(bool(entries))

    def _show_week(self) -> None:
        self.show_what.choose(Show.WEEK)

    def _on_export(self) -> None:
        name = f"{_('Regular duties')} {self.desk.ctx.today().isoformat()}"
        ask_where(self, _("Export the duties"), name, Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write what is shown to `path`."""
        from app.ui.duties.export import export_duties

        entries = self.listed()
        write_out(
            self.desk, _("Exporting the duties"), path,
            lambda cancel: export_duties(entries, path, cancel), _counted,
        )  # fmt: skip


def _choices() -> list[tuple[str, Show]]:
    return [
        (_("For me: due, returned, to receive"), Show.MINE),
        (_("All that is open"), Show.OPEN),
        (_("Handed up, to be received"), Show.TO_RECEIVE),
        (_("The whole week"), Show.WEEK),
    ]


_WANTED: Mapping[Show, Callable[[DutyEntry, DutyBoard], bool]] = {
    Show.MINE: lambda one, _board: one.waits_for_me,
    Show.OPEN: lambda one, _board: one.state in OPEN,
    Show.TO_RECEIVE: lambda one, _board: one.state is DutyState.HANDED_UP,
    Show.WEEK: lambda one, board: one.due_on >= board.today - _WEEK,
}


def _counted(count: int) -> str:
    return ngettext("{n} duty", "{n} duties", count).format(n=count)
