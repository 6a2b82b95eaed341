"""The policy values, and whether the actor may change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.queries.keeping import policy as rows
from app.queries.keeping.policy import PolicyRow
from app.reading import permission
from app.rules.permissions import Action
from app.rules.vocabulary import Message


@dataclass(frozen=True, slots=True)
class PolicyView:
    """Every value as it stands now, and whether the actor may change them."""

    now: datetime
    values: Sequence[PolicyRow]
    may_edit: bool
    who: Message


def load_policy(ctx: Context) -> PolicyView:
    """Read the policy values."""
    now = ctx.now()
    with ctx.read() as session:
        return PolicyView(
            now,
            rows.values(session, now),
            permission.standing(ctx, session).may(Action.EDIT_POLICY),
            permission.who_may_do(session, Action.EDIT_POLICY),
        )


def by_key(ctx: Context) -> Mapping[str, PolicyRow]:
    """Every policy value as it stands now, by its key."""
    return {row.key: row for row in load_policy(ctx).values}
