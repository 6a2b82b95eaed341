"""Where the keyboard goes on a page that names no place itself."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QPushButton,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)


def first_place(page: QWidget, head: QWidget) -> QWidget | None:
    """The first list with something in it, or else the first thing that takes keys; plain buttons
    and tabs only where there is nothing else.

    What is in `head`, the page's tools, is not asked; None where nothing takes keys yet.
    """
    places = [place for place in _places(page) if not head.isAncestorOf(place)]
    lists = (place for place in places if isinstance(place, QAbstractItemView) and _filled(place))
    others = (place for place in places if not isinstance(place, _FRAME))
    return next(lists, None) or next(others, None) or next(iter(places), None)


_FRAME = (QTabBar, QTabWidget, QAbstractScrollArea, QPushButton, QToolButton)


def _places(page: QWidget) -> Iterator[QWidget]:
    """What Tab comes to within `page`, in that order."""
    at = page.nextInFocusChain()
    while at is not page:
        if page.isAncestorOf(at) and at.isVisible() and _takes_keys(at):
            yield at
        at = at.nextInFocusChain()


def _takes_keys(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _filled(view: QAbstractItemView) -> bool:
    """Whether something is in it, and it is in sight: not below what has to be scrolled."""
    model = view.model()
    return model is not None and model.rowCount() > 0 and not view.visibleRegion().isEmpty()
