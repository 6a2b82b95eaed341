"""What the departments are called of which a file may state contacts."""

from __future__ import annotations

from app.context import Context
from app.queries.people.rows import departments


def names_of_departments(ctx: Context) -> frozenset[str]:
    """All of the centre: whoever may not say what one of them needs is told so."""
    with ctx.read() as session:
        return frozenset(one.name for one in departments(session, ctx.today()))
