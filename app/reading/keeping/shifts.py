"""The centre's shift types, and whether the actor may change them."""

from __future__ import annotations

from app.context import Context
from app.queries.keeping import shifts
from app.queries.keeping.shifts import ShiftTypeRow
from app.reading import permission
from app.reading.listing import Listing
from app.rules.permissions import Action


def shift_names(ctx: Context) -> dict[str, str]:
    """Code -> name of every shift type, retired ones too."""
    with ctx.read() as session:
        return {row.code: row.name for row in shifts.shifts(session)}


def listing(ctx: Context) -> Listing[ShiftTypeRow]:
    """Every shift type, retired ones too."""
    with ctx.read() as session:
        return Listing(
            shifts.shifts(session),
            permission.standing(ctx, session).may(Action.EDIT_SHIFTS),
            permission.who_may_do(session, Action.EDIT_SHIFTS),
        )
