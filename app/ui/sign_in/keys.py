"""The lock, and passwords that are changed: by choice, or because they were given out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.context import Actor
from app.errors import AppError
from app.services.accounts.sign_in import change_password
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.me import Me
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.lock import LockPage
from app.ui.sign_in.password import NewPasswordPage, PasswordDialog

if TYPE_CHECKING:
    from app.ui.sign_in.flow import Flow


def lock(flow: Flow, me: Me) -> None:
    """Cover the desk until `me` gives the password again."""

    def back(_me: Me) -> None:
        flow.window.back_to_desk()
        flow.watch_again()

    def unlocked(password: str, found: Me) -> None:
        if found.account.must_change:
            replace_first(flow, found, password, back)
        else:
            back(found)

    def build() -> FrontPage:
        page = LockPage(flow.look, me.name)
        page.unlock_asked.connect(
            lambda password: flow.check(
                me.account.login, password, partial(unlocked, password), page.show_error
            )
        )
        page.sign_out_asked.connect(flow.window.sign_out_asked)
        return page

    flow.window.show_front(build)


def replace_first(flow: Flow, me: Me, password: str, then: Callable[[Me], object]) -> None:
    """A password that was given out is replaced before anything else; `then` goes on."""

    def build() -> FrontPage:
        page = NewPasswordPage(flow.look, me.name, password)
        page.form.asked.connect(
            lambda old, new: _change(
                flow, me, old, new, lambda actor: then(me.acting_as(actor)), page.form.show_error
            )
        )
        return page

    flow.window.show_front(build)


def change(flow: Flow, desk: Desk) -> PasswordDialog:
    """Ask whoever sits at `desk` for the current password and a new one."""
    dialog = PasswordDialog(flow.window)

    def done(_actor: Actor) -> None:
        dialog.accept()
        desk.say(_("Password changed"))

    dialog.form.asked.connect(
        lambda old, new: _change(flow, desk.me, old, new, done, dialog.form.show_error)
    )
    dialog.open()
    return dialog


def _change(
    flow: Flow,
    me: Me,
    old: str,
    new: str,
    done: Callable[[Actor], object],
    failed: Callable[[AppError], object],
) -> None:
    assert flow.opened is not None
    context = flow.opened.context.acting_as(me.account.actor)
    flow.work.write(partial(change_password, context, old, new), done, failed)
