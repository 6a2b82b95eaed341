"""Tab comes to what is made later where it stands, not after all else."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tabbed_here(part: QWidget, made: Iterable[QWidget]) -> None:
    """Have Tab come to what was `made` inside `part`, one after the other, when it comes there."""
    before = _before(part)
    for widget in made:
        QWidget.setTabOrder(before, widget)
        before = widget


def _before(part: QWidget) -> QWidget:
    """Whoever has the keyboard before `part` when Tab is pressed."""
    before = part.previousInFocusChain() or part
    while before.focusPolicy() is Qt.FocusPolicy.NoFocus and before is not part:
        before = before.previousInFocusChain() or part
    return before
