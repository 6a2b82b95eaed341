"""Duty logs, regular duties with their forms, trainings."""

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
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("returned", sa.String(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_duty_done_bulletin_id_bulletin")
        ),
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
        "duty_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("done_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "done",
                "returned",
                "received",
                name="dutystepkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_duty_step_by_id_person")),
        sa.ForeignKeyConstraint(
            ["done_id"], ["duty_done.id"], name=op.f("fk_duty_step_done_id_duty_done")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_step")),
    )
    op.create_index(op.f("ix_duty_step_by_id"), "duty_step", ["by_id"], unique=False)
    op.create_index(op.f("ix_duty_step_done_id"), "duty_step", ["done_id"], unique=False)
    op.create_table(
        "own_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("of_team", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("on_workday", sa.Boolean(), nullable=False),
        sa.Column("doer", sa.String(), nullable=True),
        sa.Column("receiver", sa.String(), nullable=True),
        sa.Column(
            "form",
            sa.Enum(
                "note",
                "figures",
                "quality",
                "checklist",
                "meeting",
                "training",
                name="dutyform",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_own_duty_department_id_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_duty")),
        sa.UniqueConstraint("code", name=op.f("uq_own_duty_code")),
    )
    op.create_index(op.f("ix_own_duty_department_id"), "own_duty", ["department_id"], unique=False)
    op.create_table(
        "check_item",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_check_item_department_id_department"),
        ),
        sa.PrimaryKeyConstraint("department_id", "duty", "position", name=op.f("pk_check_item")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "check_result",
        sa.Column("done_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_id"], ["duty_done.id"], name=op.f("fk_check_result_done_id_duty_done")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["handover_item.id"], name=op.f("fk_check_result_item_id_handover_item")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_result_person_id_person")
        ),
        sa.PrimaryKeyConstraint("done_id", "position", name=op.f("pk_check_result")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting_point",
        sa.Column("done_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("agreed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["done_id"], ["duty_done.id"], name=op.f("fk_meeting_point_done_id_duty_done")
        ),
        sa.PrimaryKeyConstraint("done_id", "position", name=op.f("pk_meeting_point")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting_presence",
        sa.Column("done_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["done_id"], ["duty_done.id"], name=op.f("fk_meeting_presence_done_id_duty_done")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_presence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("done_id", "person_id", name=op.f("pk_meeting_presence")),
        sqlite_with_rowid=False,
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
        sa.Column("version", sa.Integer(), nullable=False),
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

    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER duty_step_no_{action.lower()} BEFORE {action} ON duty_step "
            "BEGIN SELECT RAISE(ABORT, 'duty_step is appended to, never edited'); END"
        )
