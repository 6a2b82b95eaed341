"""The rulebook's own words (roles, states, kinds) in the language in use, and lists of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from app.rules.vocabulary import (
    DayKind,
    LeaveKind,
    LeaveStatus,
    LeaveStepKind,
    Level,
    Role,
    RosterState,
    Section,
    Side,
    SwapStatus,
)
from app.text.language import _, is_chinese, mark, own_kind

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
    RosterState: {
        RosterState.DRAFT: mark("draft"),
        RosterState.PUBLISHED: mark("published"),
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
