"""Bulletins, roll calls, when somebody went home and when they reported back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_STATES = "status IN ('pending', 'approved', 'declined', 'withdrawn', 'expired')"


def upgrade() -> None:
    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bulletin_no", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("job_type", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_bulletin_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["person.id"], name=op.f("fk_bulletin_published_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["bulletin.id"], name=op.f("fk_bulletin_replaces_id_bulletin")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_bulletin_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin")),
        sa.UniqueConstraint("bulletin_no", name=op.f("uq_bulletin_bulletin_no")),
    )
    op.create_index(
        op.f("ix_bulletin_published_by_id"), "bulletin", ["published_by_id"], unique=False
    )
    op.create_table(
        "bulletin_read",
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_bulletin_read_bulletin_id_bulletin")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_bulletin_read_person_id_person")
        ),
        sa.PrimaryKeyConstraint("bulletin_id", "person_id", name=op.f("pk_bulletin_read")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roll_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("comments", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_roll_call_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["person.id"], name=op.f("fk_roll_call_leader_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift_type.id"], name=op.f("fk_roll_call_shift_id_shift_type")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_roll_call_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_call")),
    )
    op.create_index(op.f("ix_roll_call_leader_id"), "roll_call", ["leader_id"], unique=False)
    op.create_index(
        "uq_roll_call", "roll_call", ["department_id", "team_id", "day", "shift_id"], unique=True
    )
    _rebuild("attendance", _attendance(), "left_at", sqlite_with_rowid=False)
    _rebuild("leave", _leave(), "back_at")
    op.create_index("ix_leave_dates", "leave", ["person_id", "first_date"], unique=False)
    op.create_index(op.f("ix_leave_person_id"), "leave", ["person_id"], unique=False)


def _rebuild(name: str, parts: list[sa.schema.SchemaItem], added: str, **options: bool) -> None:
    """The rows move into a table with one column more, which takes the name: a column that is
    added to a table stands otherwise in its text, and the text is what a store is known by."""
    fresh = f"{name}_0005"
    op.create_table(fresh, *parts, **options)
    names = [part.name for part in parts if isinstance(part, sa.Column)]
    columns = ", ".join(column for column in names if column != added)
    op.execute(f"INSERT INTO {fresh} ({columns}) SELECT {columns} FROM {name}")
    op.drop_table(name)
    op.rename_table(fresh, name)


def _attendance() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("off_post_minutes", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("off_post_minutes >= 0", name=op.f("ck_attendance_off_post")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_attendance")),
    ]


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
        sa.Column("back_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
        sa.CheckConstraint("first_date <= last_date", name=op.f("ck_leave_dates")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_leave_person_id_person")
        ),
        sa.UniqueConstraint("leave_no", name=op.f("uq_leave_leave_no")),
        sa.CheckConstraint(_STATES, name=op.f("ck_leave_leavestatus")),
    ]
