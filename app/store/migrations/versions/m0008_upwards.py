"""Reports upwards, complaints and visitors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "upward_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_no", sa.String(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "fault",
                "leak",
                "error",
                "danger",
                "beyond_remit",
                "customer",
                name="reportkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("dissent", sa.String(), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        sa.Column("skipped_told_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(), nullable=True),
        sa.Column("taken_up_at", sa.DateTime(), nullable=True),
        sa.Column("taken_from_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_upward_report_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["person.id"], name=op.f("fk_upward_report_raised_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["taken_from_id"],
            ["upward_report.id"],
            name=op.f("fk_upward_report_taken_from_id_upward_report"),
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["person.id"], name=op.f("fk_upward_report_to_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upward_report")),
        sa.UniqueConstraint("report_no", name=op.f("uq_upward_report_report_no")),
    )
    op.create_index(
        op.f("ix_upward_report_raised_by_id"), "upward_report", ["raised_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_upward_report_taken_from_id"), "upward_report", ["taken_from_id"], unique=False
    )
    op.create_index(op.f("ix_upward_report_to_id"), "upward_report", ["to_id"], unique=False)
    op.create_table(
        "report_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "raise",
                "answer",
                "dissent",
                "uphold",
                "change",
                "carry_out",
                "take_up",
                "tell",
                name="reportaction",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_report_step_by_id_person")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["upward_report.id"], name=op.f("fk_report_step_report_id_upward_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_step")),
    )
    op.create_index(op.f("ix_report_step_by_id"), "report_step", ["by_id"], unique=False)
    op.create_index(op.f("ix_report_step_report_id"), "report_step", ["report_id"], unique=False)
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_no", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=False),
        sa.Column("contact_ref", sa.String(), nullable=False),
        sa.Column("abroad", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("replied_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("handled", sa.String(), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("replied_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_complaint_closed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["person.id"], name=op.f("fk_complaint_received_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["person.id"], name=op.f("fk_complaint_registered_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["replied_by_id"], ["person.id"], name=op.f("fk_complaint_replied_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("complaint_no", name=op.f("uq_complaint_complaint_no")),
    )
    op.create_index(
        op.f("ix_complaint_received_by_id"), "complaint", ["received_by_id"], unique=False
    )
    op.create_table(
        "visitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visitor_no", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("in_at", sa.DateTime(), nullable=False),
        sa.Column("out_at", sa.DateTime(), nullable=True),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_visitor_approved_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["person.id"], name=op.f("fk_visitor_registered_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor")),
        sa.UniqueConstraint("visitor_no", name=op.f("uq_visitor_visitor_no")),
    )
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER report_step_no_{action.lower()} BEFORE {action} ON report_step "
            "BEGIN SELECT RAISE(ABORT, 'report_step is appended to, never edited'); END"
        )
