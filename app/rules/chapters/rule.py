"""What the catalogue knows about one rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.rules.vocabulary import Message


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the rulebook.

    The fields of `paragraphs` are keys of `Policy`: the sentence shows the values in force.
    """

    id: str
    title: Message
    paragraphs: tuple[Message, ...]
    reading: Message | None = None
    """What we decided where the rulebook's source is silent or garbled."""
    policy: tuple[str, ...] = ()
    """The policy values by which it judges."""
    enforced_by: tuple[Callable[..., Any], ...] = ()
    """The functions that judge it; empty: not enforced yet."""

    @property
    def enforced(self) -> bool:
        return bool(self.enforced_by)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the rulebook, in its order."""

    key: str
    title: Message
    rules: tuple[Rule, ...]
