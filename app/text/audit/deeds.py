"""Every deed in words: what was done."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.deeds import Deed, known
from app.text.language import _, mark

DEEDS: Mapping[Deed, str] = {
    Deed.ACCOUNT_CHANGE_PASSWORD: mark("changed the password"),
    Deed.ACCOUNT_CREATE: mark("made an account"),
    Deed.ACCOUNT_DISABLE: mark("closed an account"),
    Deed.ACCOUNT_ENABLE: mark("opened an account again"),
    Deed.ACCOUNT_RESET_PASSWORD: mark("set a first password anew"),
    Deed.ACCOUNT_SET_UP: mark("set up the administrator"),
    Deed.ACCOUNT_SIGN_IN: mark("signed in"),
    Deed.ACCOUNT_SIGN_IN_FAILED: mark("failed to sign in"),
    Deed.ACCOUNT_SIGN_IN_REFUSED: mark("was refused at sign-in"),
    Deed.ATTENDANCE_RECORD: mark("recorded attendance"),
    Deed.ATTENDANCE_TAKE_BACK: mark("took a record of attendance back"),
    Deed.BALANCE_CARRY_OVER: mark("carried days of leave over"),
    Deed.BALANCE_EXPIRE: mark("let days of leave expire"),
    Deed.BALANCE_GIVE_BACK: mark("gave days of leave back"),
    Deed.BALANCE_GRANT: mark("granted days of leave"),
    Deed.BALANCE_TAKE: mark("took days of leave"),
    Deed.CALENDAR_CLEAR: mark("cleared a day of the calendar"),
    Deed.CALENDAR_SEED: mark("filled the calendar"),
    Deed.CALENDAR_SET: mark("set a day of the calendar"),
    Deed.CERTIFICATE_HAND_IN: mark("handed a certificate in"),
    Deed.CERTIFICATE_LOOK: mark("looked at a certificate"),
    Deed.COVER_ASSIGN: mark("assigned somebody to an open shift"),
    Deed.DELEGATION_END: mark("ended a delegation"),
    Deed.DELEGATION_MAKE: mark("delegated decisions on leave"),
    Deed.DEMO_CARRY_ON: mark("held the roll calls of the demo"),
    Deed.DEMO_MADE: mark("made the demo centre"),
    Deed.DEPARTMENT_ADD: mark("added a department"),
    Deed.DEPARTMENT_REMOVE: mark("removed a department"),
    Deed.DEPARTMENT_RENAME: mark("renamed a department"),
    Deed.CHECKLIST_KEEP: mark("changed a checklist"),
    Deed.DUTY_ADD: mark("added a regular duty"),
    Deed.DUTY_DO: mark("did a regular duty"),
    Deed.DUTY_END: mark("ended a regular duty"),
    Deed.DUTY_RECEIVE: mark("received a regular duty"),
    Deed.DUTY_RETURN: mark("returned a regular duty"),
    Deed.DUTY_LOG_KEEP: mark("kept the duty log"),
    Deed.GIVING_UP_DECLINE: mark("declined to have a leave given up"),
    Deed.GIVING_UP_EXPIRE: mark("let a request to give a leave up expire"),
    Deed.GIVING_UP_GRANT: mark("let a leave be given up"),
    Deed.GIVING_UP_LAPSE: mark("let the giving up of a leave lapse"),
    Deed.LEAVE_APPROVE: mark("approved a leave"),
    Deed.LEAVE_ASK_CANCEL: mark("asked to give a leave up"),
    Deed.LEAVE_CANCEL: mark("gave a leave up"),
    Deed.LEAVE_DECLINE: mark("declined a leave"),
    Deed.LEAVE_EXPIRE: mark("let a leave expire"),
    Deed.LEAVE_FILE: mark("filed a leave"),
    Deed.LEAVE_IMPORT: mark("brought a leave on by a workbook"),
    Deed.LEAVE_STEP: mark("approved a step of a leave"),
    Deed.LEAVE_WITHDRAW: mark("withdrew a leave"),
    Deed.LEAVE_KIND_ADD: mark("added a kind of leave"),
    Deed.LEAVE_KIND_EDIT: mark("changed a kind of leave"),
    Deed.NEED_SET: mark("set the people that shifts need"),
    Deed.PERSON_ADD: mark("added a person"),
    Deed.PERSON_COME_BACK: mark("took a leaving back"),
    Deed.PERSON_EDIT: mark("changed a person"),
    Deed.PERSON_LEAVE: mark("recorded a leaving"),
    Deed.PERSON_POST: mark("changed somebody's posts"),
    Deed.POLICY_SET: mark("set a policy value"),
    Deed.ROSTER_DRAFT: mark("edited a roster's draft"),
    Deed.ROSTER_EDIT: mark("changed the published roster"),
    Deed.ROSTER_PUBLISH: mark("published a roster"),
    Deed.SHIFT_ADD: mark("added a shift"),
    Deed.SHIFT_EDIT: mark("changed a shift"),
    Deed.SHIFT_REMOVE: mark("removed a shift"),
    Deed.SHIFT_RESTORE: mark("took a shift back into use"),
    Deed.SHIFT_RETIRE: mark("took a shift out of use"),
    Deed.STORE_ACCEPT: mark("accepted what something else had changed in the store"),
    Deed.STORE_ALTERED: mark("found the store changed by something else"),
    Deed.STORE_BACKUP: mark("took a backup"),
    Deed.STORE_CLOSE: mark("closed the store"),
    Deed.STORE_KEEP: mark("set how backups are kept"),
    Deed.STORE_LIMIT_IDLE: mark("set after how many idle minutes a desk locks"),
    Deed.STORE_MIGRATE: mark("brought the store to this version"),
    Deed.STORE_OPEN: mark("opened the store"),
    Deed.STORE_RESTORE: mark("went back to a backup"),
    Deed.SWAP_AGREE: mark("agreed to a swap"),
    Deed.SWAP_APPROVE: mark("consented to a swap"),
    Deed.SWAP_CANCEL: mark("cancelled a swap, as the roster moved"),
    Deed.SWAP_COMPLETE: mark("put a swap into effect"),
    Deed.SWAP_DECLINE: mark("declined a swap"),
    Deed.SWAP_EXPIRE: mark("let a swap expire"),
    Deed.SWAP_IMPORT: mark("brought a swap on by a workbook"),
    Deed.SWAP_OFFER: mark("asked for a swap"),
    Deed.SWAP_WITHDRAW: mark("withdrew a swap"),
    Deed.TEAM_ADD: mark("added a team"),
    Deed.TEAM_REMOVE: mark("removed a team"),
    Deed.TEAM_RENAME: mark("renamed a team"),
    Deed.TRAINING_KEEP: mark("kept a training"),
    Deed.WORKBOOK_EXPORT: mark("exported the workbook"),
    Deed.WORKBOOK_IMPORT: mark("imported a workbook"),
}


def deed_words(action: str) -> str:
    """ "consented to a swap"; a deed that only another version knows is said to be one."""
    deed = known(action)
    return _(DEEDS[deed]) if deed else _("did what this version has no word for")


def deed_title(action: str) -> str:
    """As `deed_words`, to begin a line with."""
    text = deed_words(action)
    return text[:1].upper() + text[1:]
