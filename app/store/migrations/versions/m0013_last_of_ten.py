"""What was missing of the work under the hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Each subject adds its step here."""
    _sick()
    _handing()
    _offers2()


def _sick() -> None:
    """By what number people can be called."""
    op.create_table(
        "phone_number",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_phone_number_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_phone_number")),
    )


def _handing() -> None:
    """Drafts that wait for the head."""
    op.create_table(
        "roster_handing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_month_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.Column("short", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("edit_version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "handed_back",
                "taken_back",
                "published",
                name="handingstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_roster_handing_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_roster_handing_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["roster_month_id"],
            ["roster_month.id"],
            name=op.f("fk_roster_handing_roster_month_id_roster_month"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_handing")),
        sa.UniqueConstraint("roster_month_id", name=op.f("uq_roster_handing_roster_month_id")),
    )
    op.create_table(
        "handed_cell",
        sa.Column("handing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=True),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handing_id"],
            ["roster_handing.id"],
            name=op.f("fk_handed_cell_handing_id_roster_handing"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_handed_cell_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift_type.id"], name=op.f("fk_handed_cell_shift_id_shift_type")
        ),
        sa.PrimaryKeyConstraint("handing_id", "person_id", "day", name=op.f("pk_handed_cell")),
        sqlite_with_rowid=False,
    )


def _offers2() -> None:
    """By how many an offer goes beyond what is needed, and why it goes below it."""
    with op.batch_alter_table("shift_offer", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("above", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("below_reason", sa.String(), nullable=True))
