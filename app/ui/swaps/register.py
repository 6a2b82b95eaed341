"""The register (换班登记表): every swap that the person may see, filtered, exported, printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.reading.swaps.desk import Request, register
from app.rules.requests import RequestKind
from app.rules.vocabulary import SwapStatus
from app.text import _, dates, ngettext
from app.text.words import title_word
from app.ui.kit.controls import EmptyState, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.requests.kinds import state_symbol, state_tone
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.tokens import Space, Tone
from app.ui.swaps.words import (
    DEBT_TONES,
    debt_word,
    leg_words,
    next_words,
)

_MONTHS_BACK, _MONTHS_AHEAD = 12, 2
_CALM = 120


class RegisterSheet(QWidget):
    """`opened` brings the number of the row under the cursor; `counted` says what is shown."""

    opened = Signal(str)
    counted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._today = desk.ctx.today()
        self._rows: Sequence[Request] = ()
        self.month = ChoiceField(self._months(), self._today.replace(day=1))
        self.month.setAccessibleName(_("Month"))
        states: list[tuple[str, SwapStatus | None]] = [(_("All states"), None)]
        states += [(title_word(one), one) for one in SwapStatus if one is not SwapStatus.DRAFT]
        self.state = ChoiceField(states)
        self.state.setAccessibleName(_("State"))
        self.text = text_field(placeholder=_("Name, number or swap"))
        self.text.setAccessibleName(_("Name, number or swap"))
        self.text.setClearButtonEnabled(True)
        self.table: RowsTable[Request] = RowsTable(
            _columns(self._today), _("Register of swaps"), lambda request: request.row.no
        )
        self._typing = QTimer(self, singleShot=True, interval=_CALM)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState("swap", _("No swaps here"),
                       _("No swap of this month and state is on record."))
        )  # fmt: skip
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        for field in (self.month, self.state):
            head.addWidget(field)
        head.addWidget(self.text, 1)
        self._count = label("", "soft")
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.month.currentIndexChanged.connect(lambda _index: self.populate())
        self.state.currentIndexChanged.connect(lambda _index: self._show())
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._filter)
        self.table.picked.connect(lambda request: self.opened.emit(request.row.no))

    def populate(self) -> None:
        first = self.month.value()
        last = _month_end(first) if first else None
        self.desk.tasks.query(lambda ctx: register(ctx, first, last), self._on_read)

    def shown(self) -> list[Request]:
        """The rows as they stand in the table."""
        proxy = self.table.proxy
        return [proxy.index(row, 0).data(ROW_ROLE) for row in range(proxy.rowCount())]

    def title(self) -> str:
        """What is shown, for a heading on paper."""
        first = self.month.value()
        return dates.month(first) if first else _("All months")

    def _on_read(self, rows: tuple[Request, ...]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        state = self.state.value()
        kept = [one for one in self._rows if state is None or one.row.status is state]
        self.table.set_rows(kept)
        self._filter()

    def _filter(self) -> None:
        self.table.set_filter(self.text.text())
        count = self.table.proxy.rowCount()
        self._stack.setCurrentIndex(0 if count else 1)
        words = swaps_counted(count)
        self._count.setText(words)
        self.counted.emit(words)

    def _months(self) -> list[tuple[str, date | None]]:
        months: list[tuple[str, date | None]] = [(_("All months"), None)]
        month = self._today.replace(day=1)
        for _ahead in range(_MONTHS_AHEAD):
            month = _month_end(month) + timedelta(days=1)
        for _back in range(_MONTHS_AHEAD + _MONTHS_BACK + 1):
            months.append((dates.month(month), month))
            month = (month - timedelta(days=1)).replace(day=1)
        return months


def swaps_counted(count: int) -> str:
    """ "1 swap", "12 swaps"."""
    return ngettext("{n} swap", "{n} swaps", count).format(n=count)


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _columns(today: date) -> Sequence[Column[Request]]:
    def tone(one: Request) -> Tone:
        return state_tone(RequestKind.SWAP, one.row.status)

    def debt_tone(one: Request) -> Tone:
        return DEBT_TONES[one.debt.state] if one.debt else Tone.PLAIN

    return (
        Column(_("Swap"), lambda one: one.row.no),
        Column(_("Requester"), lambda one: one.row.requester.name, _requester),
        Column(
            _("Gives"), lambda one: one.row.requester.gives_on,
            lambda one: leg_words(one.row.requester, today),
        ),
        Column(_("Counterpart"), lambda one: one.row.counterpart.name, _counterpart),
        Column(
            _("Gives in return"), lambda one: one.row.counterpart.gives_on,
            lambda one: leg_words(one.row.counterpart, today),
        ),
        Column(
            _("State"), lambda one: title_word(one.row.status), tone=tone,
            icon=lambda one: state_symbol(RequestKind.SWAP, one.row.status),
        ),
        Column(
            _("Debt, or what is next"), lambda one: one.debt.state if one.debt else "",
            lambda one: debt_word(one.debt.state) if one.debt else next_words(one),
            tone=debt_tone, tip=next_words,
        ),
        Column(
            _("Filed"), lambda one: one.row.filed_at, lambda one: dates.stamp(one.row.filed_at)
        ),
    )  # fmt: skip


def _requester(one: Request) -> str:
    return f"{one.row.requester.name}  {one.row.requester.no}"


def _counterpart(one: Request) -> str:
    return f"{one.row.counterpart.name}  {one.row.counterpart.no}"
