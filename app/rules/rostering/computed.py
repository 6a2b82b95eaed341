"""Of which people and dates needs are computed from contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NeedScope:
    """A department's job type ("": of any), and the dates from `first` to `last`."""

    department_id: int
    job_type: str
    first: date
    last: date
