"""What the server itself does: it refuses changes to ledgers and audit rows that break the chain,
draws a new stamp when reference facts change, counts what is held, and tells whoever listens.

None of it stands in a migration: `place` takes all away and makes it anew whenever tables change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.engine import Connection

from app.models import Base, SettingKey
from app.store.held import NOT_COUNTED, NOT_HELD, SETTINGS
from app.store.schema import LEDGERS, REFERENCE

CHANNEL = "dutydesk"
"""What commits are told on: number, action and subject of each audit entry."""

CERTIFICATES = "certificate_content"
"""The table of what certificates hold: the server's own, and no model's."""

HELD = "dutydesk.held"
"""The setting of a transaction that has the sums of what it changed, as JSON."""

_DIGITS = 1 << 48

_FUNCTIONS = (
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE '% is appended to, never edited', TG_TABLE_NAME; END $$""",
    """CREATE FUNCTION next_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id IS DISTINCT FROM (SELECT coalesce(max(id), 0) + 1 FROM audit_entry)
    OR length(NEW.link) IS DISTINCT FROM 32
  THEN RAISE 'audit_entry takes the next link only'; END IF;
  RETURN NEW;
END $$""",
    f"""CREATE FUNCTION keep_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.key = '{SettingKey.AUDIT_KEY}' THEN RAISE 'the audit key is set once'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$""",
    f"""CREATE FUNCTION draw_stamp() RETURNS void LANGUAGE sql AS $$
INSERT INTO setting (key, value)
VALUES ('{SettingKey.REFERENCE_STAMP}', gen_random_uuid()::text)
ON CONFLICT (key) DO UPDATE SET value = excluded.value $$""",
    """CREATE FUNCTION stamp_put() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF EXISTS (SELECT FROM put) THEN PERFORM draw_stamp(); END IF; RETURN NULL; END $$""",
    """CREATE FUNCTION stamp_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF EXISTS (SELECT FROM taken) THEN PERFORM draw_stamp(); END IF; RETURN NULL; END $$""",
    """CREATE FUNCTION stamp_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM put FULL JOIN taken USING (id) WHERE
    (put.login, put.person_id, put.disabled)
    IS DISTINCT FROM (taken.login, taken.person_id, taken.disabled))
  THEN PERFORM draw_stamp(); END IF;
  RETURN NULL;
END $$""",
    """CREATE FUNCTION follow_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  numbers regclass := TG_ARGV[0];
  highest bigint := max(id) FROM put;
BEGIN
  IF highest > coalesce(pg_sequence_last_value(numbers), 0) THEN
    PERFORM setval(numbers, highest);
  END IF;
  RETURN NULL;
END $$""",
    """CREATE FUNCTION row_digest(content jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
SELECT ('x' || left(md5(content::text), 12))::bit(48)::bigint $$""",
    f"""CREATE FUNCTION add_held(name text, number numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  sums jsonb := coalesce(nullif(current_setting('{HELD}', true), ''), '{{}}')::jsonb;
  total numeric := mod(coalesce((sums ->> name)::numeric, 0) + number, {_DIGITS});
BEGIN
  PERFORM set_config('{HELD}', (sums || jsonb_build_object(name, total))::text, true);
END $$""",
    """CREATE FUNCTION held_rows(content jsonb, apart text[], keys text[]) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN keys IS NULL OR content ->> 'key' = ANY (keys)
  THEN row_digest(content - apart) ELSE 0 END $$""",
    """CREATE FUNCTION count_put() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_held(TG_TABLE_NAME, sum(
    held_rows(to_jsonb(put.*), TG_ARGV[0]::text[], TG_ARGV[1]::text[])))
    FROM put HAVING count(*) > 0;
  RETURN NULL;
END $$""",
    """CREATE FUNCTION count_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_held(TG_TABLE_NAME, -sum(
    held_rows(to_jsonb(taken.*), TG_ARGV[0]::text[], TG_ARGV[1]::text[])))
    FROM taken HAVING count(*) > 0;
  RETURN NULL;
END $$""",
    """CREATE FUNCTION count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_held(TG_TABLE_NAME, -sum(
    held_rows(to_jsonb(taken.*), TG_ARGV[0]::text[], TG_ARGV[1]::text[])))
    FROM taken HAVING count(*) > 0;
  PERFORM add_held(TG_TABLE_NAME, sum(
    held_rows(to_jsonb(put.*), TG_ARGV[0]::text[], TG_ARGV[1]::text[])))
    FROM put HAVING count(*) > 0;
  RETURN NULL;
END $$""",
    f"""CREATE FUNCTION tell_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('{CHANNEL}', NEW.id || ' ' || NEW.action || ' ' || left(NEW.subject, 100));
  RETURN NULL;
END $$""",
)
_NAMES = tuple(text.removeprefix("CREATE FUNCTION ").split("(")[0] for text in _FUNCTIONS)

_PUT, _TAKEN = "NEW TABLE AS put", "OLD TABLE AS taken"


def place(connection: Connection) -> None:
    """Have the functions and triggers of the present tables, whatever stood there before."""
    remove(connection)
    bare: Any = connection.connection.driver_connection
    bare.execute(";\n".join((*_FUNCTIONS, *_triggers())))


def remove(connection: Connection) -> None:
    """Take them away, as before tables are changed."""
    listed = ", ".join(f"'{name}'" for name in _NAMES)
    for (function,) in connection.exec_driver_sql(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE "
        f"p.pronamespace = current_schema()::regnamespace AND p.proname IN ({listed})"
    ).fetchall():
        connection.exec_driver_sql(f"DROP FUNCTION {function} CASCADE")


def held_arguments(table: str) -> tuple[str, str]:
    """Of a table that is held: which columns do not count, and of which keys alone rows do, as the
    server's lists of texts ("NULL": all)."""
    apart = ", ".join(f"'{column}'" for of, column in sorted(NOT_COUNTED) if of == table)
    only = ", ".join(f"'{key}'" for key in SETTINGS)
    return (f"ARRAY[{apart}]::text[]", f"ARRAY[{only}]" if table == "setting" else "NULL::text[]")


def held_tables() -> list[str]:
    """The tables whose rows are held against the trail."""
    return sorted(set(Base.metadata.tables) - NOT_HELD)


def _numbered() -> Iterator[str]:
    """The tables whose rows the server gives numbers to. A row that comes with one of its own, as
    out of a workbook or the demo, moves what the server goes on from."""
    for name, table in sorted(Base.metadata.tables.items()):
        if table.autoincrement_column is not None and name != "audit_entry":
            yield name


def _triggers() -> Iterator[str]:
    for table in LEDGERS:
        yield _trigger(f"{table}_no_update", "BEFORE UPDATE", table, "refuse_change", each=True)
        yield _trigger(f"{table}_no_delete", "BEFORE DELETE", table, "refuse_change", each=True)
        yield _trigger(f"{table}_no_truncate", "BEFORE TRUNCATE", table, "refuse_change")
    yield _trigger(
        f"{CERTIFICATES}_kept", "BEFORE UPDATE OR DELETE", CERTIFICATES, "refuse_change", each=True
    )
    yield _trigger("audit_entry_next_link", "BEFORE INSERT", "audit_entry", "next_link", each=True)
    yield _trigger("audit_entry_told", "AFTER INSERT", "audit_entry", "tell_entry", each=True)
    yield _trigger("setting_key", "BEFORE UPDATE OR DELETE", "setting", "keep_key", each=True)
    for table in REFERENCE:
        yield from _on_rows(table, "stamps", "stamp_put", "stamp_put", "stamp_taken")
    yield from _on_rows("account", "stamps", "stamp_put", "stamp_account", "stamp_taken")
    for table in _numbered():
        yield (
            f"CREATE TRIGGER {table}_numbers AFTER INSERT ON {table} REFERENCING {_PUT} "
            f"EXECUTE FUNCTION follow_numbers('{table}_id_seq')"
        )
    for table in held_tables():
        apart = ",".join(column for of, column in sorted(NOT_COUNTED) if of == table)
        arguments = [f"'{{{apart}}}'"]
        if table == "setting":
            arguments.append(f"'{{{','.join(SETTINGS)}}}'")
        words = ", ".join(arguments)
        yield from _on_rows(table, "counts", "count_put", "count_changed", "count_taken", words)


def _on_rows(
    table: str, name: str, put: str, changed: str, taken: str, words: str = ""
) -> Iterator[str]:
    """A trigger for each way in which rows change, once a statement, with all its rows."""
    for action, seen, function in (
        ("INSERT", _PUT, put),
        ("UPDATE", f"{_TAKEN} {_PUT}", changed),
        ("DELETE", _TAKEN, taken),
    ):
        yield (
            f"CREATE TRIGGER {table}_{name}_{action.lower()} AFTER {action} ON {table} "
            f"REFERENCING {seen} EXECUTE FUNCTION {function}({words})"
        )


def _trigger(name: str, when: str, table: str, function: str, *, each: bool = False) -> str:
    rows = "FOR EACH ROW " if each else ""
    return f"CREATE TRIGGER {name} {when} ON {table} {rows}EXECUTE FUNCTION {function}()"
