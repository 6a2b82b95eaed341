"""What a list of reference data shows of itself, whatever its rows are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.rules.vocabulary import Message


class Retirable(Protocol):
    """What is taken out of service and put back, never lost."""

    @property
    def retired(self) -> bool: ...


Row = TypeVar("Row", bound=Retirable)


@dataclass(frozen=True)  # no slots: `Listing[Row](...)` could not be called
class Listing(Generic[Row]):
    """What there is, and whether the actor may change it, or else who may."""

    rows: Sequence[Row]
    may_edit: bool
    who: Message
