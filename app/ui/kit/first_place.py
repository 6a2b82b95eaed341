"""Where the keyboard goes on a page that names no place itself."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)


def first_place(page: QWidget, head: QWidget) -> QWidget | None:
    """The first list with something in it, card or the like; else the first field, else the first
    button or tab.

    What is in `head`, the page's tools, is not asked, and never what takes something away; None
    where nothing takes keys yet.
    """
    places = [
        place for place in _places(page) if not head.isAncestorOf(place) and not takes_away(place)
    ]
    return min(places, key=_rank, default=None)


TAKES_AWAY = "takes_away"
"""The property of a button that takes something away and does not look like it."""


def takes_away(place: QWidget) -> bool:
    """Whether it withdraws, deletes or the like: nobody is to stand on it by accident."""
    return place.property("kind") == "danger" or bool(place.property(TAKES_AWAY))


_FIELDS = (QComboBox, QAbstractSpinBox, QLineEdit, QPlainTextEdit)
_FRAME = (QTabBar, QTabWidget, QPushButton, QToolButton)


def _rank(place: QWidget) -> int:
    """Before fields what they narrow down or lead to; after them what stands around all that."""
    if isinstance(place, _FIELDS):
        return 1
    if isinstance(place, QAbstractItemView):
        return 0 if _filled(place) else 2
    return 2 if isinstance(place, (QAbstractScrollArea, *_FRAME)) else 0


def _places(page: QWidget) -> Iterator[QWidget]:
    """What Tab comes to within `page`, in that order."""
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        if page.isAncestorOf(at) and at.isVisible() and _takes_keys(at):
            yield at
        at = at.nextInFocusChain()


def _takes_keys(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _filled(view: QAbstractItemView) -> bool:
    model = view.model()
    return model is not None and model.rowCount() > 0
