"""Policy values: what holds, what held, what is planned, and who set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Person, PolicyValue
from app.rules.policy import BOUNDS, DEFAULTS, KEYS, Bounds


@dataclass(frozen=True, slots=True)
class PolicyChangeRow:
    """One value set; `value` from `since` on. `set_by` is the actor's number, login or account."""

    key: str
    value: int
    since: datetime
    set_at: datetime
    set_by: str
    reason: str
    by_name: str = ""
    """Of whoever has this number now; "" for nobody's."""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A key with the value in force at the instant that was asked about, and its history."""

    key: str
    value: int
    default: int
    bounds: Bounds
    since: datetime | None
    """When the value in force began; None: it is the rulebook's default."""
    changes: tuple[PolicyChangeRow, ...]
    """All, the latest `since` first."""
    planned: PolicyChangeRow | None
    """The next value that begins after the instant and differs from the one before it."""


_NAME = func.coalesce(Person.name, "").label("by_name")


def history(session: Session) -> list[PolicyChangeRow]:
    """Every value set, in the order in which they begin; of one instant the last holds."""
    row = PolicyValue
    found = session.execute(
        select(row.key, row.value, row.since, row.set_at, row.set_by, row.reason, _NAME)
        .outerjoin(Person, Person.employee_no == row.set_by)
        .order_by(row.since, row.id)
    )
    return [PolicyChangeRow(**change._asdict()) for change in found]


def values(session: Session, at: datetime) -> list[PolicyRow]:
    """Every key, in the rulebook's order, as it stands at `at`."""
    changes = history(session)
    return [_standing(key, [one for one in changes if one.key == key], at) for key in KEYS]


def _standing(key: str, changes: list[PolicyChangeRow], at: datetime) -> PolicyRow:
    default: int = getattr(DEFAULTS, key)
    begun = [one for one in changes if one.since <= at]
    value = begun[-1].value if begun else default
    coming = {one.since: one for one in changes if one.since > at}
    planned = next((one for _, one in sorted(coming.items()) if one.value != value), None)
    since = begun[-1].since if begun else None
    return PolicyRow(key, value, default, BOUNDS[key], since, tuple(reversed(changes)), planned)
