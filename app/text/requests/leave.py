"""The words of leaves, and of giving them up."""

from __future__ import annotations

from app.rules.turn import Word
from app.rules.vocabulary import LeaveStatus, LeaveStepKind
from app.text.language import _, mark
from app.text.requests.kind import KindWords
from app.text.words import WORDS, word

_STEPS = {
    "file": mark("Request filed"),
    "withdraw": mark("Withdrawn"),
    "expire": mark("Expired"),
}
_ENDS = {
    LeaveStatus.APPROVED: mark("Giving it up was granted"),
    LeaveStatus.DECLINED: mark("Giving it up was declined"),
    LeaveStatus.WITHDRAWN: mark("Giving it up lapsed: the leave was changed"),
    LeaveStatus.EXPIRED: mark("Giving it up expired: the leave is over"),
}


def _step(step: str) -> str | None:
    name, _dot, rest = step.partition(".")
    if name == "step":
        return _("Decided as {step}").format(step=word(LeaveStepKind(rest)))
    return _(_STEPS[step]) if step in _STEPS else None


def _giving_up_step(step: str) -> str | None:
    """ "cancel.12.approved": which of the leave's requests, and how it ended."""
    name, _dot, rest = step.partition(".")
    state = rest.rpartition(".")[2]
    return _(_ENDS[LeaveStatus(state)]) if name == "cancel" and state in _ENDS else None


LEAVE = KindWords(
    numbered=mark("Leave {no}"),
    states=WORDS[LeaveStatus],
    asked={Word.DECISION: mark("your decision")},
    yes={Word.DECISION: mark("&Approve")},
    brought={
        LeaveStatus.PENDING: mark("Recorded; it goes to the next step"),
        LeaveStatus.APPROVED: mark("The leave is approved; its shifts are open"),
    },
    headlines={
        "leave.filed": mark("Leave to decide"),
        "leave.filed_for": mark("Leave filed for you"),
        "leave.step_approved": mark("Leave: a step further"),
        "leave.approved": mark("Leave approved"),
        "leave.declined": mark("Leave declined"),
        "leave.withdrawn": mark("Leave withdrawn"),
        "leave.withdrawn_for": mark("Your leave was withdrawn"),
        "leave.expired": mark("Leave expired"),
        "leave.opens": mark("Shifts stand open"),
    },
    step=_step,
    brought_whole={LeaveStatus.APPROVED: mark("The leave is approved; no shift lacks anybody")},
)

GIVING_UP = KindWords(
    numbered=mark("Leave {no}"),
    states={
        LeaveStatus.PENDING: mark("approved, to be given up"),
        LeaveStatus.APPROVED: mark("given up"),
        LeaveStatus.DECLINED: mark("stays as it is"),
        LeaveStatus.WITHDRAWN: mark("changed"),
        LeaveStatus.EXPIRED: mark("over before it was given up"),
    },
    asked={Word.DECISION: mark("wants to give it up")},
    yes={Word.DECISION: mark("&Let it be given up")},
    brought={LeaveStatus.APPROVED: mark("The leave is given up; its shifts are worked again")},
    headlines={
        "leave.cancel_asked": mark("Leave to be given up"),
        "leave.cancelled": mark("Leave given up"),
        "leave.cancel_declined": mark("Leave stays"),
        "leave.cancel_expired": mark("Leave stays"),
    },
    step=_giving_up_step,
)
