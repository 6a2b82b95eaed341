"""The rule catalogue: every rule of the rulebook by id, in the rulebook's order."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.chapters.attendance import ATTENDANCE
from app.rules.chapters.complaints import COMPLAINTS
from app.rules.chapters.handover import HANDOVER
from app.rules.chapters.leave import LEAVE
from app.rules.chapters.quality import QUALITY
from app.rules.chapters.reporting import REPORTING
from app.rules.chapters.rule import Chapter, Rule
from app.rules.chapters.running import RUNNING
from app.rules.chapters.swaps import SWAPS

CHAPTERS: tuple[Chapter, ...] = (
    SWAPS,
    LEAVE,
    ATTENDANCE,
    HANDOVER,
    QUALITY,
    REPORTING,
    COMPLAINTS,
    RUNNING,
)
RULES: Mapping[str, Rule] = {rule.id: rule for chapter in CHAPTERS for rule in chapter.rules}
_ORDER: Mapping[str, int] = {rule_id: index for index, rule_id in enumerate(RULES)}


def rule(rule_id: str) -> Rule:
    """The rule of that id; a KeyError if the rulebook has none."""
    return RULES[rule_id]


def chapter_of(rule_id: str) -> Chapter:
    """The chapter in which a rule stands; a KeyError if the rulebook has no such rule."""
    wanted = RULES[rule_id]
    return next(chapter for chapter in CHAPTERS if wanted in chapter.rules)


def rulebook_order(rule_id: str) -> int:
    """A key that sorts rule ids as the rulebook does: SWAP-2 before SWAP-10."""
    return _ORDER[rule_id]


def policy_rules(key: str) -> tuple[Rule, ...]:
    """The rules that judge by the policy value `key`."""
    return tuple(rule for rule in RULES.values() if key in rule.policy)
