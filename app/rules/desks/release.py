"""HAND-2: nobody leaves before their relief.

The one function that says whether a desk may be let go: the live page asks it before, `check`
after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.rules.books import Seat
from app.rules.figures.desks import NoRelief, NotReleasedBy
from app.rules.figures.figure import EmployeeNo


@dataclass(frozen=True, slots=True)
class Release:
    """A desk that is let go at `at`, or would be."""

    row: Seat
    at: datetime
    reliefs: Sequence[Seat]
    """The rows at the same desk whose shift starts at the instant at which this one's ends."""
    overrider_leads: bool = False
    """Whether `row.override_by` leads the department of the person's post, on the row's date."""


def relieved(release: Release) -> bool:
    """Whether there is nobody to wait for, or one of them has checked in by then."""
    return not release.reliefs or has_come(release.reliefs, release.at)


def has_come(reliefs: Sequence[Seat], by: datetime) -> bool:
    """Whether one of them had checked in `by` then."""
    for relief in reliefs:
        came = relief.checked_in_at
        if came is not None and came <= by:
            return True
    return False


def overridden(release: Release) -> bool:
    """Whether somebody who leads the department, another person, let them go with a reason."""
    row = release.row
    mine = row.override_by in ("", row.person)
    return release.overrider_leads and not mine and bool(row.override_reason)


def judge_release(release: Release) -> NoRelief | None:
    """HAND-2 for one desk: what is amiss, or None."""
    if relieved(release) or overridden(release):
        return None
    row, relief = release.row, _expected(release.reliefs)
    if not row.override_by:
        return NoRelief(
            desk=row.desk,
            released_at=release.at,
            relief=EmployeeNo(relief.person),
            relief_came=relief.checked_in_at,
        )
    return NotReleasedBy(
        desk=row.desk,
        released_at=release.at,
        relief=EmployeeNo(relief.person),
        relief_came=relief.checked_in_at,
        released_by=EmployeeNo(row.override_by),
        reasoned=bool(row.override_reason),
    )


def _expected(reliefs: Sequence[Seat]) -> Seat:
    """Of several, the one who came first; of those who did not come, the first by number."""

    def order(relief: Seat) -> tuple[bool, str, str]:
        came = relief.checked_in_at
        return (came is None, came.isoformat() if came else "", relief.person)

    return min(reliefs, key=order)
