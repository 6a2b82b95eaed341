"""Where a draft belongs: to a log and a field of its page."""

from __future__ import annotations

from app.queries.handover.rows import LogKey
from app.rules.vocabulary import Section

ADDITION, REMARK, READ_BACK = "addition", "remark", "read_back"


def log_place(key: LogKey, field: str) -> str:
    """The place of a field of that log's page: "handover:2/2026-11-26/D/equipment"."""
    return f"handover:{key.department_id}/{key.day.isoformat()}/{key.shift}/{field}"


def section_place(key: LogKey, section: Section) -> str:
    return log_place(key, section.value)


def line_place(line: tuple[str, object], deed: str) -> str:
    """What is typed in a line for one of its deeds: "item:12/close"."""
    kind, number = line
    return f"{kind}:{number}/{deed}"
