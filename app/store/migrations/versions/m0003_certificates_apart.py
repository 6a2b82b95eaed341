"""Certificates lie apart from the tables, and a link of the audit trail is kept once, as bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _certificates()
    _trail()


def _certificates() -> None:
    """Each content is kept before its row is written: what is rolled back leaves files that the
    next try finds."""
    op.create_table("leave_certificate_0003", *_leave_certificate())
    keep = context.config.attributes["keep_certificate"]
    numbers = [row.id for row in _all("SELECT id FROM leave_certificate ORDER BY id")]
    for number in numbers:
        (row,) = _all(f"SELECT content FROM leave_certificate WHERE id = {number}")
        op.get_bind().exec_driver_sql(
            "INSERT INTO leave_certificate_0003 SELECT id, leave_id, file_name, media_type, ?, ?, "
            "first_date, last_date, handed_in_at, by_no FROM leave_certificate WHERE id = ?",
            (keep(row.content), len(row.content), number),
        )
    _replace("leave_certificate")
    op.create_index("ix_leave_certificate_leave_id", "leave_certificate", ["leave_id"])


def _trail() -> None:
    """A link was computed over the one before and still is; a value that is no link stays, to be
    found."""
    op.create_table("audit_entry_0003", *_audit_entry())
    op.execute(
        "INSERT INTO audit_entry_0003 (id, at, actor, action, subject, before, after, link) SELECT id, at, actor, action, subject, before, after, "
        "coalesce(unhex(mac), CAST(mac AS BLOB)) FROM audit_entry ORDER BY id"
    )
    _replace("audit_entry")
    op.execute(
        "CREATE TRIGGER audit_entry_next_link BEFORE INSERT ON audit_entry WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM audit_entry) OR typeof(NEW.link) IS NOT 'blob' OR length(NEW.link) IS NOT 32 BEGIN SELECT RAISE(ABORT, 'audit_entry takes the next link only'); END"
    )


def _all(statement: str) -> list[sa.Row[tuple[object, ...]]]:
    return list(op.get_bind().exec_driver_sql(statement))


def _replace(name: str) -> None:
    """The new table takes the old one's name, and refuses changes as that did."""
    op.drop_table(name)
    op.rename_table(f"{name}_0003", name)
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {name}_no_{action.lower()} BEFORE {action} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{name} is appended to, never edited'); END"
        )


def _leave_certificate() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leave_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(), nullable=False),
        sa.Column("by_no", sa.String(), nullable=False),
        sa.CheckConstraint("first_date <= last_date", name=op.f("ck_leave_certificate_dates")),
        sa.ForeignKeyConstraint(
            ["leave_id"], ["leave.id"], name=op.f("fk_leave_certificate_leave_id_leave")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_certificate")),
    ]


def _audit_entry() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.String(), sa.Computed("lower(hex(link))"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    ]
