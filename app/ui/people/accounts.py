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
from app.ui.kit.desk import Desk
from app.ui.kit.forms import Confirmation
from app.ui.kit.tokens import Tone
from app.ui.people.passwords import PasswordsDialog


def _nothing() -> None:
    pass


class AccountDeeds:
    """What may be done with accounts; dialogs open over `parent`, `changed` is called after."""

    def __init__(
        self, parent: QWidget, desk: Desk, changed: Callable[[], object] = _nothing
    ) -> None:
        self._parent, self._desk, self._changed = parent, desk, changed

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

    def reset(self, account_ids: Sequence[int], name: str) -> None:
        """Ask, then replace forgotten passwords: that of `name`, or several."""
        count = len(account_ids)
        title = _("A new one-time password for {name}?").format(name=name)
        if count > 1:
            title = ngettext(
                "{n} new one-time password?", "{n} new one-time passwords?", count
            ).format(n=count)
        text = _("The password of now stops working at once.")
        ask = Confirmation(self._parent, title, text, _("Make"))
        ask.accepted.connect(lambda: self._reset(account_ids))
        ask.open()

    def disable(self, account_ids: Sequence[int]) -> None:
        """Ask, then let nobody sign in with them."""
        count = len(account_ids)
        title = ngettext("Disable {n} account?", "Disable {n} accounts?", count).format(n=count)
        text = _("Nobody signs in with it until it is enabled again.")
        ask = Confirmation(self._parent, title, text, _("Disable"))
        ask.accepted.connect(lambda: self._change(accounts.disable, account_ids))
        ask.open()

    def enable(self, account_ids: Sequence[int]) -> None:
        self._change(accounts.enable, account_ids)

    def _change(
        self, act: Callable[[Context, Sequence[int]], None], account_ids: Sequence[int]
    ) -> None:
        self._desk.tasks.command(lambda ctx: act(ctx, account_ids), lambda _done: self._changed())

    def _reset(self, account_ids: Sequence[int]) -> None:
        self._desk.tasks.long(
            _("Making passwords"),
            lambda ctx, task: accounts.reset_passwords(ctx, account_ids, task.progress),
            self._show,
        )

    def _make(self, wanted: Sequence[int]) -> None:
        self._desk.tasks.long(
            _("Making accounts"),
            lambda ctx, task: accounts.create_accounts(ctx, wanted, task.progress),
            self._show,
        )

    def _show(self, issued: Sequence[OneTimePassword]) -> None:
        dialog = PasswordsDialog(self._parent, self._desk, issued)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self._changed()
