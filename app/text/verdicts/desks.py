"""HAND-2 and ATT-5 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import desks
from app.rules.findings import Finding
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_day, by_figures

_WAIT = mark(
    "Let desk {desk} go once {relief} has checked in at it, or have a leader or the head of the "
    "department release it with a reason."
)
_RELEASE = mark(
    "Another person who leads the department releases the desk, with a reason, or {relief} checks "
    "in first."
)
_ASK = mark("Ask a team leader or the head of your department first, with a time limit.")

WORDINGS: Mapping[str, Wording] = {
    "HAND-2.no_relief": Wording(
        mark(
            "{person} let desk {desk} go at {released_at}; {relief}, who follows there, checked in "
            "only at {relief_came}."
        ),
        _WAIT,
    ),
    "HAND-2.no_relief/never": Wording(
        mark(
            "{person} lets desk {desk} go at {released_at}; {relief}, who follows there, has not "
            "checked in."
        ),
        _WAIT,
    ),
    "HAND-2.override": Wording(
        mark(
            "Desk {desk} was released at {released_at} by {released_by}, who does not lead the "
            "department; {relief}, who follows there, had not checked in."
        ),
        _RELEASE,
    ),
    "HAND-2.override/self": Wording(
        mark(
            "{person} released desk {desk} at {released_at} by their own word; {relief}, who "
            "follows there, had not checked in."
        ),
        _RELEASE,
    ),
    "HAND-2.override/reason": Wording(
        mark(
            "Desk {desk} was released at {released_at} by {released_by} without a reason; "
            "{relief}, who follows there, had not checked in."
        ),
        mark("Give the reason for which the desk is released."),
    ),
    "ATT-5.no_permission": Wording(
        mark(
            "{person} left the floor at {left_at} with the permission of {allowed_by}, who does "
            "not lead the department."
        ),
        _ASK,
    ),
    "ATT-5.no_permission/nobody": Wording(
        mark("{person} left the floor at {left_at} without permission."), _ASK
    ),
    "ATT-5.no_permission/self": Wording(
        mark("{person} left the floor at {left_at} with nobody's permission but their own."), _ASK
    ),
    "ATT-5.no_limit": Wording(
        mark("{person} left the floor at {left_at}, allowed by {allowed_by} without a time limit."),
        mark("A permission says for how many minutes it is."),
    ),
    "ATT-5.overrun": Wording(
        mark("Left the floor at {left_at}, due back at {due_back}, back at {back_at}."),
        mark("Be back in time, or ask for more minutes before leaving."),
    ),
    "ATT-5.overrun/away": Wording(
        mark("Left the floor at {left_at}, due back at {due_back}, and is not back."),
        mark("Come back to the post, and record it."),
    ),
    "ATT-5.back_before": Wording(
        mark("Left the floor at {left_at} and was back at {back_at}, before that."),
        mark("See which of the two times is right, and correct the row."),
    ),
}


def _override(figures: desks.NotReleasedBy, finding: Finding) -> str:
    if figures.released_by == finding.person:
        return "self"
    return "" if figures.reasoned else "reason"


def _permission(figures: desks.LeftWithoutLeave, finding: Finding) -> str:
    if figures.allowed_by == finding.person:
        return "self"
    return "" if figures.allowed_by else "nobody"


VARIANTS: Mapping[str, Variant] = dict([
    by_figures(desks.NoRelief, lambda it: "" if it.relief_came else "never"),
    by_day(desks.NotReleasedBy, _override),
    by_day(desks.LeftWithoutLeave, _permission),
    by_figures(desks.LimitOverrun, lambda it: "" if it.back_at else "away"),
])  # fmt: skip
