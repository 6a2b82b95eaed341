"""The order in which a form is read: the one in which Tab goes through it.

Qt walks widgets in the order in which they came into the window, and a field that is added after
the buttons came would be reached after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLayout, QPlainTextEdit, QScrollArea, QWidget


def tab_as_read(within: QWidget) -> None:
    """Have Tab go through all that takes the keyboard in `within` as it is read."""
    for one, following in pairwise(list(stops(within))):
        QWidget.setTabOrder(one, following)


def stops(within: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard in `within`, as laid out: line by line, from the left."""
    proxy = within.focusProxy()
    if within.focusPolicy() & Qt.FocusPolicy.TabFocus and proxy is None:
        yield within
    elif proxy is not None and proxy.parent() is within and within.layout() is None:
        yield proxy
    layout = within.layout()
    held = within.widget() if isinstance(within, QScrollArea) else None
    if held is not None:
        yield from stops(held)
    elif layout is not None and not isinstance(within, QAbstractItemView | QPlainTextEdit):
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _in_layout(inner)
