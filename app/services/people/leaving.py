"""The shifts that somebody who leaves would have worked: who has to fill them is told."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import Assignment
from app.queries.reference import reference
from app.services.leave.cover import leaders_of
from app.services.requests.ledger import tell


def tell_open_shifts(ctx: Context, session: Session, person_id: int, last_day: date) -> int:
    """Tell the team's leader and the head which published shifts are open; how many they are."""
    row = Assignment
    n, first = session.execute(
        select(func.count(), func.min(row.day)).where(
            row.person_id == person_id, row.day > last_day
        )
    ).one()
    person = reference(session).person(person_id)
    if n and person is not None:
        tell(
            ctx, session, leaders_of(ctx, session, person, first), "roster.left",
            f"roster:{person.no}@{first}", name=person.name, day=last_day, n=n,
        )  # fmt: skip
    return int(n)
