"""A server that does not answer is asked again by itself, until it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.errors import AppError, StoreSilent

if TYPE_CHECKING:
    from app.context import Context
    from app.ui.sign_in.page import SignInPage
    from app.ui.work.background import Background

DELAYS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before each try; the last also before all that follow."""


class Patience(QObject):
    """Calls `ask` after a while, and again after each `wait`; as long as `page` is there."""

    def __init__(self, page: QWidget, ask: Callable[[], object]) -> None:
        super().__init__(page)
        self.tries = 0
        self.over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        self._ask = ask
        self.wait()

    def wait(self) -> None:
        """Until the next try."""
        self._timer.start(round(DELAYS[min(self.tries, len(DELAYS) - 1)] * 1000))

    def stop(self) -> None:
        """What is still being asked is of no interest any more."""
        self.over = True  # no more: with its page the timer may be gone already

    def _on_time(self) -> None:
        if not self.over:
            self.tries += 1
            self._ask()


def until_it_answers(page: SignInPage, work: Background, context: Context) -> Patience:
    """Take the warning off the sign-in once the store answers."""

    def ask() -> None:
        work.read(context.store.check_same, answered, failed)

    def answered(_nothing: None) -> None:
        if not patience.over:
            page.show_answering()

    def failed(error: AppError) -> None:
        if isinstance(error, StoreSilent) and not patience.over:
            patience.wait()

    patience = Patience(page, ask)
    return patience
