"""What was done at a step of the ledger of decisions."""

from __future__ import annotations

from app.rules.vocabulary import LeaveStatus, LeaveStepKind
from app.text.language import _
from app.text.words import title_word


def swap_step(step: str) -> str:
    """Of a swap."""
    return {
        "offer": _("Asked"),
        "agree": _("Agreed"),
        "consent.requester": _("Consented for the requester"),
        "consent.counterpart": _("Consented for the counterpart"),
        "decline": _("Declined"),
        "withdraw": _("Withdrawn"),
        "expire": _("Expired"),
        "cancel": _("Cancelled: the roster moved"),
    }.get(step, step)


def leave_step(step: str) -> str:
    """Of a leave: a decision, or its giving up."""
    name, _dot, rest = step.partition(".")
    if name == "step":
        return _("Decided as {step}").format(step=title_word(LeaveStepKind(rest)).lower())
    if name == "cancel":
        granted = rest.endswith(LeaveStatus.APPROVED)
        return _("Giving it up was granted") if granted else _("Giving it up was declined")
    if name == "expire":
        return _("Expired")
    return _("Asked") if name == "file" else _("Withdrawn")
