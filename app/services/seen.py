"""What somebody saw before they changed it, held against what stands there by now.

A form and a click hand over what they showed. Where something else stands there when the lock is
theirs, somebody was faster: nothing is overwritten, and they are told what it is, by whom, and
what to do. Two who write the same do not disturb each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from app.errors import Stale
from app.queries.keeping.trail import last_change
from app.rules.deeds import Deed, Deeds
from app.rules.vocabulary import Message, msg

T = TypeVar("T")
Told = Message | str | Sequence[Message]
ANYTHING: Deeds = frozenset(Deed)


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """What was shown to whoever changes it. A service that is given none overwrites what stands
    there: it was asked by a script, which has looked at nothing."""

    value: T


def refuse_stale(
    session: Session,
    seen: Seen[T] | None,
    stands: T,
    wanted: T | None,
    told: Callable[[T], Told],
    *subjects: str,
    deeds: Deeds = ANYTHING,
) -> None:
    """Stale where neither what was `seen` nor what is `wanted` stands there.

    `told` words what does; `subjects` and `deeds`: how the audit trail has who did it.
    """
    if seen is not None and stands not in (seen.value, wanted):
        raise stale(session, stands, told(stands), *subjects, deeds=deeds)


def stale(
    session: Session,
    stands: Any,
    told: Told,
    *subjects: str,
    deeds: Deeds = ANYTHING,
) -> Stale:
    """What is said to somebody who saw what stands there no longer."""
    title = msg("Somebody else changed this first.")
    change = last_change(session, subjects, deeds)
    if change is None:
        again = msg("By now: {stands}. If yours is to stand, do it once more.", stands=told)
        return Stale(title, again, stands)
    return Stale(
        title,
        msg(
            "By now: {stands} ({who} changed it, {at}). If yours is to stand, do it once more.",
            stands=told,
            who=change.who,
            at=change.at,
        ),
        stands,
    )
