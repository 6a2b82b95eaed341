"""What the palette offers: lines with their names, and how well they fit what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from app.text import say
from app.ui.kit import fuzzy
from app.ui.kit.actions import Action
from app.ui.kit.commands import Command

_OWN_NAME = 1.0


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of the palette: `run` does it, `beside` stands faintly at its right.

    `named` is what it is called, `meant` what else one may call it; the sounds of Chinese words
    are looked at with both. What is nearer to hand has the higher `weight`.
    """

    title: str
    beside: str
    icon: str
    run: Callable[[], object]
    named: tuple[str, ...]
    meant: tuple[str, ...] = ()
    weight: float = 0.0

    def fit(self, typed: str) -> float | None:
        """How well `typed` fits; its own name weighs more than another word."""
        named, meant = fuzzy.fit(typed, self.named), fuzzy.fit(typed, self.meant)
        if named is None and meant is None:
            return None
        own = float("-inf") if named is None else named + _OWN_NAME
        return self.weight + max(own, float("-inf") if meant is None else meant)


def of_action(
    action: Action, made: QAction, run: Callable[[], object], weight: float = 0.0
) -> Offered:
    """A command, as its menu shows it."""
    title = say(action.title).replace("&", "")
    keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Offered(
        title,
        "   ".join(filter(None, (say(action.group), keys))),
        action.icon or "command",
        run,
        (title, action.title.msgid),
        tuple(action.words.split()),
        weight,
    )


def of_command(command: Command, run: Callable[[], object], weight: float) -> Offered:
    """A command of a page that is not shown."""
    title = say(command.title).replace("&", "")
    return Offered(
        title,
        "   ".join(filter(None, (say(command.group), native(command.shortcut)))),
        command.icon or "command",
        run,
        (title, command.title.msgid),
        tuple(command.words.split()),
        weight,
    )


def native(shortcut: str) -> str:
    """The first of an action's keys, as this system writes them."""
    keys = QKeySequence.listFromString(shortcut)
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def ranked(typed: str, offers: Sequence[Offered]) -> list[Offered]:
    """The offers that fit what was typed, best first; all of them for nothing typed."""
    fits = [(offer.fit(typed), offer) for offer in offers]
    found = [(fit, offer) for fit, offer in fits if fit is not None]
    return [offer for _fit, offer in sorted(found, key=lambda pair: -pair[0])]
