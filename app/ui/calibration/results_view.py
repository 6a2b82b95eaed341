"""What came out of a calibration: agreement, severity, items by inspectors, agreed readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QTabWidget, QVBoxLayout, QWidget

from app.queries.quality.calibrations import CalibratedContact, RaterRow
from app.reading.quality.calibrations import CalibrationResults, CalibrationView
from app.text import _, centre_time, dates
from app.ui.calibration.columns import (
    ItemLine,
    MeasureLine,
    SeverityLine,
    contact_columns,
    item_columns,
    item_lines,
    measure_columns,
    measure_lines,
    rater_columns,
    severity_columns,
    severity_lines,
)
from app.ui.calibration.words import alpha_note, contacts_words, headline, severity_note
from app.ui.kit.controls import button, label
from app.ui.kit.fields import ChoiceField
from app.ui.kit.scrolled import yielding
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE
from app.ui.kit.tokens import Space
from app.ui.work.removal import clear


class ResultsView(QTabWidget):
    """`note` asks how the picked item is to be read; None where the reader may not."""

    def __init__(self, view: CalibrationView, note: Callable[[], object] | None) -> None:
        super().__init__()
        assert view.results is not None, "the page asks only then"
        self.setDocumentMode(True)
        self.setAccessibleName(_("What came out"))
        self._view, self._results = view, view.results
        self._make_items(note)
        self._make_agreement()
        self.addTab(_page(self._items_part()), _("Items side by side"))
        self.addTab(yielding(_page(self._agreement_part())), _("Agreement and severity"))
        self.addTab(_page(_both(view)), _("Contacts and inspectors"))
        self._show_items()

    @property
    def results(self) -> CalibrationResults:
        return self._results

    # -- items -------------------------------------------------------------------------------

    def _make_items(self, note: Callable[[], object] | None) -> None:
        contacts = [one for one in self._view.contacts if one.ref in self._results.given]
        mean = _("Mean of all ({what})").format(what=contacts_words(len(contacts)))
        self.contact: ChoiceField[str | None] = ChoiceField(
            [(mean, None), *((f"{one.ref} · {one.agent}", one.ref) for one in contacts)]
        )
        self.contact.setAccessibleName(_("Contact"))
        self.contact.currentIndexChanged.connect(lambda _index: self._show_items())
        self.items: RowsTable[ItemLine] = RowsTable(
            item_columns(self._results), _("Items side by side"), lambda one: one.item
        )
        self.items.picked.connect(lambda _line: self._show_readings())
        self.note = button(_("Note how to &read this item…"), note or (lambda: None), icon="note")
        self.note.setVisible(note is not None)
        self._may_note = note is not None
        if note is not None:
            self.items.opened.connect(lambda _line: note())

    def _items_part(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.contact)
        head.addStretch(1)
        head.addWidget(self.note)
        self.readings = QVBoxLayout()
        self.readings.setSpacing(Space.XS)
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addWidget(label(headline(self._results), "strong", wrap=True))
        column.addLayout(head)
        column.addWidget(self.items, 1)
        column.addLayout(self.readings)
        return column

    def _show_items(self) -> None:
        self.items.set_rows(item_lines(self._view, self._results, self.contact.value()))
        if self.items.current() is None:
            self.pick(_farthest(self.items.rows_model.rows))
        self._show_readings()

    def pick(self, item: object) -> None:
        """Put the cursor on an item of the card."""
        model = self.items.model()
        for row in range(model.rowCount()):
            if model.index(row, 0).data(ROW_ROLE).item == item:
                self.items.setCurrentIndex(model.index(row, 0))

    def picked(self) -> ItemLine | None:
        """The item under the cursor; None on the total."""
        line = self.items.current()
        return line if line is not None and line.item else None

    def _show_readings(self) -> None:
        line = self.picked()
        self.note.setEnabled(line is not None)
        clear(self.readings)
        if line is None:
            return
        agreed = [one for one in self._view.readings if one.item == line.item]
        self.readings.addWidget(label(_("How “{item}” is read").format(item=line.title), "heading"))
        for one in agreed:
            said = _("{text} ({name}, {day})").format(
                text=one.text, name=one.by,
                day=dates.day(centre_time().local_date(one.at)),
            )  # fmt: skip
            self.readings.addWidget(label(said, wrap=True))
        if not agreed:
            nothing = _("Nothing was agreed on in this calibration.")
            self.readings.addWidget(label(nothing, "soft", wrap=True))

    # -- agreement ---------------------------------------------------------------------------

    def _make_agreement(self) -> None:
        self.measures: RowsTable[MeasureLine] = RowsTable(
            measure_columns(), _("Agreement"), lambda one: one.name
        )
        self.measures.set_rows(measure_lines(self._results))
        self.severity: RowsTable[SeverityLine] = RowsTable(
            severity_columns(), _("Severity"), lambda one: one.severity.inspector
        )
        self.severity.set_rows(severity_lines(self._results))
        for table in (self.measures, self.severity):
            table.setFixedHeight(_whole(table))

    def _agreement_part(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addWidget(self.measures)
        column.addWidget(label(alpha_note(self._results), "soft", wrap=True))
        column.addSpacing(Space.S)
        column.addWidget(label(_("Who is milder, who is stricter"), "heading"))
        column.addWidget(self.severity)
        column.addWidget(label(severity_note(), "soft", wrap=True))
        column.addStretch(1)
        return column


class ProgressView(QWidget):
    """How far each inspector is, and over which contacts; no score but one's own."""

    def __init__(self, view: CalibrationView) -> None:
        super().__init__()
        column = _both(view)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        self.setLayout(column)


def _whole(table: QTableView) -> int:
    """The height at which all rows are in sight."""
    rows = table.model().rowCount() * table.verticalHeader().defaultSectionSize()
    return rows + table.horizontalHeader().sizeHint().height() + Space.M


def _farthest(lines: Sequence[ItemLine]) -> str:
    """The item on which the inspectors lie farthest apart: what there is to talk about."""
    items = [line for line in lines if line.item]
    return max(items, key=lambda line: line.row.spread or 0.0).item if items else ""


def _both(view: CalibrationView) -> QVBoxLayout:
    raters: RowsTable[RaterRow] = RowsTable(rater_columns(), _("Inspectors"), lambda one: one.no)
    raters.set_rows(view.row.raters)
    contacts: RowsTable[CalibratedContact] = RowsTable(
        contact_columns(view), _("What is scored"), lambda one: one.ref
    )
    contacts.set_rows(view.contacts)
    column = QVBoxLayout()
    column.setSpacing(Space.S)
    column.addWidget(label(_("Inspectors"), "heading"))
    column.addWidget(raters, 1)
    column.addWidget(label(_("What is scored"), "heading"))
    column.addWidget(contacts, 1)
    return column


def _page(layout: QVBoxLayout) -> QWidget:
    made = QWidget()
    layout.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
    made.setLayout(layout)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
    return made
