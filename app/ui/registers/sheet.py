"""One of the three registers as a sheet: filter, search, table, and what belongs there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.context import Context
from app.exchange.lists import ListColumn, write_list
from app.progress import Cancel
from app.text import _, dates
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.printing import paragraph, table, write_pdf
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.tokens import Space

_CALM = 120
_ENOUGH = 2
"""Characters from which a search narrows the list."""


class Numbered(Protocol):
    """What a row of any of the three has."""

    @property
    def row(self) -> Any: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def mine(self) -> bool: ...
    @property
    def overdue(self) -> bool: ...


RowT = TypeVar("RowT", bound=Numbered)


class Shown(Enum):
    """What of a register is shown."""

    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    ALL = "all"


_KEPT: dict[Shown, Callable[[Numbered], bool]] = {
    Shown.OPEN: lambda one: one.is_open,
    Shown.MINE: lambda one: one.mine,
    Shown.OVERDUE: lambda one: one.overdue,
    Shown.ALL: lambda _one: True,
}


@dataclass(frozen=True)  # no slots: `Register[RowT](...)` could not be called
class Register(Generic[RowT]):
    """What makes a sheet that of reports, complaints or visitors. `step` begins a new row."""

    key: str
    title: str
    icon: str
    empty: str
    step: str
    read: Callable[[Context], Sequence[RowT]]
    columns: Sequence[Column[RowT]]
    out: Sequence[ListColumn[RowT]]
    counted: Callable[[int], str]


class RegisterPart(QWidget, Generic[RowT]):
    """`opened` brings the number under the cursor, `begin` that a new row is wanted, `waiting`
    how many wait for the person."""

    opened = Signal(str)
    begin = Signal()
    waiting = Signal(int)

    def __init__(self, desk: Desk, register: Register[RowT], *, may_begin: bool) -> None:
        super().__init__()
        self.desk, self.register = desk, register
        self._rows: Sequence[RowT] = ()
        self.shown_field = ChoiceField(
            [
                (_("Unfinished"), Shown.OPEN),
                (_("Waiting for me"), Shown.MINE),
                (_("Past its term"), Shown.OVERDUE),
                (_("All"), Shown.ALL),
            ]
        )
        self.shown_field.setAccessibleName(_("What is shown"))
        self.text = text_field(placeholder=_("Search: two characters suffice"))
        self.text.setAccessibleName(_("Search: two characters suffice"))
        self.text.setClearButtonEnabled(True)
        self.table: RowsTable[RowT] = RowsTable(
            register.columns, register.title, lambda one: one.row.no
        )
        self._typing = QTimer(self, singleShot=True, interval=_CALM)
        steps = [button(register.step, self.begin.emit, kind="primary")] if may_begin else []
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState(register.icon, _("Nothing here"), register.empty, *steps))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.shown_field)
        head.addWidget(self.text, 1)
        self._count = label("", "soft")
        head.addWidget(self._count)
        self.top = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self.top)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.shown_field.currentIndexChanged.connect(lambda _index: self._show())
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._filter)
        self.table.picked.connect(lambda one: self.opened.emit(one.row.no))
        self.table.opened.connect(lambda one: self.opened.emit(one.row.no))

    def populate(self) -> None:
        self.desk.tasks.query(self.register.read, self._on_read)

    def show_only(self, shown: Shown) -> None:
        self.shown_field.choose(shown)
        self._show()

    def rows(self) -> list[RowT]:
        """The rows as they stand in the table."""
        proxy = self.table.proxy
        return [proxy.index(row, 0).data(ROW_ROLE) for row in range(proxy.rowCount())]

    def _on_read(self, rows: Sequence[RowT]) -> None:
        self._rows = rows
        self._show()
        self.waiting.emit(sum(one.mine for one in rows))

    def _show(self) -> None:
        keeps = _KEPT[self.shown_field.value()]
        self.table.set_rows([one for one in self._rows if keeps(one)])
        self._filter()

    def _filter(self) -> None:
        text = self.text.text().strip()
        self.table.set_filter(text if len(text) >= _ENOUGH else "")
        count = self.table.proxy.rowCount()
        self._stack.setCurrentIndex(0 if count else 1)
        self._count.setText(self.register.counted(count))

    # -- going out ---------------------------------------------------------------------------

    def export_to(self, path: Path, cancel: Cancel) -> int:
        """Write what is shown to an Excel list; gives how many rows."""
        return write_list(path, self.register.title, self.register.out, self.rows(), cancel)

    def print_to(self, path: Path) -> None:
        """Write what is shown to a PDF. Raises BadInput."""
        body = paragraph(
            _("{what}, as of {moment}").format(
                what=self.shown_field.currentText(), moment=dates.moment(self.desk.ctx.now())
            )
        )
        columns = self.register.out
        lines = [[str(each.value(one) or "") for each in columns] for one in self.rows()]
        body += table([each.heading for each in columns], lines)
        write_pdf(path, self.register.title, body, landscape=True)
