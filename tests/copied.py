"""What a store holds, whatever it is kept in: to hold a copy of it against."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import psycopg
from sqlalchemy import select

from app.address import StoreAddress
from app.bootstrap import open_store, verify_store
from app.context import Context
from app.models import AuditEntry, Base, SettingKey
from app.queries import facts
from app.rules.check import check
from app.rules.findings import Finding
from tests.conftest import KEEPER
from tests.factories import TestClock

OF_ITS_OWN = (SettingKey.SCHEMA_FINGERPRINT, SettingKey.CONTENT_SEAL, SettingKey.MOVED_TO)
Rows = dict[str, list[Sequence[Any]]]


def rows_of(context: Context) -> Rows:
    """Every row by table and key, but what each store says of itself."""
    found: Rows = {}
    with context.read() as session:
        for table in Base.metadata.sorted_tables:
            asked = select(table).order_by(*table.primary_key)
            if table.name == "setting":
                asked = asked.where(table.c.key.not_in(OF_ITS_OWN))
            found[table.name] = [tuple(row) for row in session.execute(asked)]
    return found


def held(address: StoreAddress) -> tuple[Rows, list[Sequence[Any]], list[Finding]]:
    """Of a store that is whole: its rows, its trail apart, and what its check finds."""
    report = verify_store(address)
    assert report.whole, report.faults
    context = open_store(address, KEEPER, TestClock())
    try:
        rows = rows_of(context)
        with context.read() as session:
            recorded, policies = facts.centre(session), facts.policies(session)
        found = check(recorded, policies, context.time, context.now())
    finally:
        context.store.close()
    return rows, rows.pop("audit_entry"), found


def deeds(context: Context) -> list[str]:
    with context.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def tables_in(url: str) -> list[str]:
    """All that is in a database, in whatever schema."""
    asked = (
        "SELECT schemaname || '.' || tablename FROM pg_tables "
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    with closing(psycopg.connect(url)) as connection:
        return [str(name) for (name,) in connection.execute(asked)]


def by_hand(url: str, statement: str) -> None:
    """What another program does, that has the database's password."""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute(statement.encode())
