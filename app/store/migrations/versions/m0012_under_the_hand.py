"""What brings rosters in, and what runs under the hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Each subject adds its step here."""
    _bringing()


def _bringing() -> None:
    """How files of the centre's own are read, under a name."""
    op.create_table(
        "roster_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("signs", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_mapping")),
        sa.UniqueConstraint("name", name=op.f("uq_roster_mapping_name")),
    )
