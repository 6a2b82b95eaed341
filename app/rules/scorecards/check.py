"""What `check` finds: Scorecards and appeals: QA-2, QA-4, QA-5."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.findings import Finding
from app.rules.ground import Ground


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from ()
