"""Handover logs, their notes and open items, what is appended to them, and drafts of what is typed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LEDGERS = ("handover_addition", "handover_read_back", "handover_seal", "handover_step")


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_no", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.Column("outgoing_at", sa.DateTime(), nullable=True),
        sa.Column("incoming_id", sa.Integer(), nullable=True),
        sa.Column("incoming_at", sa.DateTime(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("acting_id", sa.Integer(), nullable=True),
        sa.Column("without_successor", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["acting_id"], ["person.id"], name=op.f("fk_handover_acting_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_handover_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["incoming_id"], ["person.id"], name=op.f("fk_handover_incoming_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["person.id"], name=op.f("fk_handover_outgoing_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift_type.id"], name=op.f("fk_handover_shift_id_shift_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint(
            "department_id", "day", "shift_id", name=op.f("uq_handover_department_id_day_shift_id")
        ),
        sa.UniqueConstraint("handover_no", name=op.f("uq_handover_handover_no")),
    )
    op.create_table(
        "handover_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "equipment",
                "difficult_cases",
                "staff_changes",
                "business_changes",
                "instructions",
                "complaints",
                "process_changes",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_handover_note_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_note_handover_id_handover")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_note")),
    )
    op.create_index(
        op.f("ix_handover_note_handover_id"), "handover_note", ["handover_id"], unique=False
    )
    op.create_table(
        "handover_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_no", sa.String(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "equipment",
                "difficult_cases",
                "staff_changes",
                "business_changes",
                "instructions",
                "complaints",
                "process_changes",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("worse", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closing", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("raised_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_handover_item_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_handover_item_closed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_item_handover_id_handover")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_handover_item_owner_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_item")),
        sa.UniqueConstraint("item_no", name=op.f("uq_handover_item_item_no")),
    )
    op.create_index(
        op.f("ix_handover_item_closed_at"), "handover_item", ["closed_at"], unique=False
    )
    op.create_index(
        op.f("ix_handover_item_handover_id"), "handover_item", ["handover_id"], unique=False
    )
    op.create_index(op.f("ix_handover_item_owner_id"), "handover_item", ["owner_id"], unique=False)
    op.create_table(
        "handover_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "move",
            sa.Enum(
                "closed",
                "reopened",
                name="itemmove",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_handover_step_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["handover_item.id"], name=op.f("fk_handover_step_item_id_handover_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_step")),
    )
    op.create_index(op.f("ix_handover_step_item_id"), "handover_step", ["item_id"], unique=False)
    op.create_table(
        "handover_read_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_handover_read_back_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["handover.id"],
            name=op.f("fk_handover_read_back_handover_id_handover"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["handover_item.id"],
            name=op.f("fk_handover_read_back_item_id_handover_item"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_read_back")),
        sa.UniqueConstraint(
            "handover_id",
            "item_id",
            "by_id",
            name=op.f("uq_handover_read_back_handover_id_item_id_by_id"),
        ),
    )
    op.create_table(
        "handover_addition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "addition",
                "comment",
                name="additionkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_handover_addition_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_addition_handover_id_handover")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_addition")),
    )
    op.create_index(
        op.f("ix_handover_addition_handover_id"), "handover_addition", ["handover_id"], unique=False
    )
    op.create_table(
        "handover_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "outgoing",
                "incoming",
                name="logside",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_seal_handover_id_handover")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_seal")),
        sa.UniqueConstraint("handover_id", "side", name=op.f("uq_handover_seal_handover_id_side")),
    )
    op.create_table(
        "draft",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "place", name=op.f("pk_draft")),
        sqlite_with_rowid=False,
    )
    for table in LEDGERS:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is appended to, never edited'); END"
            )
