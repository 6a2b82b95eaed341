"""Kinds of leave that most centres grant beside the rulebook's: proposed, added on demand."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.vocabulary import Counting, Message, Upwards, msg


@dataclass(frozen=True, slots=True)
class UsualKind:
    """A proposed kind. `notice_days`: 1 is filed on an earlier date, 0 on the day itself."""

    code: str
    name: Message
    notice_days: int = 1
    director: Upwards = Upwards.LONG
    has_balance: bool = False
    counting: Counting = Counting.ROSTERED


USUAL_KINDS = (
    UsualKind("annual", msg("Annual leave"), has_balance=True),
    UsualKind("lieu", msg("Time off in lieu"), has_balance=True),
    UsualKind("marriage", msg("Marriage leave")),
    UsualKind("maternity", msg("Maternity leave")),
    UsualKind("paternity", msg("Paternity leave")),
    UsualKind("childcare", msg("Childcare leave"), has_balance=True),
    UsualKind("bereavement", msg("Bereavement leave"), notice_days=0),
    UsualKind("family_visit", msg("Family visit leave")),
)
"""What is granted, not how much of it: that is the centre's, and the law's where it stands."""
