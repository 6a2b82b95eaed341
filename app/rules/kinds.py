"""Kinds of leave: how early each is filed, and how far up its chain goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.vocabulary import LeaveKind, Upwards

LONGEST_NOTICE = 365
"""Days of notice that a centre's own kind may ask at most."""


@dataclass(frozen=True, slots=True)
class KindRules:
    """What the rules need to know of a kind. `notice_days`: 1 is "on an earlier date"."""

    code: str
    notice_days: int = 1
    director: Upwards = Upwards.LONG
    sick: bool = False
    """Free of the nights' and holidays' rules, filed by anybody (LEAVE-3, 6, 7, 8)."""


RULEBOOK_KINDS: Mapping[str, KindRules] = {
    LeaveKind.PERSONAL: KindRules(LeaveKind.PERSONAL),
    LeaveKind.URGENT_PERSONAL: KindRules(LeaveKind.URGENT_PERSONAL),
    LeaveKind.SICK: KindRules(LeaveKind.SICK, sick=True),
    LeaveKind.EMERGENCY_SICK: KindRules(LeaveKind.EMERGENCY_SICK, sick=True),
    LeaveKind.BUSINESS: KindRules(LeaveKind.BUSINESS, director=Upwards.ALWAYS),
    LeaveKind.STUDY: KindRules(LeaveKind.STUDY, director=Upwards.ALWAYS),
}


def rules_of(kind: str, own: Mapping[str, KindRules]) -> KindRules:
    """The rules of a kind: the rulebook's, the centre's own, or, unknown, personal leave's."""
    return RULEBOOK_KINDS.get(kind) or own.get(kind) or KindRules(kind)


def is_sick(kind: str) -> bool:
    """Sick and emergency sick leave: the centre's own kinds are neither."""
    rules = RULEBOOK_KINDS.get(kind)
    return rules is not None and rules.sick
