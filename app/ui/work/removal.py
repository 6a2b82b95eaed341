"""Taking out what is shown: gone from sight at once, destroyed when Qt is back in its loop.

What is pressed may itself be what is replaced: a widget that is destroyed, or set free by
`setParent(None)`, inside its own signal takes the process with it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def remove(widget: QWidget) -> None:
    """Take one widget out of its layout or stack, for good."""
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is not None:
        layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Take everything out of `layout`, and out of the layouts inside it, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        elif (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
