"""The names of the centre's own kinds of leave."""

from __future__ import annotations

from app.context import Context
from app.queries.leave.kinds import own_kinds


def kind_names(ctx: Context) -> dict[str, str]:
    """Code -> name of the centre's own kinds."""
    with ctx.read() as session:
        return {kind.code: kind.name for kind in own_kinds(session)}
