"""The account of whoever acts, and what they are."""

from __future__ import annotations

from app.context import Actor, Context
from app.queries.accounts import rows
from app.queries.accounts.rows import AccountRow
from app.queries.keeping import trail
from app.queries.people import rows as people
from app.queries.people.rows import PostRow
from app.reading import permission
from app.rules.sight import Standing


def own_account(ctx: Context) -> AccountRow | None:
    """The account of whoever acts."""
    with ctx.read() as session:
        return rows.account_of(session, ctx.actor.person_id, ctx.actor.name)


def seated(ctx: Context, actor: Actor) -> tuple[Standing, PostRow | None, int]:
    """What `actor`, who has just signed in, is today, and the number of the last audit entry; no
    post for an account without a person."""
    with ctx.read() as session:
        person = actor.person_id
        post = None if person is None else people.post_on(session, person, ctx.today())
        return permission.standing(ctx.acting_as(actor), session), post, trail.last(session)
