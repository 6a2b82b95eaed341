"""Scorecards, scores by item, and what becomes of an inspection."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "card_item",
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "aspect",
            sa.Enum(
                "language",
                "attitude",
                "tone",
                "summarising",
                "adaptability",
                name="aspect",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("na", sa.Boolean(), nullable=False),
        sa.Column("pass_mark", sa.Float(), nullable=True),
        sa.CheckConstraint("pass_mark BETWEEN 0 AND 100", name=op.f("ck_card_item_pass_mark")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_card_item_version")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_card_item_weight")),
        sa.PrimaryKeyConstraint("card", "version", "item", name=op.f("pk_card_item")),
        sqlite_with_rowid=False,
    )
    _inspection()
    op.create_table(
        "item_score",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_item_score_revision")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_item_score_score")),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_item_score_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", "revision", "item", name=op.f("pk_item_score")),
    )

    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER item_score_no_{action.lower()} BEFORE {action} ON item_score "
            "BEGIN SELECT RAISE(ABORT, 'item_score is appended to, never edited'); END"
        )


def _inspection() -> None:
    """SQLite cannot let a column be blank that had to be filled in: the rows move."""
    op.create_table(
        "inspection_0009",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_no", sa.String(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("inspector_id", sa.Integer(), nullable=False),
        sa.Column("inspected_at", sa.DateTime(), nullable=False),
        sa.Column("contact_ref", sa.String(), nullable=False),
        sa.Column("language", sa.Float(), nullable=True),
        sa.Column("attitude", sa.Float(), nullable=True),
        sa.Column("tone", sa.Float(), nullable=True),
        sa.Column("summarising", sa.Float(), nullable=True),
        sa.Column("adaptability", sa.Float(), nullable=True),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("card_version", sa.Integer(), nullable=True),
        sa.Column("calibration_no", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("appealed_at", sa.DateTime(), nullable=True),
        sa.Column("appeal", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "adaptability BETWEEN 0 AND 100", name=op.f("ck_inspection_adaptability")
        ),
        sa.CheckConstraint("attitude BETWEEN 0 AND 100", name=op.f("ck_inspection_attitude")),
        sa.CheckConstraint("language BETWEEN 0 AND 100", name=op.f("ck_inspection_language")),
        sa.CheckConstraint("summarising BETWEEN 0 AND 100", name=op.f("ck_inspection_summarising")),
        sa.CheckConstraint("tone BETWEEN 0 AND 100", name=op.f("ck_inspection_tone")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["person.id"], name=op.f("fk_inspection_agent_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_inspection_decided_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["inspector_id"], ["person.id"], name=op.f("fk_inspection_inspector_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("inspection_no", name=op.f("uq_inspection_inspection_no")),
    )
    columns = (
        "id, inspection_no, agent_id, inspector_id, inspected_at, contact_ref, language, attitude, "
        "tone, summarising, adaptability, critical, comment"
    )
    op.execute(
        f"INSERT INTO inspection_0009 ({columns}, card, calibration_no, appeal, upheld) "
        f"SELECT {columns}, '', '', '', 0 FROM inspection"
    )
    op.drop_table("inspection")
    op.rename_table("inspection_0009", "inspection")
    op.create_index(op.f("ix_inspection_agent_id"), "inspection", ["agent_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_inspector_id"), "inspection", ["inspector_id"], unique=False
    )
