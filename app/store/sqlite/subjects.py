"""What a keeper calls the tables that are held against the trail."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.vocabulary import Message, msg

SUBJECTS: Mapping[str, Message] = {
    "account": msg("who may sign in"),
    "assignment": msg("the published roster"),
    "attendance": msg("the roll call"),
    "calendar_day": msg("the calendar"),
    "cover": msg("who covers open shifts"),
    "decision": msg("the ledger of decisions"),
    "delegation": msg("who decides in whose place"),
    "department": msg("the departments"),
    "handover": msg("the handover logs"),
    "handover_addition": msg("what was added to handover logs"),
    "handover_item": msg("the open items"),
    "handover_note": msg("the notes of handover logs"),
    "handover_read_back": msg("the items that were read back"),
    "handover_seal": msg("the seals of handover logs"),
    "handover_step": msg("the closings of open items"),
    "inspection": msg("the inspections"),
    "leave": msg("the leaves"),
    "leave_balance": msg("the balances of leave"),
    "leave_cancellation": msg("the givings up of leave"),
    "leave_certificate": msg("the certificates"),
    "leave_step": msg("the consents to leaves"),
    "own_leave_kind": msg("the centre's kinds of leave"),
    "person": msg("the people"),
    "policy_value": msg("the policy values"),
    "post": msg("the posts and roles"),
    "roster_change": msg("the changes of published rosters"),
    "roster_month": msg("the months of the roster"),
    "roster_version": msg("the versions of the roster"),
    "setting": msg("the settings"),
    "shift_need": msg("how many people shifts need"),
    "shift_type": msg("the shifts"),
    "swap": msg("the swaps"),
    "swap_consent": msg("the consents to swaps"),
    "team": msg("the teams"),
}


def named(table: str) -> Message | str:
    """The subject of a table; its own name where another version made it."""
    return SUBJECTS.get(table, table)
