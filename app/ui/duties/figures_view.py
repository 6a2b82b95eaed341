"""What the duty logs count, week by week: a table, a chart, out to Excel and paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reading.duties.logs import read_figures
from app.rules.duties.figures import WeekFigures
from app.text import _, ngettext
from app.ui.duties.counts import show_weeks, week_columns
from app.ui.duties.lines import line_of
from app.ui.duties.series import ChartPlace
from app.ui.kit.controls import Card, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_field, date_of
from app.ui.kit.files import Ending, ask_where, tell_written, write_out
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tokens import Space

_BACK = timedelta(weeks=8)


class FiguresView(QWidget):
    """`report figures` in the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.weeks: Sequence[WeekFigures] = ()
        today = desk.ctx.today()
        self.first, self.last = date_field(today - _BACK), date_field(today)
        self.first.setAccessibleName(_("From"))
        self.last.setAccessibleName(_("To"))
        self.count = label("", "soft")
        self.export = button(_("&Export…"), self._on_export, icon="export")
        self.print = button(_("Print…"), self._on_print, icon="print")
        self.table: RowsTable[WeekFigures] = RowsTable(week_columns(), _("Figures by week"))
        self.chart = ChartPlace(_("By week"))
        card = Card()
        card.body.addWidget(self.chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        dates = (self.first, label("–"), self.last, self.count)
        column.addLayout(line_of(*dates, None, self.print, self.export))
        column.addWidget(card, 2)
        column.addWidget(self.table, 3)
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _date: self.populate())

    def populate(self) -> None:
        """Count the logs of the chosen days."""
        first, last = date_of(self.first), date_of(self.last)
        self.desk.tasks.query(lambda ctx: read_figures(ctx, first, last), self._on_loaded)

    def _on_loaded(self, weeks: Sequence[WeekFigures]) -> None:
        self.weeks = weeks
        self.table.set_rows(weeks)
        show_weeks(self.chart, weeks)
        self.count.setText(_counted(len(weeks)))
        for widget in (self.export, self.print):
            widget.setEnabled(bool(weeks))

    def _name(self) -> str:
        return f"{_('Figures')} {date_of(self.first)} {date_of(self.last)}"

    def _on_export(self) -> None:
        ask_where(self, _("Export the figures"), self._name(), Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        from app.ui.duties.export import export_weeks

        weeks = self.weeks
        write_out(
            self.desk, _("Exporting the figures"), path,
            lambda cancel: export_weeks(weeks, path, cancel), _counted,
        )  # fmt: skip

    def _on_print(self) -> None:
        ask_where(self, _("Print the figures"), self._name(), Ending.PDF, self.print_to)

    def print_to(self, path: Path) -> None:
        from app.ui.duties.paper import figures_pdf

        weeks, span = self.weeks, (date_of(self.first), date_of(self.last))
        self.desk.tasks.query(
            lambda _ctx: figures_pdf(weeks, span, path),
            lambda _done: tell_written(self.desk, _counted(len(weeks)), path),
        )


def _counted(count: int) -> str:
    return ngettext("{n} week", "{n} weeks", count).format(n=count)
