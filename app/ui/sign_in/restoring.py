"""Going back to a backup before anybody can sign in: whoever sits at the file may."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import backups_of, restore_store
from app.context import Backup, Restored
from app.errors import AnotherCentre, AppError
from app.text import _
from app.text.dates import moment
from app.ui.kit.backups import ask_another_centre
from app.ui.kit.files import ask_which
from app.ui.kit.forms import Confirmation
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.restore_page import RestorePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.sign_in.flow import Flow


class Restoring:
    """The list of backups, the question, the work, and the way back where it came from."""

    def __init__(self, flow: Flow, back: Callable[[], None]) -> None:
        self._flow, self._back = flow, back
        self._address = flow.opening.address
        self._backups: Sequence[Backup] | None = None
        self._error: AppError | None = None
        self._busy = False
        self._page: RestorePage | None = None

    def show(self) -> None:
        """Show what there is to go back to, once it is read."""
        self._backups = self._error = None
        self._flow.window.show_front(self._build)
        self._flow.work.read(lambda: backups_of(self._address), self._on_listed, self._on_refused)

    def _build(self) -> FrontPage:
        page = self._page = RestorePage(self._flow.look, self._address)
        page.chosen.connect(lambda backup: self._ask(backup.path, moment(backup.taken_at)))
        page.other_asked.connect(self._ask_which)
        page.back_asked.connect(self._back)
        self._freshen()
        return page

    def _freshen(self) -> None:
        if self._page is not None:
            self._page.show_state(self._backups, self._error, busy=self._busy)

    def _on_listed(self, backups: Sequence[Backup]) -> None:
        self._backups = backups
        self._freshen()

    def _ask_which(self) -> None:
        ask_which(
            self._flow.window, _("Restore from a file"), "Dutydesk (*.dutydesk);;(*)",
            lambda path: self._ask(path, path.name),
        )  # fmt: skip

    def _ask(self, backup: Path, named: str) -> None:
        title = _("Go back to {backup}?").format(backup=named)
        text = _("What is there now is kept beside it. Everybody signs in again afterwards.")
        ask = Confirmation(self._flow.window, title, text, _("Restore"))
        ask.accepted.connect(lambda: self._restore(backup))
        ask.open()

    def _restore(self, backup: Path, *, another_centre: bool = False) -> None:
        self._busy, self._error = True, None
        self._freshen()
        op = partial(restore_store, self._address, backup, another_centre=another_centre)
        self._flow.work.write(op, self._on_restored, partial(self._on_not_restored, backup))

    def _on_restored(self, restored: Restored) -> None:
        self._flow.restored = restored
        self._flow.start()

    def _on_not_restored(self, backup: Path, error: AppError) -> None:
        self._on_refused(error)
        if isinstance(error, AnotherCentre):
            all_the_same = partial(self._restore, backup, another_centre=True)
            ask_another_centre(self._flow.window, error, all_the_same).open()

    def _on_refused(self, error: AppError) -> None:
        self._busy, self._error = False, error
        self._backups = self._backups or ()
        self._freshen()
