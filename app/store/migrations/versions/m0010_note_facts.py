"""A note that confirms a change of staff keeps it as a fact, in no language."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_SECTIONS = (
    *("equipment", "difficult_cases", "staff_changes", "business_changes", "instructions"),
    *("complaints", "process_changes"),
)
_ONE_OF_THEM = f"section IN ({', '.join(map(repr, _SECTIONS))})"


def upgrade() -> None:
    """SQLite adds no column that must be filled in without a default that stays: the rows move."""
    op.create_table(
        "handover_note_0010",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("fact", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_handover_note_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_note_handover_id_handover")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_note")),
        sa.CheckConstraint(_ONE_OF_THEM, name=op.f("ck_handover_note_section")),
    )
    columns = "id, handover_id, section, text, by_id, at"
    op.execute(
        f"INSERT INTO handover_note_0010 ({columns}, fact) SELECT {columns}, '' FROM handover_note"
    )
    op.drop_table("handover_note")
    op.rename_table("handover_note_0010", "handover_note")
    op.create_index(
        op.f("ix_handover_note_handover_id"), "handover_note", ["handover_id"], unique=False
    )
