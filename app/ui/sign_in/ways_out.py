"""What can be done about a store that is damaged, gone, restored, or cannot be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.address import FileAddress
from app.errors import AppError, StoreGone, StoreMoved, StoreOutgrown, StoreRestored, StoreSilent
from app.text import _
from app.ui.kit.files import ask_which
from app.ui.kit.unsaved import Unsaved
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.opening import Opened
from app.ui.sign_in.patience import Patience
from app.ui.sign_in.problem import ProblemPage
from app.ui.sign_in.restoring import Restoring

if TYPE_CHECKING:
    from app.ui.sign_in.flow import Flow


def show(flow: Flow, error: AppError, typed: Sequence[Unsaved] = ()) -> None:
    """Show what is wrong, what was typed and not stored, and the ways out."""
    WaysOut(flow, error, typed).show()


class WaysOut:
    """The page of one problem, built anew for a new look."""

    def __init__(self, flow: Flow, error: AppError, typed: Sequence[Unsaved]) -> None:
        self._flow, self._error, self._typed = flow, error, typed
        self._page: ProblemPage | None = None
        self._patience: Patience | None = None

    def show(self) -> None:
        self._flow.window.show_front(self._build)

    def _build(self) -> FrontPage:
        flow = self._flow
        page = ProblemPage(flow.look, flow.opening.address, self._error, self._typed)
        page.saved.connect(self._on_saved)
        if flow.kept is not None:
            page.say_kept_for(flow.kept.me.name)
        if isinstance(self._error, StoreRestored):
            page.add_way(_("Sign in again"), self._leaving(flow.start))
        elif isinstance(self._error, StoreMoved):
            self._add_place(page)
        elif not isinstance(self._error, StoreOutgrown):  # from that a newer program leads alone
            self._add_ways(page)
        page.add_way(_("Quit"), flow.window.close)
        self._page = page
        if isinstance(self._error, StoreSilent) and not self._typed:
            page.say_asking(0)
            self._patience = Patience(page, self._ask_again)
        return page

    def _ask_again(self) -> None:
        opening = self._flow.opening
        self._flow.work.write(opening.open, self._on_open, self._on_failed, quiet=True)

    @property
    def _is_shown(self) -> bool:
        """Whether nobody went elsewhere meanwhile."""
        return self._page is not None and isValid(self._page) and self._page.isVisible()

    def _on_open(self, opened: Opened | None) -> None:
        if self._is_shown:
            self._flow.go_on_with(opened)
        elif opened is not None:
            opened.context.store.close()

    def _on_failed(self, error: AppError) -> None:
        if not self._is_shown:
            return
        if type(error) is not type(self._error) or error.title != self._error.title:
            self._flow.show_problem(error)
        elif self._page is not None and self._patience is not None:
            self._page.say_asking(self._patience.tries)
            self._patience.wait()

    def _add_ways(self, page: ProblemPage) -> None:
        opening = self._flow.opening
        if opening.problem is None and opening.address.on_server:
            self._add_try(page)
        elif opening.problem is None:
            self._add_ways_of_file(page)
        if opening.problem is not None or opening.address.on_server:
            self._add_place(page)

    def _add_place(self, page: ProblemPage) -> None:
        if self._flow.opening.may_choose:
            page.add_way(_("Choose another place…"), self._leaving(self._choose_place))

    def _choose_place(self) -> None:
        self._flow.choose_place(self.show)

    def _add_try(self, page: ProblemPage) -> None:
        page.add_way(_("Try again"), self._leaving(self._flow.start), icon="refresh")

    def _add_ways_of_file(self, page: ProblemPage) -> None:
        """Whoever sits at the file may go back to a backup of it."""
        flow = self._flow
        if isinstance(self._error, StoreGone):
            page.add_way(_("Choose the store again…"), self._choose, icon="open")
        page.add_way(
            _("Restore a backup…"), self._leaving(Restoring(flow, self.show).show),
            icon="undo",
        )  # fmt: skip
        if not isinstance(self._error, StoreGone):
            self._add_try(page)

    def _leaving(self, go: Callable[[], object]) -> Callable[[], None]:
        return lambda: self._flow.window.before_losing(_("Go on"), go)

    def _on_saved(self) -> None:
        self._typed = ()

    def _choose(self) -> None:
        self._leaving(self._ask_which)()

    def _ask_which(self) -> None:
        ask_which(
            self._flow.window, _("Choose the store"), "Dutydesk (*.dutydesk);;(*)",
            lambda path: self._flow.start_on(FileAddress(path)),
        )  # fmt: skip
