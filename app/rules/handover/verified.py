"""What a store says of a handover log and of a code that stands on its paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.rules.vocabulary import LogSide


@dataclass(frozen=True, slots=True)
class Added:
    """What was added after the signature: by whom (a name), and when."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`side`: the signature that the code belongs to; None: to none of this log's. `holds`: what
    was sealed then stands in the store unchanged, the audit trail has the same digest, and the
    store is whole (`chain`). What came after that signature is no change: it stands in `since`'s.
    """

    log_no: str
    side: LogSide | None
    signed_by: str = ""
    signed_at: datetime | None = None
    holds: bool = False
    chain: bool = True
    differs: tuple[str, ...] = ()
    """The parts that are not as they were sealed: keys of the sealed text, "seal", "trail"."""
    signed_in_since: bool = False
    additions_since: tuple[Added, ...] = ()
    items_moved_since: int = 0
    """Closings and reopenings of its items."""
    sealed: bool = True
    """Whether the log has a seal at all; one that an imported register brought has none."""
