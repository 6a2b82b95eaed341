"""Where a report upwards may go from where it stands (ESC-2, ESC-3).

A report has no state of its own: it is told from what is on record, so that one that came with a
workbook stands where it says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from app.rules.vocabulary import ReportAction, ReportState

_S, _A = ReportState, ReportAction

NEXT: Mapping[tuple[ReportState, ReportAction], ReportState] = {
    (_S.RAISED, _A.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _A.DISSENT): _S.DISSENTED,
    (_S.ANSWERED, _A.CARRY_OUT): _S.CARRIED_OUT,
    (_S.DISSENTED, _A.UPHOLD): _S.UPHELD,
    (_S.DISSENTED, _A.CHANGE): _S.CHANGED,
    (_S.UPHELD, _A.CARRY_OUT): _S.OBEYED,
    (_S.CHANGED, _A.CARRY_OUT): _S.CARRIED_OUT,
    (_S.OBEYED, _A.TAKE_UP): _S.TAKEN_UP,
    **{(state, _A.TELL): state for state in _S},
}
"""What is not here cannot happen. A skipped superior is told whenever it is done."""

FINAL = frozenset({_S.CARRIED_OUT, _S.OBEYED, _S.TAKEN_UP})
"""Nobody has to do anything more; who obeyed under dissent may still take it up."""

SUPERIORS = frozenset({_A.ANSWER, _A.UPHOLD, _A.CHANGE, _A.TAKE_UP})
"""Done by somebody who is over the reporter."""

REPORTERS = frozenset({_A.DISSENT})
"""Done by the reporter alone. Carrying out and telling are either's to record."""

SPOKEN = frozenset({_A.ANSWER, _A.DISSENT, _A.CHANGE, _A.TAKE_UP})
"""Nothing without words."""


class ReportStanding(Protocol):
    """What a report's state is told from."""

    @property
    def answered(self) -> bool: ...
    @property
    def dissent(self) -> str: ...
    @property
    def upheld(self) -> bool: ...
    @property
    def changed(self) -> bool: ...
    @property
    def carried_out(self) -> bool: ...
    @property
    def taken_up(self) -> bool: ...


def state_of(row: ReportStanding) -> ReportState:
    """Where a report stands, by what is on record of it."""
    if row.taken_up:
        return _S.TAKEN_UP
    if row.carried_out:
        return _S.OBEYED if row.upheld and not row.changed else _S.CARRIED_OUT
    if not row.answered:
        return _S.RAISED
    if row.changed:
        return _S.CHANGED
    if row.upheld:
        return _S.UPHELD
    return _S.DISSENTED if row.dissent else _S.ANSWERED


def after(state: ReportState, action: ReportAction) -> ReportState | None:
    """The state after `action`; None where that cannot happen in `state`."""
    return NEXT.get((state, action))


def is_open(state: ReportState, *, owes_telling: bool) -> bool:
    """Whether somebody has still to do something: a skipped superior keeps it open (ESC-2)."""
    return state not in FINAL or owes_telling


def offered(
    state: ReportState, *, owes_telling: bool, reporter: bool, over: bool, above: bool
) -> Collection[ReportAction]:
    """What somebody may do to a report that stands so, in the order in which it is offered.

    `over`: may instruct the reporter; `above`: there is somebody to take it up to.
    """
    return [
        action
        for action in ReportAction
        if after(state, action) is not None
        if action is not _A.TELL or owes_telling
        if action is not _A.TAKE_UP or above
        if over or (reporter and action not in SUPERIORS)
        if reporter or action not in REPORTERS
    ]
