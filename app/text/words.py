"""The rulebook's own words (roles, states, kinds) in the language in use, and lists of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from app.rules.vocabulary import (
    Aspect,
    Counting,
    DayKind,
    Duty,
    DutyForm,
    DutyState,
    DutyStepKind,
    LeaveKind,
    LeaveStatus,
    LeaveStepKind,
    Level,
    MeanStanding,
    ReportAction,
    ReportKind,
    ReportState,
    Role,
    RosterState,
    Section,
    Side,
    SwapStatus,
)
from app.text.language import _, is_chinese, mark, own_kind, shift_name

WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Role: {
        Role.AGENT: mark("agent"),
        Role.TEAM_LEADER: mark("team leader"),
        Role.QA_INSPECTOR: mark("QA inspector"),
        Role.DEPARTMENT_HEAD: mark("department head"),
        Role.CENTRE_DIRECTOR: mark("centre director"),
        Role.ADMINISTRATOR: mark("administrator"),
    },
    DayKind: {
        DayKind.HOLIDAY: mark("holiday"),
        DayKind.WORKDAY: mark("make-up workday"),
    },
    Counting: {
        Counting.ROSTERED: mark("rostered days"),
        Counting.WORKDAYS: mark("workdays"),
        Counting.CALENDAR: mark("calendar days"),
    },
    SwapStatus: {
        SwapStatus.DRAFT: mark("being written"),
        SwapStatus.OFFERED: mark("offered"),
        SwapStatus.AGREED: mark("agreed"),
        SwapStatus.PART_APPROVED: mark("partly approved"),
        SwapStatus.EFFECTIVE: mark("effective"),
        SwapStatus.DECLINED: mark("declined"),
        SwapStatus.WITHDRAWN: mark("withdrawn"),
        SwapStatus.EXPIRED: mark("expired"),
        SwapStatus.CANCELLED: mark("cancelled"),
    },
    LeaveStatus: {
        LeaveStatus.PENDING: mark("pending"),
        LeaveStatus.APPROVED: mark("approved"),
        LeaveStatus.DECLINED: mark("declined"),
        LeaveStatus.WITHDRAWN: mark("withdrawn"),
        LeaveStatus.EXPIRED: mark("expired"),
    },
    LeaveKind: {
        LeaveKind.PERSONAL: mark("personal leave"),
        LeaveKind.URGENT_PERSONAL: mark("urgent personal leave"),
        LeaveKind.SICK: mark("sick leave"),
        LeaveKind.EMERGENCY_SICK: mark("emergency sick leave"),
        LeaveKind.BUSINESS: mark("business leave"),
        LeaveKind.STUDY: mark("study leave"),
    },
    LeaveStepKind: {
        LeaveStepKind.LEADER: mark("team leader"),
        LeaveStepKind.HEAD: mark("department head"),
        LeaveStepKind.DIRECTOR: mark("centre director"),
    },
    Side: {
        Side.REQUESTER: mark("requester"),
        Side.COUNTERPART: mark("counterpart"),
    },
    Level: {
        Level.BREACH: mark("breach"),
        Level.WARNING: mark("warning"),
        Level.NOTE: mark("note"),
    },
    Aspect: {
        Aspect.LANGUAGE: mark("service language"),
        Aspect.ATTITUDE: mark("attitude"),
        Aspect.TONE: mark("tone"),
        Aspect.SUMMARISING: mark("summarising"),
        Aspect.ADAPTABILITY: mark("adaptability"),
    },
    MeanStanding: {
        MeanStanding.ABOVE: mark("above"),
        MeanStanding.LEVEL: mark("not told apart"),
        MeanStanding.BELOW: mark("below"),
    },
    ReportKind: {
        ReportKind.FAULT: mark("fault"),
        ReportKind.LEAK: mark("leak of confidential data"),
        ReportKind.ERROR: mark("serious error"),
        ReportKind.DANGER: mark("danger to equipment or people"),
        ReportKind.BEYOND_REMIT: mark("beyond one's remit"),
        ReportKind.CUSTOMER: mark("customer making trouble"),
    },
    ReportState: {
        ReportState.RAISED: mark("waits for an answer"),
        ReportState.ANSWERED: mark("answered, to be carried out"),
        ReportState.DISSENTED: mark("dissent, waits for the superior"),
        ReportState.UPHELD: mark("upheld, to be carried out"),
        ReportState.CHANGED: mark("changed, to be carried out"),
        ReportState.CARRIED_OUT: mark("carried out"),
        ReportState.OBEYED: mark("carried out under dissent"),
        ReportState.TAKEN_UP: mark("taken one level up"),
    },
    ReportAction: {
        ReportAction.RAISE: mark("reported"),
        ReportAction.ANSWER: mark("instruction"),
        ReportAction.DISSENT: mark("dissent"),
        ReportAction.UPHOLD: mark("upheld"),
        ReportAction.CHANGE: mark("changed instruction"),
        ReportAction.CARRY_OUT: mark("carried out"),
        ReportAction.TAKE_UP: mark("taken one level up"),
        ReportAction.TELL: mark("skipped superior told"),
    },
    RosterState: {
        RosterState.DRAFT: mark("draft"),
        RosterState.PUBLISHED: mark("published"),
    },
    DutyForm: {
        DutyForm.NOTE: mark("a note"),
        DutyForm.FIGURES: mark("the period's figures, commented"),
        DutyForm.QUALITY: mark("the period's inspections, commented"),
        DutyForm.CHECKLIST: mark("a checklist"),
        DutyForm.MEETING: mark("a meeting's minutes"),
        DutyForm.TRAINING: mark("trainings"),
    },
    DutyStepKind: {
        DutyStepKind.DONE: mark("done"),
        DutyStepKind.RETURNED: mark("returned"),
        DutyStepKind.RECEIVED: mark("received"),
    },
    DutyState: {
        DutyState.DUE: mark("to be done"),
        DutyState.OVERDUE: mark("overdue"),
        DutyState.RETURNED: mark("returned"),
        DutyState.HANDED_UP: mark("handed up"),
        DutyState.RECEIVED: mark("received"),
        DutyState.DONE: mark("done"),
    },
    Duty: {
        Duty.SERVICE_ANALYSIS: mark("service-quality analysis"),
        Duty.WEEKLY_FIGURES: mark("weekly figures"),
        Duty.LEADERS_MEETING: mark("team leaders' meeting"),
        Duty.AGENTS_MEETING: mark("meeting of all agents"),
        Duty.HALF_YEAR: mark("half-year and yearly summary"),
        Duty.TRAINING: mark("training and examination"),
        Duty.QA_WEEK: mark("weekly quality summary"),
        Duty.QA_MONTH: mark("monthly quality report"),
        Duty.SITE_CHECK: mark("site check"),
        Duty.SAFETY_CHECK: mark("safety check"),
        Duty.WATERING: mark("watering"),
        Duty.LEAF_CLEANING: mark("cleaning of leaves"),
    },
    Section: {
        Section.EQUIPMENT: mark("equipment"),
        Section.DIFFICULT_CASES: mark("difficult cases"),
        Section.STAFF_CHANGES: mark("staff changes"),
        Section.BUSINESS_CHANGES: mark("business changes"),
        Section.INSTRUCTIONS: mark("instructions from above"),
        Section.COMPLAINTS: mark("complaints and suggestions"),
        Section.PROCESS_CHANGES: mark("process changes"),
    },
}
"""By type first: members of two types may have one value, and a StrEnum equals its text."""


def word(member: StrEnum) -> str:
    """The word for a member of the vocabulary, in lower case where the language has case."""
    return _(WORDS[type(member)][member])


def title_word(member: StrEnum) -> str:
    """As `word`, for a label or a table cell: "Team leader"."""
    text = word(member)
    return text[:1].upper() + text[1:]


def named(name: str, no: str) -> str:
    """ "王芳 (1023)": two people may have one name; the number alone where no name is known."""
    return _("{name} ({number})").format(name=name, number=no) if name else no


def shift_words(code: str) -> str:
    """A shift as a sentence calls it: in Chinese "早班", or "E班" without a name; else its code."""
    if not is_chinese():
        return code
    name = shift_name(code) or code
    return name if name.endswith(_SHIFT) else f"{name}{_SHIFT}"


def full_shift(code: str, name: str) -> str:
    """A shift by code and name, "E Early"; once, where both are the same."""
    return name if name == code else f"{code} {name}"


_SHIFT = "班"


def leave_kind(kind: str) -> str:
    """The word for a leave's kind; one of the centre's own goes by the centre's name for it."""
    return word(LeaveKind(kind)) if kind in set(LeaveKind) else own_kind(kind)


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; in Chinese "a、b和c"."""
    if len(items) < 2:
        return "".join(items)
    head = ("、" if is_chinese() else ", ").join(items[:-1])
    return _("{first} and {last}").format(first=head, last=items[-1])


def alternatives(items: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"; in Chinese "a、b或c"."""
    if len(items) < 2:
        return "".join(items)
    head = ("、" if is_chinese() else ", ").join(items[:-1])
    return _("{first} or {last}").format(first=head, last=items[-1])
