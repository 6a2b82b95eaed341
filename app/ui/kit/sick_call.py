"""Somebody has called in sick: from the roster, a roll call or wherever a shift is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SickCall:
    """Whose shift of which day it is: the Leave page opens with it. Nobody yet (None): the form
    asks who; no day: today."""

    person_id: int | None = None
    name: str = ""
    day: date | None = None
