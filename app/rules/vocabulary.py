"""The words of the rulebook: roles, kinds, states, and how a sentence travels untranslated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Role(StrEnum):
    """What a dated post makes of a person."""

    AGENT = "agent"
    TEAM_LEADER = "team_leader"
    QA_INSPECTOR = "qa_inspector"
    DEPARTMENT_HEAD = "department_head"
    CENTRE_DIRECTOR = "centre_director"
    ADMINISTRATOR = "administrator"


class DayKind(StrEnum):
    """A day of the centre's calendar that is not ordinary, or only looks so."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"


class SwapStatus(StrEnum):
    """Where a swap request stands. The workbook's `pending` is any of OFFERED to PART_APPROVED."""

    DRAFT = "draft"
    OFFERED = "offered"
    AGREED = "agreed"
    PART_APPROVED = "part_approved"
    EFFECTIVE = "effective"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class LeaveStatus(StrEnum):
    """Where a leave stands."""

    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class LeaveKind(StrEnum):
    """The kinds of leave that the rulebook names; a centre may add its own by code."""

    PERSONAL = "personal"
    URGENT_PERSONAL = "urgent_personal"
    SICK = "sick"
    EMERGENCY_SICK = "emergency_sick"
    BUSINESS = "business"
    STUDY = "study"


class BalanceEntry(StrEnum):
    """What an entry of a leave balance is."""

    GRANT = "grant"
    TAKE = "take"
    GIVE_BACK = "give_back"
    CARRY_OVER = "carry_over"
    EXPIRE = "expire"


class Upwards(StrEnum):
    """When the centre director decides on a kind, besides a head's own leave (LEAVE-1)."""

    LONG = "long"
    """When the run is longer than the policy's days."""
    ALWAYS = "always"
    NEVER = "never"


class Counting(StrEnum):
    """Which days of a leave its kind's balance counts."""

    ROSTERED = "rostered"
    """Those on which the person has a shift; workdays where no roster has the person yet."""
    WORKDAYS = "workdays"
    """Monday to Friday and make-up workdays, holidays left out."""
    CALENDAR = "calendar"
    """All, from the first to the last."""


class LeaveStepKind(StrEnum):
    """The steps of a leave's chain, in the order of LEAVE-1."""

    LEADER = "leader"
    HEAD = "head"
    DIRECTOR = "director"


class Side(StrEnum):
    """The two parties of a swap."""

    REQUESTER = "requester"
    COUNTERPART = "counterpart"


SIDES = tuple(Side)


class Level(StrEnum):
    """How grave a finding is."""

    BREACH = "breach"
    WARNING = "warning"
    NOTE = "note"
    """Worth knowing while a roster is made, and no fault; registers never have one."""


class RosterState(StrEnum):
    """Whether a team's month is still being made or is what people work by."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Section(StrEnum):
    """What a handover log speaks of (HAND-1), in the order of the sheet."""

    EQUIPMENT = "equipment"
    DIFFICULT_CASES = "difficult_cases"
    STAFF_CHANGES = "staff_changes"
    BUSINESS_CHANGES = "business_changes"
    INSTRUCTIONS = "instructions"
    COMPLAINTS = "complaints"
    PROCESS_CHANGES = "process_changes"


class LogSide(StrEnum):
    """The two signatures of a handover log (HAND-4)."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class OfferKind(StrEnum):
    """What is offered of a shift."""

    TAKE = "take"
    """A shift that nobody works yet: a leave opened it, or it is above the roster."""
    OFF = "off"
    """To be let off a rostered shift: calls are few."""


class OfferChoice(StrEnum):
    """Whose yes counts."""

    FIRST = "first"
    PICK = "pick"
    """That of those whom the leader picks among the volunteers."""


class OfferStatus(StrEnum):
    OPEN = "open"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class HandingState(StrEnum):
    """Where a draft is that its leader handed to the head."""

    WAITING = "waiting"
    HANDED_BACK = "handed_back"
    TAKEN_BACK = "taken_back"
    PUBLISHED = "published"


class ItemMove(StrEnum):
    """What is done to an open item once it is raised (HAND-3)."""

    CLOSED = "closed"
    REOPENED = "reopened"


class AdditionKind(StrEnum):
    """What is added to a handover log beside its sections (HAND-4)."""

    ADDITION = "addition"
    """After the signature, by somebody of the shift or who leads."""
    COMMENT = "comment"
    """By the head."""


class ReportKind(StrEnum):
    """What is reported upwards (ESC-1)."""

    FAULT = "fault"
    LEAK = "leak"
    ERROR = "error"
    DANGER = "danger"
    BEYOND_REMIT = "beyond_remit"
    CUSTOMER = "customer"


class ReportState(StrEnum):
    """Where a report upwards stands (ESC-3)."""

    RAISED = "raised"
    ANSWERED = "answered"
    DISSENTED = "dissented"
    UPHELD = "upheld"
    CHANGED = "changed"
    CARRIED_OUT = "carried_out"
    OBEYED = "obeyed"
    """Carried out against one's dissent."""
    TAKEN_UP = "taken_up"


class ReportAction(StrEnum):
    """What can happen to a report upwards; each is a row of its ledger."""

    RAISE = "raise"
    ANSWER = "answer"
    DISSENT = "dissent"
    UPHOLD = "uphold"
    CHANGE = "change"
    CARRY_OUT = "carry_out"
    TAKE_UP = "take_up"
    TELL = "tell"
    """A superior who was skipped is told."""


class Duty(StrEnum):
    """The regular duties of the rulebook; a centre may add its own."""

    SERVICE_ANALYSIS = "service_analysis"
    WEEKLY_FIGURES = "weekly_figures"
    LEADERS_MEETING = "leaders_meeting"
    AGENTS_MEETING = "agents_meeting"
    HALF_YEAR = "half_year"
    TRAINING = "training"
    QA_WEEK = "qa_week"
    QA_MONTH = "qa_month"
    SITE_CHECK = "site_check"
    SAFETY_CHECK = "safety_check"
    WATERING = "watering"
    LEAF_CLEANING = "leaf_cleaning"


class DutyForm(StrEnum):
    """What a regular duty is written down on."""

    NOTE = "note"
    FIGURES = "figures"
    """The period's figures, commented."""
    QUALITY = "quality"
    """The period's inspections, commented."""
    CHECKLIST = "checklist"
    MEETING = "meeting"
    TRAINING = "training"


class DutyStepKind(StrEnum):
    """What becomes of a duty that is handed up."""

    DONE = "done"
    RETURNED = "returned"
    RECEIVED = "received"


class AppealStepKind(StrEnum):
    """What is said of an appeal (QA-5): by the agent, by who scored it, by the head."""

    APPEALED = "appealed"
    ANSWERED = "answered"
    UPHELD = "upheld"
    REJECTED = "rejected"


class DutyState(StrEnum):
    """Where one due day of a regular duty stands."""

    DUE = "due"
    OVERDUE = "overdue"
    RETURNED = "returned"
    HANDED_UP = "handed_up"
    RECEIVED = "received"
    DONE = "done"


class Aspect(StrEnum):
    """What every scorecard has at least one item of (QA-2)."""

    LANGUAGE = "language"
    ATTITUDE = "attitude"
    TONE = "tone"
    SUMMARISING = "summarising"
    ADAPTABILITY = "adaptability"


class MeanStanding(StrEnum):
    """How a person's mean stands to their department's: beside it only where its interval is."""

    ABOVE = "above"
    LEVEL = "level"
    BELOW = "below"


_NO_PARAMS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet in any language: an English msgid with `{named}` parameters.

    A parameter that is itself a Message is translated before it is filled in.
    """

    msgid: str
    params: Mapping[str, Any] = field(default_factory=lambda: _NO_PARAMS)


def msg(msgid: str, /, **params: Any) -> Message:
    """Mark `msgid` for translation and carry its parameters. `app.text.say` words it."""
    return Message(msgid, params)
