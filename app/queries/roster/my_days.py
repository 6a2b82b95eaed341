"""People's own days out of the store: what they work once swaps and leave are applied."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from app.queries import facts, work
from app.queries.reference import reference
from app.rules.calendar import CentreTime
from app.rules.my_days import MyDays, worked_days


def my_days(
    session: Session, people: Collection[int], first: date, last: date, time: CentreTime
) -> list[MyDays]:
    """The days of each of `people` (ids) from `first` to `last`, by employee number."""
    known = reference(session)
    ledger = work.worked(session, people, first, last)
    leaves = facts.live_leaves(session, people, first, last)
    found = []
    for no, person in sorted(known.people(set(people)).items()):
        worked, away = worked_days(ledger, known.shifts, no, leaves, (first, last))
        found.append(MyDays(no, person.name, first, last, time, worked, away))
    return found
