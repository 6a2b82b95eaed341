"""What can be done in a centre, as the audit trail records it and the window is told of it.

The values stand in the trails of every store: a deed may get another name here, never another
value. `app/text/audit.py` words each; docs/decisions/0004 says what a trail shows.
"""

from __future__ import annotations

from enum import StrEnum


class Deed(StrEnum):
    """One kind of change. What stands before the point is what it is done to."""

    ACCOUNT_CHANGE_PASSWORD = "account.change_password"
    ACCOUNT_CREATE = "account.create"
    ACCOUNT_DISABLE = "account.disable"
    ACCOUNT_ENABLE = "account.enable"
    ACCOUNT_RESET_PASSWORD = "account.reset_password"
    ACCOUNT_SET_UP = "account.set_up"
    ACCOUNT_SIGN_IN = "account.sign_in"
    ACCOUNT_SIGN_IN_FAILED = "account.sign_in_failed"
    ACCOUNT_SIGN_IN_REFUSED = "account.sign_in_refused"

    ATTENDANCE_RECORD = "attendance.record"
    ATTENDANCE_TAKE_BACK = "attendance.take_back"
    ATTENDANCE_BRING = "attendance.bring"

    BALANCE_CARRY_OVER = "balance.carry_over"
    BALANCE_EXPIRE = "balance.expire"
    BALANCE_GIVE_BACK = "balance.give_back"
    BALANCE_GRANT = "balance.grant"
    BALANCE_TAKE = "balance.take"

    BULLETIN_END = "bulletin.end"
    BULLETIN_PUBLISH = "bulletin.publish"
    BULLETIN_READ = "bulletin.read"
    BULLETIN_REMIND = "bulletin.remind"

    CALENDAR_CLEAR = "calendar.clear"
    CALENDAR_SEED = "calendar.seed"
    CALENDAR_SET = "calendar.set"

    CERTIFICATE_HAND_IN = "certificate.hand_in"
    CERTIFICATE_LOOK = "certificate.look"

    COVER_ASSIGN = "cover.assign"
    COVER_TAKE_BACK = "cover.take_back"

    COMPLAINT_CLOSE = "complaint.close"
    COMPLAINT_REGISTER = "complaint.register"
    COMPLAINT_REPLY = "complaint.reply"

    DELEGATION_END = "delegation.end"
    DELEGATION_MAKE = "delegation.make"

    DESK_ADD = "desk.add"
    DESK_EDIT = "desk.edit"
    DESK_RETIRE = "desk.retire"

    DEMO_CARRY_ON = "demo.carry_on"
    DEMO_MADE = "demo.made"

    DEPARTMENT_ADD = "department.add"
    DEPARTMENT_REMOVE = "department.remove"
    DEPARTMENT_RENAME = "department.rename"

    CHECKLIST_KEEP = "checklist.keep"

    DUTY_ADD = "duty.add"
    DUTY_DO = "duty.do"
    DUTY_END = "duty.end"
    DUTY_RECEIVE = "duty.receive"
    DUTY_RETURN = "duty.return"

    DUTY_LOG_KEEP = "duty_log.keep"
    FLOOR_ALLOW = "floor.allow"
    FLOOR_ASK = "floor.ask"
    FLOOR_BACK = "floor.back"
    FLOOR_LEAVE = "floor.leave"
    FLOOR_TURN = "floor.turn"
    FLOOR_WITHDRAW = "floor.withdraw"

    GIVING_UP_DECLINE = "giving_up.decline"
    GIVING_UP_EXPIRE = "giving_up.expire"
    GIVING_UP_GRANT = "giving_up.grant"
    GIVING_UP_LAPSE = "giving_up.lapse"

    HANDOVER_ADD = "handover.add"
    HANDOVER_CLOSE = "handover.close"
    HANDOVER_COMMENT = "handover.comment"
    HANDOVER_NAME_ACTING = "handover.name_acting"
    HANDOVER_NOTE = "handover.note"
    HANDOVER_NOTE_EDIT = "handover.note_edit"
    HANDOVER_NOTE_REMOVE = "handover.note_remove"
    HANDOVER_READ_BACK = "handover.read_back"
    HANDOVER_SIGN_IN = "handover.sign_in"
    HANDOVER_SIGN_OUT = "handover.sign_out"

    ITEM_CLOSE = "item.close"
    ITEM_EDIT = "item.edit"
    ITEM_RAISE = "item.raise"
    ITEM_REMOVE = "item.remove"
    ITEM_REOPEN = "item.reopen"

    LEAVE_APPROVE = "leave.approve"
    LEAVE_ASK_CANCEL = "leave.ask_cancel"
    LEAVE_CANCEL = "leave.cancel"
    LEAVE_DECLINE = "leave.decline"
    LEAVE_EXPIRE = "leave.expire"
    LEAVE_FILE = "leave.file"
    LEAVE_IMPORT = "leave.import"
    LEAVE_REPORT_BACK = "leave.report_back"
    LEAVE_STEP = "leave.step"
    LEAVE_TAKE_REPORT_BACK = "leave.take_report_back"
    LEAVE_WITHDRAW = "leave.withdraw"

    LEAVE_KIND_ADD = "leave_kind.add"
    LEAVE_KIND_EDIT = "leave_kind.edit"

    FORECAST_CORRECT = "forecast.correct"
    FORECAST_RESTORE = "forecast.restore"
    GOAL_DROP = "goal.drop"
    GOAL_SET = "goal.set"
    NEED_COMPUTE = "need.compute"
    NEED_REMOVE = "need.remove"
    NEED_SET = "need.set"
    NEED_STATE = "need.state"
    NEED_UNCOMPUTE = "need.uncompute"
    VOLUME_BRING_IN = "volume.bring_in"

    NOTICE_READ = "notice.read"
    """Told to the window, never recorded: what one has read is nobody else's business."""

    PERSON_ADD = "person.add"
    PERSON_COME_BACK = "person.come_back"
    PERSON_EDIT = "person.edit"
    PERSON_LEAVE = "person.leave"
    PERSON_POST = "person.post"
    PERSON_REMOVE = "person.remove"
    PERSON_RENUMBER = "person.renumber"

    POLICY_SET = "policy.set"

    CALIBRATION_CLOSE = "calibration.close"
    CALIBRATION_OPEN = "calibration.open"
    CARD_AGREE = "card.agree"
    CARD_KEEP = "card.keep"
    CARD_REMOVE = "card.remove"
    CONTACT_BRING_IN = "contact.bring_in"
    INSPECTION_ACKNOWLEDGE = "inspection.acknowledge"
    INSPECTION_ANSWER = "inspection.answer"
    INSPECTION_APPEAL = "inspection.appeal"
    INSPECTION_BEGIN = "inspection.begin"
    INSPECTION_HAND_BACK = "inspection.hand_back"
    INSPECTION_LOOK = "inspection.look"
    INSPECTION_REJECT = "inspection.reject"
    INSPECTION_SUBMIT = "inspection.submit"
    INSPECTION_UPHOLD = "inspection.uphold"
    PROPOSAL_DROP = "proposal.drop"
    PROPOSAL_HOLD = "proposal.hold"
    PROPOSAL_MAKE = "proposal.make"
    SAMPLE_ASSIGN = "sample.assign"
    SAMPLE_DRAW = "sample.draw"
    SAMPLE_DROP = "sample.drop"

    ROLL_CALL_COMMENT = "roll_call.comment"
    ROLL_CALL_HOLD = "roll_call.hold"
    OFFER_EXPIRE = "offer.expire"
    OFFER_MAKE = "offer.make"
    OFFER_MET = "offer.met"
    OFFER_TAKE = "offer.take"
    OFFER_WITHDRAW = "offer.withdraw"
    OFFER_YES = "offer.yes"
    REPORT_ANSWER = "report.answer"
    REPORT_CARRY_OUT = "report.carry_out"
    REPORT_CHANGE = "report.change"
    REPORT_DISSENT = "report.dissent"
    REPORT_RAISE = "report.raise"
    REPORT_TAKE_UP = "report.take_up"
    REPORT_TELL = "report.tell"
    REPORT_UPHOLD = "report.uphold"

    ROSTER_BRING = "roster.bring"
    ROSTER_CERTIFY = "roster.certify"
    ROSTER_DRAFT = "roster.draft"
    ROSTER_LEAVES = "roster.leaves"
    ROSTER_MAKE = "roster.make"
    ROSTER_MAPPING = "roster.mapping"
    ROSTER_MAPPING_DROP = "roster.mapping_drop"
    ROSTER_EDIT = "roster.edit"
    ROSTER_HAND = "roster.hand"
    ROSTER_HAND_BACK = "roster.hand_back"
    ROSTER_HAND_UNDO = "roster.hand_undo"
    ROSTER_HAND_END = "roster.hand_end"
    ROSTER_FIX = "roster.fix"
    ROSTER_PUBLISH = "roster.publish"
    ROSTER_RELEASE = "roster.release"

    SEAT_CHECK_IN = "seat.check_in"
    SEAT_MOVE = "seat.move"
    SEAT_PLACE = "seat.place"
    SEAT_RELEASE = "seat.release"
    SEAT_STRIKE = "seat.strike"

    SHIFT_ADD = "shift.add"
    SHIFT_EDIT = "shift.edit"
    SHIFT_REMOVE = "shift.remove"
    SHIFT_RESTORE = "shift.restore"
    SHIFT_RETIRE = "shift.retire"

    STAFF_BRING = "staff.bring"
    STOP_END = "stop.end"
    STOP_ORDER = "stop.order"
    STOP_SEEN = "stop.seen"

    STORE_ACCEPT = "store.accept"
    STORE_ALTERED = "store.altered"
    """Found as it was opened: something else had changed it since it was closed."""
    STORE_BACKUP = "store.backup"
    STORE_CLOSE = "store.close"
    STORE_KEEP = "store.keep"
    STORE_MOVE = "store.move"
    """In the old store `to` where it went, in the new one `from` where it comes."""
    STORE_NAME = "store.name"
    STORE_LIMIT_IDLE = "store.limit_idle"
    STORE_MIGRATE = "store.migrate"
    STORE_OPEN = "store.open"
    """Written with the first change after it was closed."""
    STORE_RESTORE = "store.restore"

    SWAP_AGREE = "swap.agree"
    SWAP_APPROVE = "swap.approve"
    SWAP_CANCEL = "swap.cancel"
    SWAP_COMPLETE = "swap.complete"
    SWAP_DECLINE = "swap.decline"
    SWAP_EXPIRE = "swap.expire"
    SWAP_IMPORT = "swap.import"
    SWAP_OFFER = "swap.offer"
    SWAP_TAKE_BACK = "swap.take_back"
    SWAP_WITHDRAW = "swap.withdraw"

    TAKING_BACK_AGREE = "taking_back.agree"
    TAKING_BACK_APPROVE = "taking_back.approve"
    TAKING_BACK_CANCEL = "taking_back.cancel"
    TAKING_BACK_COMPLETE = "taking_back.complete"
    TAKING_BACK_DECLINE = "taking_back.decline"
    TAKING_BACK_EXPIRE = "taking_back.expire"
    TAKING_BACK_OFFER = "taking_back.offer"
    TAKING_BACK_WITHDRAW = "taking_back.withdraw"

    TEAM_ADD = "team.add"
    TEAM_REMOVE = "team.remove"
    TEAM_RENAME = "team.rename"

    TRAINING_KEEP = "training.keep"
    VISITOR_IN = "visitor.in"
    VISITOR_OUT = "visitor.out"

    WISH_CLOSE = "wish.close"
    WISH_ENTER = "wish.enter"
    WISH_REMOVE = "wish.remove"
    WISH_REOPEN = "wish.reopen"

    WORK_RULES_DROP = "work_rules.drop"
    WORK_RULES_SET = "work_rules.set"

    WORKBOOK_EXPORT = "workbook.export"
    WORKBOOK_IMPORT = "workbook.import"


Deeds = frozenset[Deed]

UNRECORDED: Deeds = frozenset({Deed.NOTICE_READ})
"""Told, and not in the trail."""

ONLY_NOTED: Deeds = frozenset(
    {
        Deed.ACCOUNT_SIGN_IN,
        Deed.ACCOUNT_SIGN_IN_FAILED,
        Deed.ACCOUNT_SIGN_IN_REFUSED,
        Deed.CERTIFICATE_LOOK,
        Deed.INSPECTION_LOOK,
        Deed.ROSTER_CERTIFY,
        Deed.STORE_CLOSE,
        Deed.STORE_OPEN,
        Deed.WORKBOOK_EXPORT,
    }
)
"""In the trail for the trail's sake: nothing else in the store is another by it."""

ROLL_CALL: Deeds = frozenset({Deed.ATTENDANCE_RECORD, Deed.ATTENDANCE_TAKE_BACK})
"""What a leader who calls the roll does several times a minute."""

_KNOWN = frozenset(deed.value for deed in Deed)


def known(action: str) -> Deed | None:
    """The deed that a trail's `action` is; None for one that only another version knows."""
    return Deed(action) if action in _KNOWN else None
