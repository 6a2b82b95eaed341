"""The course of a handover log: ONE table of what can happen to it, who may do it, and when.

A log that is not at its end never waits for somebody who may not come: the head signs in stead of
an outgoing duty leader who is absent, and whoever leads in the department may name an acting one,
themselves as well, who then signs; a leader takes over where the successor is absent, and closes
the log where there is none at all. Nothing is signed before the shift's end, which always comes.
What happens to desks at the same time is `relief.py`. docs/decisions/0025.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.rules.handover.leading import Span


class LogState(StrEnum):
    """How far a log has come."""

    OPEN = "open"
    SIGNED_OUT = "signed_out"
    """The outgoing duty leader has signed; only additions from here on."""
    TAKEN_OVER = "taken_over"
    WITH_REMARK = "with_remark"
    CLOSED = "closed"
    """Ended without a successor."""


FINAL = frozenset({LogState.TAKEN_OVER, LogState.WITH_REMARK, LogState.CLOSED})


class LogAction(StrEnum):
    """What can happen to a log."""

    NAME_ACTING = "name_acting"
    SIGN_OUT = "sign_out"
    SIGN_IN = "sign_in"
    SIGN_IN_WITH_REMARK = "sign_in_with_remark"
    CLOSE = "close"


class LogPart(StrEnum):
    """What somebody is to a log."""

    OUTGOING = "outgoing"
    """The duty leader of the shift that hands over, acting ones included."""
    INCOMING = "incoming"
    """The duty leader of the shift that takes over."""
    LEADER = "leader"
    """Any team leader, or the head, of the department."""
    HEAD = "head"
    """The head of the department."""


COURSE: Mapping[tuple[LogState, LogAction], LogState] = {
    (LogState.OPEN, LogAction.NAME_ACTING): LogState.OPEN,
    (LogState.OPEN, LogAction.SIGN_OUT): LogState.SIGNED_OUT,
    (LogState.SIGNED_OUT, LogAction.NAME_ACTING): LogState.SIGNED_OUT,
    (LogState.SIGNED_OUT, LogAction.SIGN_IN): LogState.TAKEN_OVER,
    (LogState.SIGNED_OUT, LogAction.SIGN_IN_WITH_REMARK): LogState.WITH_REMARK,
    (LogState.SIGNED_OUT, LogAction.CLOSE): LogState.CLOSED,
}
"""State and action -> the state after it. What is not in it cannot happen."""

WHO: Mapping[LogAction, frozenset[LogPart]] = {
    LogAction.NAME_ACTING: frozenset({LogPart.LEADER}),
    LogAction.SIGN_OUT: frozenset({LogPart.OUTGOING, LogPart.HEAD}),
    LogAction.SIGN_IN: frozenset({LogPart.INCOMING, LogPart.LEADER}),
    LogAction.SIGN_IN_WITH_REMARK: frozenset({LogPart.INCOMING, LogPart.LEADER}),
    LogAction.CLOSE: frozenset({LogPart.LEADER}),
}
"""Action -> what one has to be to the log: one of these is enough."""

_SECOND = frozenset({LogAction.SIGN_IN, LogAction.SIGN_IN_WITH_REMARK})
"""What another person than the one who signed out does (HAND-4)."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody before a log: what they are to it, and whether they signed it out."""

    parts: frozenset[LogPart]
    signed_out: bool = False


def opens(action: LogAction, shift: Span) -> datetime | None:
    """From when on `action` can be done to the log of `shift`; None: at any time. A signature
    closes the log, so that none is given while the shift still goes on (HAND-4)."""
    return None if action is LogAction.NAME_ACTING else shift.end


def after(state: LogState, action: LogAction) -> LogState | None:
    """The state after `action`; None where that cannot happen in `state`."""
    return COURSE.get((state, action))


def may(state: LogState, action: LogAction, hand: Hand) -> bool:
    """Whether somebody may do `action` to a log in `state`, whatever else it still lacks."""
    if after(state, action) is None or (action in _SECOND and hand.signed_out):
        return False
    return not WHO[action].isdisjoint(hand.parts)


def open_to(state: LogState, hand: Hand) -> Iterator[LogAction]:
    """All that somebody may do to a log in `state`."""
    return (action for action in LogAction if may(state, action, hand))


def state_of(
    *, signed_out: bool, signed_in: bool, remark: bool, without_successor: bool
) -> LogState:
    """The state of a log by what stands in it; an incoming signature alone is none."""
    if not signed_out:
        return LogState.OPEN
    if without_successor:
        return LogState.CLOSED
    if not signed_in:
        return LogState.SIGNED_OUT
    return LogState.WITH_REMARK if remark else LogState.TAKEN_OVER
