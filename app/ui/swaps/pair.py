"""Whom else one asks for the same shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Pair:
    """A colleague who is asked too, and the shift of theirs that is taken."""

    key: int
    name: str
    takes: date
    shift: str
