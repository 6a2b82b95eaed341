"""What is typed and not stored yet: asked before a desk is left, and kept when its store is lost.

Whatever holds some has a method `unsaved` and is found by it: a form, a section, a strip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.text import _
from app.ui.work.removal import is_removed


@dataclass(frozen=True, slots=True)
class Unsaved:
    """One field: the page or the dialog that it is in, its label, and what is typed in it."""

    place: str
    label: str
    text: str


@runtime_checkable
class HoldsUnsaved(Protocol):
    """A part of the window with which something is typed that the store has not got."""

    def unsaved(self) -> Sequence[Unsaved]: ...


def unsaved_in(window: QWidget) -> list[Unsaved]:
    """All that is typed in `window` and its dialogs, and would be lost with it."""
    return [
        one
        for holder in window.findChildren(QObject)
        if isinstance(holder, HoldsUnsaved) and not _is_over(holder)
        for one in holder.unsaved()
    ]


def place_of(widget: QWidget) -> str:
    """What the dialog or the page around `widget` is called."""
    if isinstance(widget, QDialog):
        return widget.windowTitle()
    parent = widget.parentWidget()
    if parent is None or (widget.property("page") and widget.accessibleName()):
        return widget.accessibleName()
    return place_of(parent)


def as_text(typed: Iterable[Unsaved]) -> str:
    """In lines: each place, and under it its fields."""
    blocks = []
    for place, fields in groupby(typed, key=lambda one: one.place):
        lines = (_("{label}: {typed}").format(label=one.label, typed=one.text) for one in fields)
        blocks.append("\n".join((place, *(f"  {line}" for line in lines))))
    return "\n\n".join(blocks)


def _is_over(holder: QObject) -> bool:
    """It is in a dialog that has come to its end, or in something that was taken out."""
    at: QObject | None = holder
    while at is not None:
        if is_removed(at):
            return True
        if isinstance(at, QDialog):
            return at.isHidden() and not at.property("aside")
        at = at.parent()
    return False
