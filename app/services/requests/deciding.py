"""Deciding on a request, whatever its kind: one yes or no, on what was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.context import Context
from app.errors import BadInput
from app.rules.turn import WHO_HELPS, Turn, Word
from app.rules.vocabulary import Message, msg


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody says to the `word` that they are asked for, having seen `version`.

    `accepts_late`: a yes that takes a late filing as in time (LEAVE-2).
    """

    word: Word
    version: int
    yes: bool
    reason: str = ""
    accepts_late: bool = False


Decider = Callable[[Context, str, Reply], StrEnum]
"""Writes a reply to the request of a kind with this number; the state it is in then."""


def said_why(reason: str) -> str:
    """The reason of a no; BadInput where there is none."""
    if not reason.strip():
        raise BadInput(msg("A reason is needed"), msg("Say why; those who asked will read it."))
    return reason.strip()


def whose_turn(turn: Turn) -> Message:
    """Whose word is next, for somebody whose it is not; where it is nobody's, who can help."""
    if not turn.parts:
        return msg("Nobody has to decide: it is recorded.")
    step = turn.parts[0].of
    if turn.stuck:
        return msg(
            "Nobody holds the post of the {step} today. Ask {who} to give it to somebody.",
            step=step,
            who=WHO_HELPS,
        )
    who = [person.no for person in turn.people]
    return msg("The step of the {step} is decided by {who}.", step=step, who=who)
