"""Dialogs while a desk is locked: out of sight with what was typed, back for the same person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid


def close_popups() -> None:
    """Close menus, lists and calendars that are open over a window or a dialog."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if popup.isVisible():  # it will not: hidden is enough
            popup.hide()
            return


class DialogsAside:
    """The dialogs of `window`. Those with the property "stays" stay: they tell nothing."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._kept: list[QDialog] = []

    def put(self) -> None:
        """Hide what is open. A dialog that comes to its end meanwhile is not brought back."""
        for dialog in self._open():
            self._kept.append(dialog)
            dialog.setProperty("aside", True)  # and not over: what is typed in it still counts
            dialog.finished.connect(partial(self._on_finished, dialog))
            dialog.hide()

    def bring_back(self) -> None:
        """Show again what was put aside, and is still there."""
        kept, self._kept = self._kept, []
        for dialog in filter(isValid, kept):
            dialog.setProperty("aside", False)
            dialog.show()

    def drop(self) -> None:
        """End what is open or was put aside: the next person must not see it."""
        kept, self._kept = self._kept, []
        for dialog in (*filter(isValid, kept), *self._open()):
            dialog.reject()

    def _open(self) -> Iterator[QDialog]:
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible() and not dialog.property("stays"):
                yield dialog

    def _on_finished(self, dialog: QDialog, _result: int) -> None:
        if dialog in self._kept:
            self._kept.remove(dialog)
