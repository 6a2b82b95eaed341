"""Trainings with who took part and what their exams gave; kept by who leads (TRAIN-1)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.queries.duties.trainings import TrainingRow
from app.reading.duties.trainings import TrainingsReading, read_trainings
from app.rules.scorecards.proposed import Proposed
from app.text import _, ngettext
from app.ui.duties.lines import line_of
from app.ui.duties.training_form import TrainingDialog
from app.ui.kit import theme
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dropping import open_drop
from app.ui.kit.fields import date_field, date_of
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space
from app.ui.kit.trainings import proposal_columns, training_columns

_BACK = timedelta(days=180)
_PROPOSED = 116


class TrainingsView(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reading = TrainingsReading()
        today = desk.ctx.today()
        self.first, self.last = date_field(today - _BACK), date_field(today)
        self.first.setAccessibleName(_("From"))
        self.last.setAccessibleName(_("To"))
        self.count = label("", "soft")
        self.keep = button(_("Keep a training…"), self.open_new, kind="primary", icon="plus")
        self.change = button(_("Enter results…"), self.open_current, icon="edit")
        self.export = button(_("&Export…"), self._on_export, icon="export")
        self.table: RowsTable[TrainingRow] = RowsTable(
            training_columns(), _("Trainings"), lambda row: row.id
        )
        self.proposed: RowsTable[Proposed] = RowsTable(
            proposal_columns(), _("Trainings to be held"), lambda row: row.id
        )
        self.proposed.setMaximumHeight(theme.scaled(_PROPOSED))
        self.hold = button(_("&Held…"), self.open_hold, icon="check")
        self.drop = button(_("D&rop…"), self.open_drop, kind="danger", icon="minus")
        self.to_hold = QWidget()
        wanted = QVBoxLayout(self.to_hold)
        wanted.setContentsMargins(0, 0, 0, 0)
        wanted.setSpacing(Space.S)
        named = label(_("Trainings to be held"), "strong")
        wanted.addLayout(line_of(named, None, self.hold, self.drop))
        wanted.addWidget(self.proposed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "note",
                _("No trainings yet"),
                _("Each training stands here with who was there and what the exam gave."),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.to_hold)
        column.addLayout(line_of(self.keep, self.change, None, self.export))
        column.addLayout(line_of(self.first, label("–"), self.last, self.count, None))
        column.addWidget(self._stack, 1)
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _date: self.populate())
        self.table.opened.connect(lambda row: desk.go("person", row.person_no))
        self.table.picked.connect(lambda _row: self._follow())
        self.proposed.picked.connect(lambda _row: self._follow())

    def populate(self) -> None:
        """Read the trainings of the chosen days."""
        first, last = date_of(self.first), date_of(self.last)
        self.desk.tasks.query(lambda ctx: read_trainings(ctx, first, last), self._on_loaded)

    def _on_loaded(self, reading: TrainingsReading) -> None:
        self.reading = reading
        self.table.set_rows(reading.rows)
        self._stack.setCurrentIndex(0 if reading.rows else 1)
        trainings = len({row.no for row in reading.rows})
        self.count.setText(_counted(trainings))
        self.export.setEnabled(bool(reading.rows))
        for widget in (self.keep, self.change):
            widget.setVisible(bool(reading.keeps))
        self.proposed.set_rows(reading.proposed)
        if reading.proposed and self.proposed.current() is None:
            self.proposed.selectRow(0)
        self.to_hold.setVisible(bool(reading.proposed))
        for widget in (self.hold, self.drop):
            widget.setVisible(bool(reading.settles))
        self._follow()

    def open_hold(self) -> None:
        """The proposed training under the cursor was held: its form, begun with whom it is for."""
        row = self._settled()
        if row is not None:
            TrainingDialog(self, self.desk, self.reading.keeps, proposed=row).open()

    def open_drop(self) -> None:
        """The proposed training under the cursor will not be held."""
        row = self._settled()
        if row is not None:
            open_drop(self, self.desk, row)

    def _settled(self) -> Proposed | None:
        row = self.proposed.current()
        return row if row is not None and row.id in self.reading.settles else None

    def open_new(self) -> None:
        """The form of a training that was held."""
        if self.reading.keeps:
            TrainingDialog(self, self.desk, self.reading.keeps).open()

    def open_current(self) -> None:
        """The training under the cursor, to enter what its exam gave."""
        row = self.table.current()
        if row is not None:
            parts = [one for one in self.reading.rows if one.no == row.no]
            TrainingDialog(self, self.desk, self.reading.keeps, parts).open()

    def _follow(self) -> None:
        """Only what is all the actor's own people's is theirs to change."""
        row, keeps = self.table.current(), {one.id for one in self.reading.keeps}
        parts = [one.person_id for one in self.reading.rows if row and one.no == row.no]
        self.change.setEnabled(bool(parts) and keeps.issuperset(parts))
        for widget in (self.hold, self.drop):
            widget.setEnabled(self._settled() is not None)

    def _on_export(self) -> None:
        name = f"{_('Trainings')} {self.desk.ctx.today().isoformat()}"
        ask_where(self, _("Export the trainings"), name, Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        from app.ui.duties.export import export_trainings

        rows = self.reading.rows
        write_out(
            self.desk, _("Exporting the trainings"), path,
            lambda cancel: export_trainings(rows, path, cancel), _parts,
        )  # fmt: skip


def _counted(count: int) -> str:
    return ngettext("{n} training", "{n} trainings", count).format(n=count)


def _parts(count: int) -> str:
    return ngettext("{n} result", "{n} results", count).format(n=count)
