"""A wish is to be entered for a day of one's own: from the roster or from Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WishFor:
    """The person page opens at that month, with the form where the day may be wished for."""

    day: date
