"""What was missing of the work under the hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Each subject adds its step here."""
    _sick()


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
