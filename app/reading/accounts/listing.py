"""All accounts, for those who look after them."""

from __future__ import annotations

from app.context import Context
from app.queries.accounts import rows
from app.queries.accounts.rows import AccountRow
from app.reading import permission
from app.rules.permissions import Action


def all_accounts(ctx: Context) -> list[AccountRow]:
    """Every account, those that belong to no person first, then by login."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.MANAGE_ACCOUNTS)
        return sorted(rows.accounts(session), key=lambda row: row.person_id is not None)
