"""Accounts from the People page: made, reset, disabled; the passwords shown once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.context import Context
from app.queries.people.rows import PersonRow
from app.services.accounts import managing as accounts
from app.services.accounts.managing import OneTimePassword
from app.text import _, ngettext
from app.ui.kit.forms import Confirmation
from app.ui.kit.tokens import Tone
from app.ui.people.passwords import PasswordsDialog
from app.ui.shell.desk import Desk

CHANGES = frozenset({"accounts"})


class AccountDeeds:
    """What may be done with accounts; dialogs open over `parent`."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._parent, self._desk = parent, desk

    def make(self, rows: Sequence[PersonRow]) -> None:
        """Ask, then make accounts with one-time passwords for those who have none."""
        wanted = [row.id for row in rows if row.account_id is None]
        if not wanted:
            self._desk.say(_("Everybody shown has an account."), Tone.INFO)
            return
        count = len(wanted)
        title = ngettext("Make {n} account?", "Make {n} accounts?", count).format(n=count)
        text = _("The login is the employee number. The one-time passwords are shown once.")
        ask = Confirmation(self._parent, title, text, _("Make"), danger=False)
        ask.accepted.connect(lambda: self._make(wanted))
        ask.open()

    def reset(self, row: PersonRow, account_id: int) -> None:
        """Ask, then replace a forgotten password."""
        title = _("A new one-time password for {name}?").format(name=row.name)
        text = _("The password of now stops working at once.")
        ask = Confirmation(self._parent, title, text, _("Make"))
        ask.accepted.connect(
            lambda: self._desk.tasks.command(
                lambda ctx: [accounts.reset_password(ctx, account_id)], self._show, CHANGES
            )
        )
        ask.open()

    def disable(self, account_id: int) -> None:
        self._change(accounts.disable, account_id)

    def enable(self, account_id: int) -> None:
        self._change(accounts.enable, account_id)

    def _change(self, act: Callable[[Context, int], None], account_id: int) -> None:
        self._desk.tasks.command(lambda ctx: act(ctx, account_id), None, CHANGES)

    def _make(self, wanted: Sequence[int]) -> None:
        self._desk.tasks.long(
            _("Making accounts"),
            lambda ctx, task: accounts.create_accounts(ctx, wanted, task.progress),
            self._show,
            CHANGES,
        )

    def _show(self, issued: Sequence[OneTimePassword]) -> None:
        dialog = PasswordsDialog(self._parent, issued)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
