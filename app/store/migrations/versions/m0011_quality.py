"""Quality inspection: help of cards, contacts, draws, plans, appeals, calibrations, trainings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

LEDGERS = ("appeal_point", "appeal_step", "card_reading", "sample_draw")


def upgrade() -> None:
    op.create_index(op.f("ix_inspection_contact_ref"), "inspection", ["contact_ref"], unique=False)
    op.create_table(
        "card_help",
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("help", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("card", "version", "item", name=op.f("pk_card_help")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "calibration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calibration_no", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("card_version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_calibration_closed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_calibration_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_calibration_opened_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration")),
        sa.UniqueConstraint("calibration_no", name=op.f("uq_calibration_calibration_no")),
    )
    op.create_index(
        op.f("ix_calibration_department_id"), "calibration", ["department_id"], unique=False
    )
    op.create_index(
        op.f("ix_calibration_opened_by_id"), "calibration", ["opened_by_id"], unique=False
    )
    op.create_table(
        "card_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("calibration_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calibration_id"],
            ["calibration.id"],
            name=op.f("fk_card_reading_calibration_id_calibration"),
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["person.id"], name=op.f("fk_card_reading_noted_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_reading")),
    )
    op.create_index(op.f("ix_card_reading_card"), "card_reading", ["card"], unique=False)
    op.create_index(
        op.f("ix_card_reading_noted_by_id"), "card_reading", ["noted_by_id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("job_type", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("shift", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_contact_seconds")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["person.id"], name=op.f("fk_contact_agent_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("ref", name=op.f("uq_contact_ref")),
    )
    op.create_index("ix_contact_started", "contact", ["agent_id", "started_at"], unique=False)
    op.create_table(
        "sample_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("per_agent", sa.Integer(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("drawn_from", sa.String(), nullable=False),
        sa.Column("last_contact_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_sample_draw_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["drawn_by_id"], ["person.id"], name=op.f("fk_sample_draw_drawn_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_draw")),
    )
    op.create_index(
        op.f("ix_sample_draw_department_id"), "sample_draw", ["department_id"], unique=False
    )
    op.create_index(
        op.f("ix_sample_draw_drawn_by_id"), "sample_draw", ["drawn_by_id"], unique=False
    )
    op.create_table(
        "planned_inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=True),
        sa.Column("calibration_id", sa.Integer(), nullable=True),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("inspector_id", sa.Integer(), nullable=False),
        sa.Column("drawn_for_id", sa.Integer(), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("contact_ref", sa.String(), nullable=False),
        sa.Column("contact_at", sa.DateTime(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("dropped", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["person.id"], name=op.f("fk_planned_inspection_agent_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["calibration_id"],
            ["calibration.id"],
            name=op.f("fk_planned_inspection_calibration_id_calibration"),
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["sample_draw.id"], name=op.f("fk_planned_inspection_draw_id_sample_draw")
        ),
        sa.ForeignKeyConstraint(
            ["drawn_for_id"], ["person.id"], name=op.f("fk_planned_inspection_drawn_for_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_planned_inspection_inspection_id_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["inspector_id"], ["person.id"], name=op.f("fk_planned_inspection_inspector_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_inspection")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_planned_inspection_inspection_id")),
    )
    op.create_index(
        op.f("ix_planned_inspection_agent_id"), "planned_inspection", ["agent_id"], unique=False
    )
    op.create_index(
        op.f("ix_planned_inspection_calibration_id"),
        "planned_inspection",
        ["calibration_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_planned_inspection_contact_ref"),
        "planned_inspection",
        ["contact_ref"],
        unique=False,
    )
    op.create_index(
        op.f("ix_planned_inspection_draw_id"), "planned_inspection", ["draw_id"], unique=False
    )
    op.create_index(
        "ix_planned_inspection_week", "planned_inspection", ["inspector_id", "week"], unique=False
    )
    op.create_table(
        "appeal_point",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_appeal_point_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", "item", name=op.f("pk_appeal_point")),
    )
    op.create_table(
        "appeal_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "appealed",
                "answered",
                "upheld",
                "rejected",
                name="appealstepkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_appeal_step_by_id_person")),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_appeal_step_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_step")),
    )
    op.create_index(op.f("ix_appeal_step_by_id"), "appeal_step", ["by_id"], unique=False)
    op.create_index(
        op.f("ix_appeal_step_inspection_id"), "appeal_step", ["inspection_id"], unique=False
    )
    op.create_table(
        "proposed_training",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("training_no", sa.String(), nullable=False),
        sa.Column("dropped", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_proposed_training_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_proposed_training_proposed_by_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_training")),
    )
    op.create_index(
        op.f("ix_proposed_training_department_id"),
        "proposed_training",
        ["department_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_proposed_training_proposed_by_id"),
        "proposed_training",
        ["proposed_by_id"],
        unique=False,
    )
    op.create_table(
        "proposed_trainee",
        sa.Column("proposed_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_proposed_trainee_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_id"],
            ["proposed_training.id"],
            name=op.f("fk_proposed_trainee_proposed_id_proposed_training"),
        ),
        sa.PrimaryKeyConstraint("proposed_id", "person_id", name=op.f("pk_proposed_trainee")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_inspection_inspected_at", "inspection", ["inspected_at"], unique=False)
    for table in LEDGERS:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is appended to, never edited'); END"
            )
