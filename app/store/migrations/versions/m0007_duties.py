"""Duty logs, regular duties and trainings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "duty_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("system_problems", sa.String(), nullable=False),
        sa.Column("difficult_cases", sa.String(), nullable=False),
        sa.Column("enquiries", sa.Integer(), nullable=True),
        sa.Column("lookups", sa.Integer(), nullable=True),
        sa.Column("outbound", sa.Integer(), nullable=True),
        sa.Column("backlog", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("backlog >= 0", name=op.f("ck_duty_log_backlog")),
        sa.CheckConstraint("enquiries >= 0", name=op.f("ck_duty_log_enquiries")),
        sa.CheckConstraint("lookups >= 0", name=op.f("ck_duty_log_lookups")),
        sa.CheckConstraint("outbound >= 0", name=op.f("ck_duty_log_outbound")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_duty_log_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["person.id"], name=op.f("fk_duty_log_leader_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_log")),
        sa.UniqueConstraint("department_id", "day", name=op.f("uq_duty_log_department_id_day")),
    )
    op.create_index(op.f("ix_duty_log_leader_id"), "duty_log", ["leader_id"], unique=False)
    op.create_table(
        "duty_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_duty_done_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person.id"], name=op.f("fk_duty_done_done_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["person.id"], name=op.f("fk_duty_done_received_by_id_person")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_duty_done_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_done")),
    )
    op.create_index(op.f("ix_duty_done_done_by_id"), "duty_done", ["done_by_id"], unique=False)
    op.create_index(
        "uq_duty_done", "duty_done", ["duty", "department_id", "team_id", "due_on"], unique=True
    )
    op.create_table(
        "training",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("training_no", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_training_score")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_training_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
        sa.UniqueConstraint(
            "training_no", "person_id", name=op.f("uq_training_training_no_person_id")
        ),
    )
    op.create_index(op.f("ix_training_person_id"), "training", ["person_id"], unique=False)
