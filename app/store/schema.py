"""Which schema a store has, and what every store has to see to itself, for all who write in it."""

from __future__ import annotations

HEAD = "0014"
"""The newest migration. A store at this revision opens without Alembic being imported."""

LEDGERS = (
    "appeal_point",
    "appeal_step",
    "audit_entry",
    "card_reading",
    "decision",
    "duty_step",
    "handover_addition",
    "handover_read_back",
    "handover_seal",
    "handover_step",
    "item_score",
    "leave_balance",
    "leave_certificate",
    "policy_value",
    "report_step",
    "roster_change",
    "roster_version",
    "sample_draw",
)
"""Tables that are appended to, never edited: a store refuses it."""

REFERENCE = (
    "calendar_day",
    "delegation",
    "department",
    "own_leave_kind",
    "person",
    "policy_value",
    "post",
    "shift_type",
    "team",
)
"""What every request is judged by and what rarely changes: a store draws a new stamp whenever one
of them does, and `queries/reference.py` keeps them under it."""
