"""A section with a table of the centre's own things: add one, edit it, take it out of service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.context import Context
from app.reading.listing import Listing, Retirable, Row
from app.text import _, say
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.settings.section import Section

_LEAST_HEIGHT = 280


class ListSection(Section, Generic[Row]):
    """Subclasses say what is read, how a row is known again, and what the buttons do."""

    def __init__(self, desk: Desk, columns: Sequence[Column[Row]], add: str) -> None:
        super().__init__(desk)
        self.may_edit = False
        self.table: RowsTable[Row] = RowsTable(columns, say(self.title))
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self.tools: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.S)
        self._row.addStretch(1)
        self.body.addLayout(self._row)
        self.body.addWidget(self.table, 1)
        self.add = self.add_tool(button(add, self.on_add, kind="primary", icon="plus"))
        self.edit = self.add_tool(button(_("&Edit…"), self._on_edit, icon="edit"))
        self.retire = self.add_tool(button(_("Re&tire"), self._on_retire, icon="minus"))
        self.table.picked.connect(lambda _row: self.offer())
        self.table.opened.connect(lambda _row: self._on_edit())

    def add_tool(self, made: QPushButton) -> QPushButton:
        """Put a button after those before."""
        self._row.insertWidget(len(self.tools), made)
        self.tools.append(made)
        return made

    def read(self, ctx: Context) -> Listing[Row]:
        """What the table shows; in a thread."""
        raise NotImplementedError

    def key_of(self, row: Row) -> object:
        """What makes it the same row after a change."""
        raise NotImplementedError

    def on_add(self) -> None:
        raise NotImplementedError

    def on_edit(self, row: Row) -> None:
        raise NotImplementedError

    def on_retire(self, row: Row) -> None:
        """Take it out of service, or put it back."""
        raise NotImplementedError

    def can_change(self, row: Row) -> bool:
        """Whether the row is one of the centre's own."""
        return True

    def populate(self) -> None:
        self.desk.tasks.query(self.read, self._on_read)

    def offer(self) -> None:
        """Show the buttons that the person and the row allow."""
        row = self.table.current()
        changes = row is not None and self.can_change(row)
        for made in self.tools:
            made.setVisible(self.may_edit)
            made.setEnabled(changes if made in (self.edit, self.retire) else True)
        if row is not None:
            self.retire.setText(_("Put back in service") if row.retired else _("Re&tire"))

    def _on_read(self, listing: Listing[Row]) -> None:
        current = self.table.current()
        self.may_edit = listing.may_edit
        self.let_change(listing.may_edit, listing.who)
        self.table.set_rows(listing.rows)
        for place, row in enumerate(listing.rows):
            if current is not None and self.key_of(row) == self.key_of(current):
                self.table.selectRow(place)
        self.offer()

    def _on_edit(self) -> None:
        row = self.table.current()
        if row is not None and self.may_edit and self.can_change(row):
            self.on_edit(row)

    def _on_retire(self) -> None:
        row = self.table.current()
        if row is not None:
            self.on_retire(row)


def state_column() -> Column[Any]:
    """Whether a row is in service."""
    return Column(_("State"), lambda row: row.retired, _state, tone=_tone)


def _state(row: Retirable) -> str:
    return _("retired") if row.retired else _("in service")


def _tone(row: Retirable) -> Tone:
    return Tone.PLAIN if row.retired else Tone.GOOD
