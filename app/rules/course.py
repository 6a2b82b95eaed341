"""The course of a kind of request: its states, what can happen to it, and where that leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.rules.requests import RequestKind

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Course(Generic[State, Action]):
    """A kind's table of transitions. What is not in it cannot happen.

    `opens`: the state in which a request is filed.
    """

    kind: RequestKind
    states: type[State]
    actions: type[Action]
    opens: State
    next: Mapping[tuple[State, Action], State]

    def after(self, state: State, action: Action) -> State | None:
        """The state after `action`; None where that cannot happen in `state`."""
        return self.next.get((state, action))
