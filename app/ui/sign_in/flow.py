"""From the start to a desk and back: which page comes before the desk, and what it leads to.

The sign-in shows at once; what is not needed for that is imported after it is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.address import StoreAddress
from app.errors import NOT_CLOSED, AppError, PasswordNeeded, StoreSilent
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.vocabulary import Message
from app.text import _, say
from app.text.addresses import place_of_store
from app.ui.kit.tokens import Tone
from app.ui.kit.unsaved import Unsaved, unsaved_in
from app.ui.shell.main_window import MainWindow
from app.ui.sign_in.front import FrontPage
from app.ui.sign_in.idle import IdleWatch
from app.ui.sign_in.kept import Kept
from app.ui.sign_in.opening import Opened, Opening
from app.ui.sign_in.page import SignInPage
from app.ui.work.background import Background

if TYPE_CHECKING:
    from app.context import Context, Restored
    from app.ui.kit.desk import Desk
    from app.ui.kit.me import Me
    from app.ui.sign_in.patience import Patience
    from app.ui.work.tasks import Change


class Flow(QObject):
    """Opens a store, lets people sign in, lock and leave, in one window."""

    def __init__(self, window: MainWindow, opening: Opening, watch: IdleWatch) -> None:
        super().__init__(window)
        self.window = window
        self.look = window.look
        self.opening = opening
        self.work = Background(self)
        self.opened: Opened | None = None
        self.kept: Kept | None = None
        self.restored: Restored | None = None
        """What was gone back to since somebody last sat here: the sign-in says so."""
        self._watch = watch
        self._desk: Desk | None = None
        self._idle_limit = 0
        self._asked: tuple[str, str] | None = None
        self._page: SignInPage | None = None
        self._patience: Patience | None = None
        self.work.failed.connect(window.show_error)
        self.work.lost.connect(self._on_lost)
        watch.idle.connect(window.lock)
        watch.lock_pressed.connect(window.lock)
        self.look.lock_changed.connect(self.watch_again)
        window.lock_asked.connect(self._on_lock_asked)
        window.sign_out_asked.connect(self._on_sign_out_asked)
        window.password_asked.connect(self._on_password_asked)
        window.closed.connect(self._on_closed)

    @property
    def desk(self) -> Desk | None:
        """The desk of whoever is signed in."""
        return self._desk

    def start(self) -> None:
        """Show the sign-in, and open the store once it is on the screen."""
        if self.opening.problem is not None:
            self.show_problem(self.opening.problem)
            return
        self._show_sign_in()
        if self.window.isVisible():
            self.open()
        else:
            self.window.painted.connect(self.open)

    def open(self) -> None:
        """Open the store in a thread."""
        self.work.write(self.opening.open, self._on_opened, self.show_problem)

    def go_on_with(self, opened: Opened | None) -> None:
        """Show the sign-in to a store that did not answer and was opened meanwhile; nobody is
        signed in by what they typed before."""
        self._asked = None
        self._show_sign_in()
        self._on_opened(opened)

    def sit_down(self, me: Me) -> None:
        """Show `me` their desk."""
        from app.ui.kit.desk import Desk
        from app.ui.kit.expiring import end_overdue

        assert self.opened is not None
        self._page = self.restored = None
        self._desk = Desk(self.opened.context, me, self.look)
        self._desk.sign_in_asked.connect(self._on_sign_in_asked_again)
        self._desk.tasks.lost.connect(self._on_lost)
        self._desk.tasks.changed.connect(self._on_changed)
        self._idle_limit = me.idle_limit
        self.window.show_desk(self._desk, self.opened.centre, place_of_store(self.opening.address))
        for notice in self.opened.context.store.notices:
            if is_for(notice, me):
                self._desk.say(say(notice), Tone.WARN)
        end_overdue(self._desk)
        self.watch_again()
        if self.kept is not None and self.kept.give_back(self.window, me):
            self.kept = None

    def sign_out(self) -> None:
        """Leave the desk to the next person."""
        self._leave()
        self._show_sign_in()

    def _leave(self) -> None:
        self._watch.stop()
        self.window.leave_desk()
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _on_sign_out_asked(self) -> None:
        self.window.before_losing(_("Sign out"), self.sign_out)

    def start_on(self, address: StoreAddress) -> None:
        """Open the store of `address` in place of the one before."""
        self._close_store()
        self.opening = self.opening.at(address)
        self.start()

    def _on_sign_in_asked_again(self) -> None:
        """Another store is behind the same file: it is opened anew."""
        self.window.before_losing(_("Sign in again"), self._start_anew)

    def _start_anew(self) -> None:
        self._leave()
        self._close_store()
        self.start()

    def _close_store(self) -> None:
        if self.opened is not None:
            self.opened.context.store.close()
            self.opened = None

    def _on_lost(self, error: AppError) -> None:
        """The store can be worked in no more: what is typed is kept, and the ways out shown."""
        typed = unsaved_in(self.window)
        if typed and self._desk is not None and self.window.is_locked:
            self.kept, typed = Kept(self._desk.me, typed), []
        self._leave()
        self._close_store()
        self.show_problem(error, typed)

    def watch_again(self) -> None:
        """Lock after the idle minutes that were chosen, counted from now."""
        if self._desk is not None:
            self._watch.start(self.look.remembered.lock_minutes(self._idle_limit))

    def _on_changed(self, change: Change) -> None:
        if Deed.STORE_LIMIT_IDLE in change.deeds and self._desk is not None:
            from app.reading.keeping.idle_limit import idle_limit

            self._desk.tasks.query(idle_limit, self._on_idle_limit)

    def _on_idle_limit(self, minutes: int) -> None:
        self._idle_limit = minutes
        if not self.window.is_locked:
            self.watch_again()

    def _on_opened(self, opened: Opened | None) -> None:
        self.opened = opened
        self.opening = replace(self.opening, fresh=False)  # not again where it is opened anew
        if opened is None or not opened.has_accounts:
            self._begin(opened)
        elif self._page is not None:
            self._name_centre(self._page)
            self._warm_up()
            if self._asked is not None:
                self._check(*self._asked)

    def _name_centre(self, page: SignInPage) -> None:
        if self.opened is not None:
            may_choose = self.opening.may_choose
            page.set_open(self.opened.centre, self.opened.demo, may_choose=may_choose)
            if self.opened.moved is not None:
                page.show_moved(self.opened.moved)

    def _begin(self, opened: Opened | None) -> None:
        if opened is None and self.opening.asks:
            self.choose_place(None)
            return
        from app.ui.sign_in import first_steps

        begin = first_steps.welcome if opened is None else first_steps.set_up
        begin(self)

    def _warm_up(self) -> None:
        from app.ui.sign_in.warm_up import WarmUp

        WarmUp(self)

    def choose_place(self, back: Callable[[], object] | None) -> None:
        """Ask where the store is; `back`: to what was shown."""
        from app.ui.sign_in.choosing import Choosing

        Choosing(self, back).show()

    def show_problem(self, error: AppError, typed: Sequence[Unsaved] = ()) -> None:
        """Why the store cannot be worked in, and the ways out."""
        from app.ui.sign_in import password_page, ways_out

        if isinstance(error, PasswordNeeded):
            password_page.ask(self, error)
            return
        ways_out.show(self, error, typed)

    def _show_sign_in(self) -> None:
        self._page = None

        def build() -> FrontPage:
            typed = self._page.login if self._page is not None else ""
            page = self._page = SignInPage(self.look, self.opening.address, typed)
            page.asked.connect(self._on_sign_in_asked)
            page.place_asked.connect(lambda: self.choose_place(self._show_sign_in))
            self._name_centre(page)
            if self.restored is not None:
                page.show_restored(self.restored)
            return page

        self.window.show_front(build)

    def _on_sign_in_asked(self, login: str, password: str) -> None:
        if self._page is not None:
            self._page.set_busy(True)
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self._asked = (login, password)
        if self.opened is not None:
            self._check(login, password)

    def _check(self, login: str, password: str) -> None:
        assert self.opened is not None
        self._asked = None

        def done(me: Me) -> None:
            from app.ui.sign_in import keys

            if me.account.must_change:
                keys.replace_first(self, me, password, self.sit_down)
            else:
                self.sit_down(me)

        self.check(login, password, done, self._on_refused)

    def check(
        self,
        login: str,
        password: str,
        done: Callable[[Me], object],
        failed: Callable[[AppError], object],
    ) -> None:
        """Whether it is the right password, and whose, in a thread."""
        assert self.opened is not None
        self.work.write(partial(_sign_in, self.opened.context, login, password), done, failed)

    def _on_refused(self, error: AppError) -> None:
        if self._page is None:
            return
        self._page.show_error(error)
        if isinstance(error, StoreSilent) and self.opened is not None:
            from app.ui.sign_in.patience import until_it_answers

            self._patience = until_it_answers(self._page, self.work, self.opened.context)

    def _on_lock_asked(self) -> None:
        from app.ui.sign_in import keys

        if self._desk is not None:
            self._watch.stop()
            keys.lock(self, self._desk.me)

    def _on_password_asked(self) -> None:
        from app.ui.sign_in import keys

        if self._desk is not None:
            keys.change(self, self._desk)

    def _on_closed(self) -> None:
        self._watch.stop()
        self.work.close()
        if self._desk is not None:
            self._desk.close()
        self._close_store()


def _sign_in(context: Context, login: str, password: str) -> Me:
    """In a thread: argon2 takes its time."""
    from app.services.accounts.sign_in import sign_in
    from app.ui.kit.me import load

    return load(context, sign_in(context, login, password))


def is_for(notice: Message, me: Me) -> bool:
    """Whether it is of use to who signs in: that the store was not closed in order asks for a
    verification, which keepers of the store alone can start."""
    return notice != NOT_CLOSED or me.may(Action.KEEP_STORE)
