"""What `check` finds: Bulletins and roll calls: HAND-5, HAND-6."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.bulletins.roll_calls import roll_calls
from app.rules.bulletins.unread import unread
from app.rules.findings import Finding
from app.rules.ground import Ground


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from unread(ground)
    yield from roll_calls(ground)
