"""What brings rosters in, and what runs under the hand."""

from __future__ import annotations

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Nothing yet: each subject adds its step here."""
