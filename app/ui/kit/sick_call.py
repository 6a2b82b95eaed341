"""Somebody has called in sick: from the roster, a roll call or wherever a shift is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SickCall:
    """Whose shift of which day it is: the Leave page opens with it."""

    person_id: int
    no: str
    name: str
    day: date
