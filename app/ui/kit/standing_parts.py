"""A column of parts that stay while they would say the same: only what changed is made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.work.removal import remove


@dataclass(frozen=True, slots=True)
class StandingPart:
    """One part of a column. `about`: all that `make` shows, by which two are compared."""

    name: str
    about: object
    make: Callable[[], QWidget]


class StandingParts:
    """The parts of one layout, below what stands in it already."""

    def __init__(self, layout: QVBoxLayout) -> None:
        self._layout, self._first = layout, layout.count()
        self._shown: dict[str, tuple[object, QWidget]] = {}

    def show(self, parts: Iterable[StandingPart]) -> None:
        """Show these, in this order, in place of those before."""
        wanted = {part.name: part for part in parts}
        for name in [name for name in self._shown if name not in wanted]:
            remove(self._shown.pop(name)[1])
        for at, part in enumerate(wanted.values(), start=self._first):
            self._put(at, part)

    def widgets(self) -> list[QWidget]:
        """What is shown, as it was first made."""
        return [widget for _about, widget in self._shown.values()]

    def _put(self, at: int, part: StandingPart) -> None:
        about, held = self._shown.get(part.name, (None, None))
        if held is not None and about == part.about:
            if self._layout.indexOf(held) != at:
                self._layout.insertWidget(at, held)
            return
        if held is not None:
            remove(held)
        made = part.make()
        self._layout.insertWidget(at, made)
        self._shown[part.name] = (part.about, made)
