"""The course of a kind of request: its states, what can happen to it, and where that leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.rules.requests import RequestKind

StateT = TypeVar("StateT", bound=StrEnum)
ActionT = TypeVar("ActionT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Course(Generic[StateT, ActionT]):
    """A kind's table of transitions. What is not in it cannot happen.

    `opens`: the state in which a request is filed.
    """

    kind: RequestKind
    states: type[StateT]
    actions: type[ActionT]
    opens: StateT
    next: Mapping[tuple[StateT, ActionT], StateT]

    def after(self, state: StateT, action: ActionT) -> StateT | None:
        """The state after `action`; None where that cannot happen in `state`."""
        return self.next.get((state, action))
