"""What the database itself does: it refuses changes to ledgers and audit rows that break the
chain, and draws a new stamp when reference facts change."""

from __future__ import annotations

from app.models import SettingKey
from app.store.schema import LEDGERS, REFERENCE


def _refuse(table: str, action: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is appended to, never edited'); END"
    )


_NEXT_LINK = (
    "CREATE TRIGGER audit_entry_next_link BEFORE INSERT ON audit_entry WHEN "
    "NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM audit_entry) OR "
    "typeof(NEW.link) IS NOT 'blob' OR length(NEW.link) IS NOT 32 "
    "BEGIN SELECT RAISE(ABORT, 'audit_entry takes the next link only'); END"
)

_KEY = tuple(
    f"CREATE TRIGGER setting_key_no_{action.lower()} BEFORE {action} ON setting "
    f"WHEN OLD.key = '{SettingKey.AUDIT_KEY}' "
    "BEGIN SELECT RAISE(ABORT, 'the audit key is set once'); END"
    for action in ("UPDATE", "DELETE")
)


def _stamp(table: str, action: str, columns: str = "") -> str:
    """A stamp is random: one that is rolled back never comes again for another state."""
    return (
        f"CREATE TRIGGER {table}_stamps_{action.lower()} AFTER {action}{columns} ON {table} BEGIN "
        f"INSERT INTO setting (key, value) VALUES ('{SettingKey.REFERENCE_STAMP}', "
        "hex(randomblob(16))) ON CONFLICT (key) DO UPDATE SET value = excluded.value; END"
    )


_STAMPS = (
    *(_stamp(table, action) for table in REFERENCE for action in ("INSERT", "UPDATE", "DELETE")),
    _stamp("account", "INSERT"),
    _stamp("account", "UPDATE", " OF login, person_id, disabled"),
    _stamp("account", "DELETE"),
)
"""Of accounts only what says who may act: a sign-in or a new password changes nothing of that."""

TRIGGERS = (
    *(_refuse(table, action) for table in LEDGERS for action in ("UPDATE", "DELETE")),
    _NEXT_LINK,
    *_KEY,
    *_STAMPS,
)
"""Every trigger of the present schema, as its CREATE statement."""
