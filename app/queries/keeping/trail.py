"""The audit trail's head, as an anchor outside the file."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry

_SHOWN = 16


def trail_head(session: Session) -> str:
    """The last row's number and the beginning of its link: "1204-3f2a9c0b11d2e4f6"."""
    last = session.execute(
        select(AuditEntry.id, AuditEntry.mac).order_by(AuditEntry.id.desc()).limit(1)
    ).one_or_none()
    return f"{last.id}-{last.mac[:_SHOWN]}" if last else ""
