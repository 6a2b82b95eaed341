"""All accounts in one list, those that belong to no person too: reset, disabled, enabled there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.queries.accounts.rows import AccountRow
from app.reading.accounts.listing import all_accounts
from app.text import _, dates
from app.ui.kit import theme
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.tokens import Space, Tone
from app.ui.people.accounts import AccountDeeds


class AccountsDialog(Dialog):
    """Who may sign in, and who may not any more. Several rows can be chosen."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._deeds = AccountDeeds(self, desk, self._load)
        self.setWindowTitle(_("Accounts"))
        self.resize(theme.scaled(840), theme.scaled(520))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find by login, number or name"))
        self.search.setAccessibleName(_("Find an account"))
        self.search.setClearButtonEnabled(True)
        self.table: RowsTable[AccountRow] = RowsTable(
            _columns(), _("Accounts"), key=lambda row: row.id
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.reset = button(_("New one-time password…"), self._on_reset, icon="key")
        self.disable = button(_("Disable"), self._on_disable, icon="lock")
        self.enable = button(_("Enable"), self._on_enable, icon="unlock")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(_("Accounts"), "title"))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for made in (self.reset, self.disable, self.enable):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, kind="primary"))
        column.addLayout(foot)
        self.search.textChanged.connect(self.table.set_filter)
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._offer())
        self._offer()
        self._load()

    def chosen(self) -> Sequence[AccountRow]:
        rows = self.table.selectionModel().selectedRows()
        return [index.data(ROW_ROLE) for index in rows]

    def _load(self) -> None:
        self._desk.tasks.query(all_accounts, self._show)

    def _show(self, rows: Sequence[AccountRow]) -> None:
        self.table.set_rows(rows)
        self._offer()

    def _offer(self) -> None:
        chosen = self.chosen()
        self.reset.setEnabled(any(not row.disabled for row in chosen))
        self.disable.setEnabled(any(not row.disabled for row in chosen))
        self.enable.setEnabled(any(row.disabled for row in chosen))

    def _on_reset(self) -> None:
        rows = [row for row in self.chosen() if not row.disabled]
        self._deeds.reset([row.id for row in rows], rows[0].holder)

    def _on_disable(self) -> None:
        self._deeds.disable([row.id for row in self.chosen() if not row.disabled])

    def _on_enable(self) -> None:
        self._deeds.enable([row.id for row in self.chosen() if row.disabled])


def open_accounts(parent: QWidget, desk: Desk) -> None:
    dialog = AccountsDialog(parent, desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _columns() -> list[Column[AccountRow]]:
    return [
        Column(_("Login"), lambda row: row.login, tone=_tone, icon=_lock),
        Column(_("Number"), lambda row: row.employee_no),
        Column(_("Name"), lambda row: row.name, _holder),
        Column(_("State"), _state, tone=_tone),
        Column(_("Last sign-in"), lambda row: row.signed_in_at, _last),
    ]


def _holder(row: AccountRow) -> str:
    return row.name or _("an administrator, no person")


def _state(row: AccountRow) -> str:
    if row.disabled:
        return _("disabled")
    return _("one-time password") if row.must_change else _("in use")


def _last(row: AccountRow) -> str:
    return _("never") if row.signed_in_at is None else dates.moment(row.signed_in_at)


def _tone(row: AccountRow) -> Tone:
    return Tone.BAD if row.disabled else Tone.PLAIN


def _lock(row: AccountRow) -> str:
    return "lock" if row.disabled else ""
