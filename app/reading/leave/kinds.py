"""The names of the centre's own kinds of leave."""

from __future__ import annotations

from app.context import Context
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.reading import permission
from app.reading.listing import Listing
from app.rules.permissions import Action


def kind_names(ctx: Context) -> dict[str, str]:
    """Code -> name of the centre's own kinds."""
    with ctx.read() as session:
        return {kind.code: kind.name for kind in own_kind_details(session)}


def listing(ctx: Context) -> Listing[KindDetails]:
    """The centre's own kinds, retired ones last, and whether the actor may change them."""
    with ctx.read() as session:
        return Listing(
            own_kind_details(session),
            permission.standing(ctx, session).may(Action.EDIT_KINDS),
            permission.who_may_do(session, Action.EDIT_KINDS),
        )
