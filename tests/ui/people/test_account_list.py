"""The list of all accounts, and one-time passwords that nobody copied yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.accounts import managing, sign_in
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.people.account_list import AccountsDialog
from app.ui.people.passwords import PasswordsDialog
from tests.services.people.centre import Centre

pytestmark = pytest.mark.usefixtures("quick_hashes")


class List:
    """The dialog on the screen, at the desk of the administrator "admin"."""

    def __init__(self, desk: Desk, settled: Callable[[Desk], None], qtbot: QtBot) -> None:
        self._desk, self._settled = desk, settled
        self._page = QWidget()
        self.dialog = AccountsDialog(self._page, desk)
        qtbot.addWidget(self._page)
        self.dialog.show()
        settled(desk)

    def rows(self) -> list[tuple[str, str, str]]:
        """Login, holder and state of each row, as shown."""
        proxy = self.dialog.table.proxy
        shown = range(proxy.rowCount())
        return [tuple(proxy.index(row, n).data() for n in (0, 2, 3)) for row in shown]

    def pick(self, *logins: str) -> None:
        table = self.dialog.table
        table.clearSelection()
        table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for login in logins:
            table.selectRow([row[0] for row in self.rows()].index(login))

    def press(self, one: QPushButton) -> None:
        assert one.isEnabled()
        one.click()
        self._settled(self._desk)

    def submit(self) -> None:
        (asked,) = [one for one in self.dialog.findChildren(FormDialog) if one.isVisible()]
        asked.submit.click()
        self._settled(self._desk)


@pytest.fixture
def accounts(
    staffed: Centre,
    desk_at: Callable[[str], Desk],
    settled: Callable[[Desk], None],
    qtbot: QtBot,
) -> List:
    sign_in.set_up_administrator(staffed.keeper, "root", "correct horse battery")
    managing.create_accounts(staffed.keeper, [staffed.ids["admin"], staffed.ids["agent"]])
    return List(desk_at("admin"), settled, qtbot)


def test_the_account_of_no_person_stands_first_and_is_found(accounts: List) -> None:
    assert accounts.rows() == [
        ("root", "an administrator, no person", "in use"),
        ("admin", "Person admin", "one-time password"),
        ("agent", "Person agent", "one-time password"),
    ]
    accounts.dialog.search.setText("root")
    assert [row[0] for row in accounts.rows()] == ["root"]


def test_it_is_disabled_enabled_and_reset_like_any_other(accounts: List) -> None:
    accounts.pick("root")
    accounts.press(accounts.dialog.disable)
    accounts.submit()
    assert accounts.rows()[0][2] == "disabled"
    accounts.pick("root")
    accounts.press(accounts.dialog.enable)
    accounts.pick("root")
    accounts.press(accounts.dialog.reset)
    accounts.submit()
    (made,) = accounts.dialog.findChildren(PasswordsDialog)
    assert [one.login for one in made.issued] == ["root"]
    made.reject()
    assert not made.isVisible()
    assert accounts.rows()[0][2] == "one-time password"


def test_several_get_new_passwords_at_once_and_their_list_is_not_lost_unseen(
    accounts: List,
) -> None:
    accounts.pick("root", "agent")
    accounts.press(accounts.dialog.reset)
    accounts.submit()
    (made,) = accounts.dialog.findChildren(PasswordsDialog)
    made.reject()
    assert made.isVisible()
    (asked,) = [one for one in made.findChildren(FormDialog) if one.isVisible()]
    assert asked.windowTitle() == "Close without a copy?"
    asked.reject()
    assert made.isVisible()
    (copy,) = [one for one in made.findChildren(QPushButton) if one.text() == "&Copy all"]
    copy.click()
    made.reject()
    assert not made.isVisible()


def test_a_list_that_nobody_wants_is_closed_after_the_question(accounts: List) -> None:
    accounts.pick("root", "agent")
    accounts.press(accounts.dialog.reset)
    accounts.submit()
    (made,) = accounts.dialog.findChildren(PasswordsDialog)
    made.accept()
    (asked,) = [one for one in made.findChildren(FormDialog) if one.isVisible()]
    asked.submit.click()
    assert not made.isVisible()
