"""What is really in a database: tables, constraints, indexes, triggers, functions; a fingerprint
that is the same text on every version of the server."""

from __future__ import annotations

import hashlib
import re

from sqlalchemy.engine import Connection

_HERE = "current_schema()::regnamespace"
_PARTS = (
    """SELECT 'column', table_name, ordinal_position::text, column_name, data_type,
    coalesce(collation_name, ''), is_nullable, coalesce(column_default, ''),
    coalesce(generation_expression, '')
    FROM information_schema.columns WHERE table_schema = current_schema()""",
    # Newer servers list NOT NULL there, too; the columns have said it already.
    f"""SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = {_HERE} AND contype NOT IN ('n', 't')""",
    """SELECT 'index', tablename, indexname, indexdef
    FROM pg_indexes WHERE schemaname = current_schema()""",
    f"""SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid), tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace = {_HERE}""",
    f"""SELECT 'function', proname, pg_get_functiondef(oid)
    FROM pg_proc WHERE pronamespace = {_HERE} AND prokind IN ('f', 'p')""",
    f"""SELECT 'relation', relname, relkind::text, relrowsecurity::text
    FROM pg_class WHERE relnamespace = {_HERE} AND relkind IN ('v', 'm', 'r', 'p', 'f')""",
    """SELECT 'rule', tablename, rulename, definition
    FROM pg_rules WHERE schemaname = current_schema()""",
)


_NAMED_KINDS = re.compile(r"::(character varying|text|bpchar)(\[\])?|[()\[\]\s]")


def fingerprint(connection: Connection) -> str:
    """SHA-256 (hex) of everything that was made in the store's schema."""
    digest = hashlib.sha256()
    (here,) = connection.exec_driver_sql("SELECT current_schema()").one()
    for part in _PARTS:
        rows = [repr(tuple(map(_plain, row))) for row in connection.exec_driver_sql(part)]
        for row in sorted(row.replace(f"{here}.", "") for row in rows):
            digest.update(row.encode())
    return digest.hexdigest()


def _plain(word: str) -> str:
    """A condition without what a server that was filled from a dump says otherwise: the kinds of
    values that it names, and its brackets."""
    return _NAMED_KINDS.sub("", word) if word.startswith("CHECK ") else word
