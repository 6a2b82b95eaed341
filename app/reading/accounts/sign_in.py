"""Whether anybody can sign in yet."""

from __future__ import annotations

from app.context import Context
from app.queries.accounts import rows
from app.queries.keeping.centre import centre_name


def has_accounts(ctx: Context) -> bool:
    """Whether anybody can sign in: if not, the administrator is to be set up first."""
    with ctx.read() as session:
        return rows.any_account(session)


def name_of(ctx: Context) -> str:
    """What the centre is called, for who has not signed in yet."""
    with ctx.read() as session:
        return centre_name(session)
