"""Who gets an operation's result, and whether they are still there to take it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


class Receiver:
    """A callable for a result that arrives later, perhaps after its widget is gone.

    `key` tells two deliveries to one bound method apart from others; None for plain callables.
    """

    def __init__(self, done: Callable[[Any], object] | None) -> None:
        self._done = done
        owner = getattr(done, "__self__", None)
        self.key = (id(owner), getattr(done, "__name__", "")) if owner is not None else None

    def take(self, result: Any) -> None:
        """Hand over `result`, unless a Qt object that the callable holds was deleted."""
        if self._done is not None and all(isValid(held) for held in _held_by(self._done)):
            self._done(result)


def _held_by(done: Callable[[Any], object]) -> Iterator[QObject]:
    """The Qt objects that a bound method or a closure would touch."""
    owner = getattr(done, "__self__", None)
    if isinstance(owner, QObject):
        yield owner
    for cell in getattr(done, "__closure__", None) or ():
        try:
            held = cell.cell_contents
        except ValueError:  # not bound yet
            continue
        if isinstance(held, QObject):
            yield held
