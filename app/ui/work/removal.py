"""Taking out what is shown: gone from sight at once, destroyed when Qt is back in its loop.

What is pressed may itself be what is replaced: a widget that is destroyed, or set free by
`setParent(None)`, inside its own signal takes the process with it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLayout, QWidget

_REMOVED = "removed"


def remove(widget: QWidget) -> None:
    """Take one widget out of its layout or stack, for good."""
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is not None:
        layout.removeWidget(widget)
    _end(widget)


def is_removed(widget: QObject) -> bool:
    """Whether it is only waiting for its destruction; what is inside it says nothing of that."""
    return bool(widget.property(_REMOVED))


def clear(layout: QLayout) -> None:
    """Take everything out of `layout`, and out of the layouts inside it, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        elif (widget := item.widget()) is not None:
            _end(widget)


def _end(widget: QWidget) -> None:
    widget.setProperty(_REMOVED, True)
    widget.hide()
    widget.deleteLater()
