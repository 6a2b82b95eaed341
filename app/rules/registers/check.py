"""What `check` finds: Reports upwards, complaints and visitors: ESC-2, ESC-3, COMP, CONF-2."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.findings import Finding
from app.rules.ground import Ground


def findings(ground: Ground) -> Iterator[Finding]:
    """Every finding of these books, in no order."""
    yield from ()
