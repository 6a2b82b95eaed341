"""What a keeper calls the tables that are held against the trail."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.vocabulary import Message, msg

SUBJECTS: Mapping[str, Message] = {
    "account": msg("who may sign in"),
    "assignment": msg("the published roster"),
    "attendance": msg("the roll call"),
    "bulletin": msg("the bulletins"),
    "bulletin_read": msg("who has read bulletins"),
    "calendar_day": msg("the calendar"),
    "card_item": msg("the scorecards"),
    "check_item": msg("the lines of checklists"),
    "check_result": msg("the results of checklists"),
    "complaint": msg("the complaints of customers"),
    "cover": msg("who covers open shifts"),
    "decision": msg("the ledger of decisions"),
    "delegation": msg("who decides in whose place"),
    "department": msg("the departments"),
    "desk": msg("the desks"),
    "duty_done": msg("the regular duties that were done"),
    "duty_log": msg("the duty logs"),
    "duty_step": msg("what became of duties that were handed up"),
    "floor_wait": msg("who waited to leave the floor"),
    "handover": msg("the handover logs"),
    "handover_addition": msg("what was added to handover logs"),
    "handover_item": msg("the open items"),
    "handover_note": msg("the notes of handover logs"),
    "handover_read_back": msg("the items that were read back"),
    "handover_seal": msg("the seals of handover logs"),
    "handover_step": msg("the closings of open items"),
    "inspection": msg("the inspections"),
    "item_score": msg("the scores of inspections"),
    "leave": msg("the leaves"),
    "leave_balance": msg("the balances of leave"),
    "leave_cancellation": msg("the givings up of leave"),
    "leave_certificate": msg("the certificates"),
    "leave_step": msg("the consents to leaves"),
    "meeting_point": msg("what meetings spoke of"),
    "meeting_presence": msg("who was at meetings"),
    "off_post": msg("who was off the floor"),
    "own_duty": msg("the centre's own duties"),
    "own_leave_kind": msg("the centre's kinds of leave"),
    "person": msg("the people"),
    "policy_value": msg("the policy values"),
    "post": msg("the posts and roles"),
    "report_step": msg("what became of reports upwards"),
    "roll_call": msg("the roll calls that were held"),
    "roster_change": msg("the changes of published rosters"),
    "roster_month": msg("the months of the roster"),
    "roster_version": msg("the versions of the roster"),
    "seat": msg("who sat at which desk"),
    "setting": msg("the settings"),
    "shift_need": msg("how many people shifts need"),
    "shift_type": msg("the shifts"),
    "stop_order": msg("the orders to stop working"),
    "swap": msg("the swaps"),
    "swap_consent": msg("the consents to swaps"),
    "team": msg("the teams"),
    "training": msg("the trainings"),
    "upward_report": msg("the reports upwards"),
    "visitor": msg("the visitors"),
}


def named(table: str) -> Message | str:
    """The subject of a table; its own name where another version made it."""
    return SUBJECTS.get(table, table)
