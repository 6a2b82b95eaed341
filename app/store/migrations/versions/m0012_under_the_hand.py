"""What brings rosters in, and what runs under the hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Each subject has its step."""
    _leave()


def _leave() -> None:
    """A kind of leave says which days it counts. SQLite cannot add a CHECK: the rows move into a
    new table, which takes the name. Kinds from before count as they did, calendar days."""
    op.create_table(
        "own_leave_kind_0012",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("director", sa.String(32), nullable=False),
        sa.Column("has_balance", sa.Boolean(), nullable=False),
        sa.Column("counting", sa.String(32), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint("notice_days >= 0", name=op.f("ck_own_leave_kind_notice_days")),
        sa.CheckConstraint(
            "counting IN ('rostered', 'workdays', 'calendar')",
            name=op.f("ck_own_leave_kind_counting"),
        ),
        sa.CheckConstraint(
            "director IN ('long', 'always', 'never')", name=op.f("ck_own_leave_kind_upwards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_leave_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_own_leave_kind_code")),
    )
    columns = "id, code, name, notice_days, director, has_balance, retired"
    op.execute(
        f"INSERT INTO own_leave_kind_0012 ({columns}, counting) "
        f"SELECT {columns}, 'calendar' FROM own_leave_kind"
    )
    op.drop_table("own_leave_kind")
    op.rename_table("own_leave_kind_0012", "own_leave_kind")
    for action in ("insert", "update", "delete"):
        op.execute(
            f"CREATE TRIGGER own_leave_kind_stamps_{action} AFTER {action.upper()} ON "
            "own_leave_kind BEGIN INSERT INTO setting (key, value) VALUES ('reference_stamp', "
            "hex(randomblob(16))) ON CONFLICT (key) DO UPDATE SET value = excluded.value; END"
        )
