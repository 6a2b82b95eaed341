"""RULES.md, "Who may do what", as data: role x action -> how far it reaches.

Places are told by keys (the store's ids); a place and the place that it is compared with come
from one source. Which post a person holds on the day is the asker's to find out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from app.rules.facts import CENTRE, Place
from app.rules.vocabulary import Message, Role, msg


class Action(StrEnum):
    """What somebody may want to do."""

    SEE_ROSTER = "roster.see"
    DRAFT_ROSTER = "roster.draft"
    PUBLISH_ROSTER = "roster.publish"
    WISH = "wish.enter"
    SEE_WISHES = "wish.see"
    CLOSE_WISHES = "wish.close"
    FILE_SWAP = "swap.file"
    TAKE_SHIFT = "shift.take"
    DECIDE_SWAP = "swap.decide"
    FILE_LEAVE = "leave.file"
    DECIDE_LEAVE = "leave.decide"
    READ_HANDOVER = "handover.read"
    ADD_HANDOVER = "handover.add"
    COMMENT_HANDOVER = "handover.comment"
    SIGN_HANDOVER = "handover.sign"
    OVERRIDE_HANDOVER = "handover.override"
    CLOSE_ITEM = "item.close"
    READ_BULLETIN = "bulletin.read"
    PUBLISH_BULLETIN = "bulletin.publish"
    SEE_DESKS = "desk.see"
    KEEP_DESKS = "desk.keep"
    SEE_DUTIES = "duty.see"
    DO_DUTY = "duty.do"
    RECEIVE_DUTY = "duty.receive"
    ADD_DUTY = "duty.add"
    RAISE_REPORT = "report.raise"
    SEE_REPORTS = "report.see"
    ANSWER_REPORT = "report.answer"
    SEE_CASES = "case.see"
    REGISTER_CASE = "case.register"
    READ_INSPECTIONS = "inspection.read"
    INSPECT = "inspection.score"
    DECIDE_APPEAL = "inspection.decide_appeal"
    APPEAL = "inspection.appeal"
    READ_CARDS = "card.read"
    EDIT_CARDS = "card.edit"
    SEE_SAMPLE = "sample.see"
    DRAW_SAMPLE = "sample.draw"
    PROPOSE_TRAINING = "training.propose"
    SETTLE_TRAINING = "training.settle"
    CALIBRATE = "calibration.keep"
    SEE_REGISTERS = "register.see"
    SEE_LEAVES = "leave.see"
    ROLL_CALL = "attendance.record"
    HOLD_ROLL_CALL = "attendance.hold"
    GRANT_BALANCE = "balance.grant"
    READ_POLICY = "policy.read"
    EDIT_POLICY = "policy.edit"
    EDIT_KINDS = "leave_kind.edit"
    READ_CALENDAR = "calendar.read"
    EDIT_CALENDAR = "calendar.edit"
    SEE_NEEDS = "need.see"
    EDIT_SHIFTS = "shift.edit"
    EDIT_NEEDS = "need.edit"
    EDIT_WORK_RULES = "work_rules.edit"
    SEE_PEOPLE = "people.see"
    SEE_PHONES = "phone.see"
    MANAGE_PEOPLE = "people.manage"
    MANAGE_ACCOUNTS = "account.manage"
    KEEP_STORE = "store.keep"
    IMPORT = "workbook.import"
    EXPORT = "workbook.export"
    SEE_AUDIT = "audit.see"


class Scope(IntEnum):
    """How far a grant reaches; each holds the ones before it."""

    NONE = 0
    OWN = 1
    TEAM = 2
    DEPARTMENT = 3
    CENTRE = 4


# The columns of the table, in its order.
ROLES = (
    Role.AGENT,
    Role.TEAM_LEADER,
    Role.QA_INSPECTOR,
    Role.DEPARTMENT_HEAD,
    Role.CENTRE_DIRECTOR,
    Role.ADMINISTRATOR,
)
_NO, _OWN, _TEAM, _DEPT, _ALL = Scope


def _row(*scopes: Scope) -> Mapping[Role, Scope]:
    return dict(zip(ROLES, scopes, strict=True))


# What the table leaves open is read narrowly (CONF-1: people see what their role needs):
# registers and findings follow the line of command, and kinds and reasons of leave nobody else;
# shifts go with the calendar, needs with the roster's department, and whoever adds to a handover
# log reads it.
TABLE: Mapping[Action, Mapping[Role, Scope]] = {
    #                                 agent  leader  inspector head  director administrator
    Action.SEE_ROSTER:           _row(_TEAM, _DEPT,  _DEPT,  _DEPT,  _ALL,  _ALL),
    Action.DRAFT_ROSTER:         _row(_NO,   _TEAM,  _NO,    _DEPT,  _NO,   _NO),
    Action.PUBLISH_ROSTER:       _row(_NO,   _NO,    _NO,    _DEPT,  _NO,   _NO),
    Action.WISH:                 _row(_OWN,  _OWN,   _NO,    _NO,    _NO,   _NO),
    Action.SEE_WISHES:           _row(_OWN,  _TEAM,  _OWN,   _DEPT,  _OWN,  _OWN),
    Action.CLOSE_WISHES:         _row(_NO,   _TEAM,  _NO,    _DEPT,  _NO,   _NO),
    Action.FILE_SWAP:            _row(_OWN,  _OWN,   _NO,    _NO,    _NO,   _NO),
    Action.TAKE_SHIFT:           _row(_OWN,  _OWN,   _NO,    _NO,    _NO,   _NO),
    Action.DECIDE_SWAP:          _row(_NO,   _TEAM,  _NO,    _DEPT,  _NO,   _NO),
    Action.FILE_LEAVE:           _row(_OWN,  _OWN,   _OWN,   _OWN,   _OWN,  _OWN),
    Action.DECIDE_LEAVE:         _row(_NO,   _TEAM,  _NO,    _DEPT,  _ALL,  _NO),
    Action.READ_HANDOVER:        _row(_DEPT, _DEPT,  _NO,    _DEPT,  _ALL,  _NO),
    Action.ADD_HANDOVER:         _row(_DEPT, _DEPT,  _NO,    _NO,    _NO,   _NO),
    Action.COMMENT_HANDOVER:     _row(_NO,   _NO,    _NO,    _DEPT,  _NO,   _NO),
    Action.SIGN_HANDOVER:        _row(_NO,   _DEPT,  _NO,    _DEPT,  _NO,   _NO),
    Action.OVERRIDE_HANDOVER:    _row(_NO,   _DEPT,  _NO,    _DEPT,  _NO,   _NO),
    Action.CLOSE_ITEM:           _row(_OWN,  _DEPT,  _NO,    _DEPT,  _NO,   _NO),
    Action.READ_BULLETIN:        _row(_DEPT, _DEPT,  _DEPT,  _DEPT,  _ALL,  _ALL),
    Action.PUBLISH_BULLETIN:     _row(_NO,   _TEAM,  _NO,    _DEPT,  _ALL,  _NO),
    Action.SEE_DESKS:            _row(_OWN,  _DEPT,  _NO,    _DEPT,  _ALL,  _NO),
    Action.KEEP_DESKS:           _row(_NO,   _DEPT,  _NO,    _DEPT,  _NO,   _NO),
    Action.SEE_DUTIES:           _row(_OWN,  _DEPT,  _DEPT,  _DEPT,  _ALL,  _NO),
    Action.DO_DUTY:              _row(_DEPT, _DEPT,  _DEPT,  _DEPT,  _NO,   _NO),
    Action.RECEIVE_DUTY:         _row(_NO,   _NO,    _NO,    _DEPT,  _ALL,  _NO),
    Action.ADD_DUTY:             _row(_NO,   _NO,    _NO,    _DEPT,  _NO,   _NO),
    Action.RAISE_REPORT:         _row(_OWN,  _OWN,   _OWN,   _OWN,   _NO,   _OWN),
    Action.SEE_REPORTS:          _row(_OWN,  _TEAM,  _OWN,   _DEPT,  _ALL,  _OWN),
    Action.ANSWER_REPORT:        _row(_NO,   _TEAM,  _NO,    _DEPT,  _ALL,  _NO),
    Action.SEE_CASES:            _row(_OWN,  _DEPT,  _NO,    _DEPT,  _ALL,  _NO),
    Action.REGISTER_CASE:        _row(_DEPT, _DEPT,  _NO,    _DEPT,  _NO,   _NO),
    Action.READ_INSPECTIONS:     _row(_OWN,  _TEAM,  _DEPT,  _DEPT,  _ALL,  _OWN),
    Action.INSPECT:              _row(_NO,   _NO,    _DEPT,  _NO,    _NO,   _NO),
    Action.DECIDE_APPEAL:        _row(_NO,   _NO,    _NO,    _DEPT,  _NO,   _NO),
    Action.APPEAL:               _row(_OWN,  _OWN,   _OWN,   _OWN,   _OWN,  _OWN),
    Action.READ_CARDS:           _row(_ALL,  _ALL,   _ALL,   _ALL,   _ALL,  _NO),
    Action.EDIT_CARDS:           _row(_NO,   _NO,    _ALL,   _ALL,   _NO,   _NO),
    Action.SEE_SAMPLE:           _row(_OWN,  _TEAM,  _DEPT,  _DEPT,  _ALL,  _NO),
    Action.DRAW_SAMPLE:          _row(_NO,   _NO,    _DEPT,  _DEPT,  _NO,   _NO),
    Action.PROPOSE_TRAINING:     _row(_NO,   _NO,    _DEPT,  _DEPT,  _NO,   _NO),
    Action.SETTLE_TRAINING:      _row(_NO,   _NO,    _NO,    _DEPT,  _NO,   _NO),
    Action.CALIBRATE:            _row(_NO,   _NO,    _DEPT,  _DEPT,  _NO,   _NO),
    Action.SEE_REGISTERS:        _row(_OWN,  _TEAM,  _OWN,   _DEPT,  _ALL,  _ALL),
    Action.SEE_LEAVES:           _row(_OWN,  _TEAM,  _OWN,   _DEPT,  _ALL,  _OWN),
    Action.ROLL_CALL:            _row(_NO,   _TEAM,  _NO,    _DEPT,  _NO,   _NO),
    Action.HOLD_ROLL_CALL:       _row(_NO,   _DEPT,  _NO,    _DEPT,  _NO,   _NO),
    Action.GRANT_BALANCE:        _row(_NO,   _NO,    _NO,    _DEPT,  _ALL,  _NO),
    Action.READ_POLICY:          _row(_ALL,  _ALL,   _ALL,   _ALL,   _ALL,  _ALL),
    Action.EDIT_POLICY:          _row(_NO,   _NO,    _NO,    _ALL,   _ALL,  _NO),
    Action.EDIT_KINDS:           _row(_NO,   _NO,    _NO,    _ALL,   _ALL,  _ALL),
    Action.READ_CALENDAR:        _row(_ALL,  _ALL,   _ALL,   _ALL,   _ALL,  _ALL),
    Action.EDIT_CALENDAR:        _row(_NO,   _NO,    _NO,    _ALL,   _ALL,  _ALL),
    Action.SEE_NEEDS:            _row(_NO,   _DEPT,  _NO,    _DEPT,  _ALL,  _ALL),
    Action.EDIT_SHIFTS:          _row(_NO,   _NO,    _NO,    _ALL,   _ALL,  _ALL),
    Action.EDIT_NEEDS:           _row(_NO,   _NO,    _NO,    _DEPT,  _ALL,  _ALL),
    Action.EDIT_WORK_RULES:      _row(_NO,   _NO,    _NO,    _DEPT,  _ALL,  _ALL),
    Action.SEE_PEOPLE:           _row(_TEAM, _DEPT,  _DEPT,  _DEPT,  _ALL,  _ALL),
    Action.SEE_PHONES:           _row(_OWN,  _TEAM,  _OWN,   _DEPT,  _ALL,  _ALL),
    Action.MANAGE_PEOPLE:        _row(_NO,   _NO,    _NO,    _NO,    _NO,   _ALL),
    Action.MANAGE_ACCOUNTS:      _row(_NO,   _NO,    _NO,    _NO,    _NO,   _ALL),
    Action.KEEP_STORE:           _row(_NO,   _NO,    _NO,    _NO,    _NO,   _ALL),
    Action.IMPORT:               _row(_NO,   _NO,    _NO,    _NO,    _NO,   _ALL),
    Action.EXPORT:               _row(_NO,   _NO,    _NO,    _NO,    _ALL,  _ALL),
    Action.SEE_AUDIT:            _row(_NO,   _NO,    _NO,    _DEPT,  _ALL,  _ALL),
}  # fmt: skip

NEVER_OWN = frozenset(
    {
        Action.DECIDE_SWAP, Action.DECIDE_LEAVE, Action.INSPECT, Action.DECIDE_APPEAL,
        Action.ANSWER_REPORT,
    }
)  # fmt: skip
"""Nobody decides their own swap, leave or appeal, answers their own report, or scores themselves
(SWAP-1, LEAVE-1, ESC-3, QA-3)."""

ALWAYS_OWN = frozenset(
    {
        Action.SEE_ROSTER, Action.READ_INSPECTIONS, Action.SEE_REGISTERS, Action.SEE_LEAVES,
        Action.SEE_PEOPLE, Action.SEE_PHONES, Action.SEE_REPORTS, Action.SEE_WISHES,
    }
)  # fmt: skip
"""What concerns themselves, people see wherever they are placed."""

KEEPER_MAY = frozenset(
    {
        Action.SEE_ROSTER, Action.SEE_REGISTERS, Action.SEE_LEAVES, Action.READ_INSPECTIONS,
        Action.SEE_PEOPLE, Action.READ_BULLETIN, Action.SEE_PHONES,
        Action.SEE_REPORTS, Action.SEE_CASES,
        Action.READ_POLICY, Action.READ_CALENDAR, Action.SEE_AUDIT, Action.EDIT_CALENDAR,
        Action.SEE_NEEDS,
        Action.EDIT_SHIFTS, Action.EDIT_KINDS, Action.EDIT_NEEDS, Action.EDIT_WORK_RULES,
        Action.MANAGE_PEOPLE,
        Action.MANAGE_ACCOUNTS,
        Action.KEEP_STORE, Action.IMPORT, Action.EXPORT,
    }
)  # fmt: skip
"""Who holds the file holds the data; deciding stays with the posts."""


def scope_of(role: Role, action: Action) -> Scope:
    """How far `role` may do `action`; `Scope.NONE` where it may not."""
    return TABLE[action][role]


def may(
    role: Role, mine: Place, action: Action, theirs: Place = CENTRE, *, own: bool = False
) -> bool:
    """Whether `role`, placed at `mine`, may do `action` to what belongs to `theirs`.

    `own` says that it concerns the very person who acts.
    """
    scope = scope_of(role, action)
    if own and (action in NEVER_OWN or action in ALWAYS_OWN):
        return action in ALWAYS_OWN
    if scope is Scope.TEAM:
        return mine.team is not None and mine.team == theirs.team
    if scope is Scope.DEPARTMENT:
        return mine.department is not None and mine.department == theirs.department
    return scope is Scope.CENTRE or (scope is Scope.OWN and own)


def who_may(action: Action, department: str = "", team: str = "") -> Message:
    """Who may do it, in words: "the department head of Sales, the director or an administrator"."""
    named = [
        _holder(role, scope_of(role, action), department, team)
        for role in ROLES
        if scope_of(role, action) is not Scope.NONE
    ]
    *before, sentence = named
    for place, holder in enumerate(reversed(before)):
        words = msg("{first}, {rest}") if place else msg("{first} or {rest}")
        sentence = Message(words.msgid, {"first": holder, "rest": sentence})
    return sentence


def _holder(role: Role, scope: Scope, department: str, team: str) -> Message:
    if scope is Scope.TEAM and team:
        return msg("{role} of {place}", role=HOLDERS[role], place=team)
    if scope is Scope.DEPARTMENT and department:
        return msg("{role} of {place}", role=HOLDERS[role], place=department)
    return HOLDERS[role]


HOLDERS: Mapping[Role, Message] = {
    Role.AGENT: msg("an agent"),
    Role.TEAM_LEADER: msg("the team leader"),
    Role.QA_INSPECTOR: msg("a QA inspector"),
    Role.DEPARTMENT_HEAD: msg("the department head"),
    Role.CENTRE_DIRECTOR: msg("the centre director"),
    Role.ADMINISTRATOR: msg("an administrator"),
}

WORDS: Mapping[Action, Message] = {
    Action.SEE_ROSTER: msg("see this roster"),
    Action.DRAFT_ROSTER: msg("edit this roster"),
    Action.PUBLISH_ROSTER: msg("publish this roster"),
    Action.WISH: msg("enter wishes"),
    Action.SEE_WISHES: msg("see these wishes"),
    Action.CLOSE_WISHES: msg("close this month to wishes, or open it again"),
    Action.FILE_SWAP: msg("file this swap"),
    Action.TAKE_SHIFT: msg("take this shift"),
    Action.DECIDE_SWAP: msg("decide on this swap"),
    Action.FILE_LEAVE: msg("file this leave"),
    Action.DECIDE_LEAVE: msg("decide on this leave"),
    Action.READ_HANDOVER: msg("read this handover log"),
    Action.ADD_HANDOVER: msg("add to this handover log"),
    Action.COMMENT_HANDOVER: msg("comment on this handover log"),
    Action.SIGN_HANDOVER: msg("sign this handover log"),
    Action.OVERRIDE_HANDOVER: msg("release a desk before its relief"),
    Action.CLOSE_ITEM: msg("close this item"),
    Action.READ_BULLETIN: msg("read this bulletin"),
    Action.PUBLISH_BULLETIN: msg("publish this bulletin"),
    Action.SEE_DESKS: msg("see these desks"),
    Action.KEEP_DESKS: msg("arrange these desks"),
    Action.SEE_DUTIES: msg("see these duties"),
    Action.DO_DUTY: msg("do this duty"),
    Action.RECEIVE_DUTY: msg("receive this duty"),
    Action.ADD_DUTY: msg("add a duty"),
    Action.RAISE_REPORT: msg("report this upwards"),
    Action.SEE_REPORTS: msg("see these reports"),
    Action.ANSWER_REPORT: msg("answer this report"),
    Action.SEE_CASES: msg("see these complaints and visitors"),
    Action.REGISTER_CASE: msg("register complaints and visitors"),
    Action.READ_INSPECTIONS: msg("read these inspections"),
    Action.INSPECT: msg("score this contact"),
    Action.DECIDE_APPEAL: msg("decide on this appeal"),
    Action.APPEAL: msg("acknowledge this inspection or appeal against it"),
    Action.READ_CARDS: msg("read the scorecards"),
    Action.EDIT_CARDS: msg("change the scorecards"),
    Action.SEE_SAMPLE: msg("see this sampling plan"),
    Action.DRAW_SAMPLE: msg("draw this sampling plan"),
    Action.PROPOSE_TRAINING: msg("propose this training"),
    Action.SETTLE_TRAINING: msg("hold or drop this proposed training"),
    Action.CALIBRATE: msg("hold this calibration"),
    Action.SEE_REGISTERS: msg("see these registers"),
    Action.SEE_LEAVES: msg("see these leaves"),
    Action.ROLL_CALL: msg("keep this attendance sheet"),
    Action.HOLD_ROLL_CALL: msg("hold this roll call"),
    Action.GRANT_BALANCE: msg("grant days of leave"),
    Action.READ_POLICY: msg("read the policy values"),
    Action.EDIT_POLICY: msg("change policy values"),
    Action.EDIT_KINDS: msg("change the kinds of leave"),
    Action.READ_CALENDAR: msg("read the calendar"),
    Action.EDIT_CALENDAR: msg("change the calendar"),
    Action.SEE_NEEDS: msg("see how many contacts are expected here"),
    Action.EDIT_SHIFTS: msg("change shift types"),
    Action.EDIT_NEEDS: msg("change how many people a shift needs"),
    Action.EDIT_WORK_RULES: msg("change these working hours rules"),
    Action.SEE_PEOPLE: msg("see these people"),
    Action.SEE_PHONES: msg("see these telephone numbers"),
    Action.MANAGE_PEOPLE: msg("change people, teams and posts"),
    Action.MANAGE_ACCOUNTS: msg("look after accounts"),
    Action.KEEP_STORE: msg("look after the store"),
    Action.IMPORT: msg("import a workbook"),
    Action.EXPORT: msg("export the workbook"),
    Action.SEE_AUDIT: msg("see the audit trail"),
}
