"""A leave, and a request to give one up, may have expired."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_STATES = "status IN ('pending', 'approved', 'declined', 'withdrawn', 'expired')"


def upgrade() -> None:
    _rebuild("leave", _leave())
    op.create_index("ix_leave_dates", "leave", ["person_id", "first_date"])
    op.create_index("ix_leave_person_id", "leave", ["person_id"])
    _rebuild("leave_cancellation", _leave_cancellation())
    op.create_index("ix_leave_cancellation_leave_id", "leave_cancellation", ["leave_id"])


def _rebuild(name: str, parts: list[sa.schema.SchemaItem]) -> None:
    """SQLite cannot change a CHECK: the rows move into a new table, which takes the name."""
    fresh = f"{name}_0002"
    op.create_table(fresh, *parts)
    columns = ", ".join(part.name for part in parts if isinstance(part, sa.Column))
    op.execute(f"INSERT INTO {fresh} ({columns}) SELECT {columns} FROM {name}")
    op.drop_table(name)
    op.rename_table(fresh, name)


def _leave() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leave_no", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("filed_by_no", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("special", sa.String(), nullable=False),
        sa.Column("late_approved", sa.Boolean(), nullable=False),
        sa.Column("certificate_from", sa.Date(), nullable=True),
        sa.Column("certificate_to", sa.Date(), nullable=True),
        sa.Column("certificate_at", sa.DateTime(), nullable=True),
        sa.Column("phoned_at", sa.DateTime(), nullable=True),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("ended_reason", sa.String(), nullable=False),
        sa.Column("replaces_no", sa.String(), nullable=False),
        sa.Column("phoned_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
        sa.CheckConstraint("first_date <= last_date", name=op.f("ck_leave_dates")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_leave_person_id_person")
        ),
        sa.UniqueConstraint("leave_no", name=op.f("uq_leave_leave_no")),
        sa.CheckConstraint(_STATES, name=op.f("ck_leave_leavestatus")),
    ]


def _leave_cancellation() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leave_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column("by_no", sa.String(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_cancellation")),
        sa.ForeignKeyConstraint(
            ["leave_id"], ["leave.id"], name=op.f("fk_leave_cancellation_leave_id_leave")
        ),
        sa.CheckConstraint(_STATES, name=op.f("ck_leave_cancellation_leavestatus")),
    ]
