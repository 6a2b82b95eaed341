"""The rulebook's policy values (⚙): keys, defaults, bounds, and which held at an instant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Policy:
    """The values in force at one moment; the defaults are RULES.md's."""

    swap_monthly_limit: int = 2
    swap_rest_hours: int = 8
    swap_skill_gap: int = 1
    leave_director_days: int = 1
    leave_urgent_minutes: int = 60
    leave_holiday_days: int = 2
    att_roll_call_minutes: int = 10
    att_early_hours: int = 4
    att_absence_minutes: int = 20
    att_off_post_minutes: int = 20
    off_post_limit_minutes: int = 10
    off_post_at_once: int = 2
    hand_sign_minutes: int = 60
    hand_item_days: int = 7
    qa_min_inspections: int = 1
    qa_max_inspections: int = 5
    qa_appeal_days: int = 5
    qa_pass_mark: int = 60
    esc_told_hours: int = 24
    esc_answer_days: int = 3
    comp_days: int = 15
    comp_days_abroad: int = 18
    conf_visit_hours: int = 12
    plan_leave_hours: int = 8
    plan_least: int = 10_000
    plan_want: int = 3_000
    plan_most: int = 1_500
    plan_wish: int = 10
    plan_fair: int = 5
    plan_rotation: int = 2
    plan_change: int = 1
    need_holiday_weekday: int = 0


KEYS = tuple(field.name for field in fields(Policy))
PLANNING_KEYS = tuple(key for key in KEYS if key.startswith(("plan_", "need_")))
"""By which rosters are made: no rule of the rulebook judges anybody by them."""
DEFAULTS = Policy()
RENAMED_KEYS: Mapping[str, str] = {}
"""Keys that once were -> what they are called now."""


def policy_of(told: Mapping[str, int]) -> Policy:
    """The values that a decision was judged by, as its own day called them.

    A key that was dropped since is left aside; one that came since has its default.
    """
    now = {RENAMED_KEYS.get(key, key): value for key, value in told.items()}
    return Policy(**{key: value for key, value in now.items() if key in KEYS})


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """From `since` on, `key` has `value`."""

    since: datetime
    key: str
    value: int


class PolicyBook:
    """All dated values of a centre. `at(instant)` gives what was in force then."""

    def __init__(self, changes: Iterable[PolicyChange] = ()) -> None:
        self._starts: list[datetime] = []
        self._policies: list[Policy] = [DEFAULTS]
        for change in sorted(changes, key=lambda change: change.since):
            latest = replace(self._policies[-1], **{change.key: change.value})
            self._starts.append(change.since)
            self._policies.append(latest)

    def at(self, instant: datetime) -> Policy:
        return self._policies[bisect_right(self._starts, instant)]

    def holding(self, values: Mapping[str, int]) -> PolicyBook:
        """This book, had `values` (by key) been in force all along."""
        book = PolicyBook()
        book._starts = self._starts
        book._policies = [replace(policy, **values) for policy in self._policies]
        return book


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value that a centre may set for a key, both allowed."""

    least: int
    most: int


BOUNDS = {
    "swap_monthly_limit": Bounds(0, 31),
    "swap_rest_hours": Bounds(0, 24),
    "swap_skill_gap": Bounds(0, 4),
    "leave_director_days": Bounds(0, 365),
    "leave_urgent_minutes": Bounds(0, 1440),
    "leave_holiday_days": Bounds(0, 60),
    "att_roll_call_minutes": Bounds(0, 120),
    "att_early_hours": Bounds(1, 24),
    "att_absence_minutes": Bounds(1, 480),
    "att_off_post_minutes": Bounds(1, 480),
    "off_post_limit_minutes": Bounds(1, 120),
    "off_post_at_once": Bounds(1, 50),
    "hand_sign_minutes": Bounds(0, 720),
    "hand_item_days": Bounds(1, 365),
    "qa_min_inspections": Bounds(0, 31),
    "qa_max_inspections": Bounds(1, 100),
    "qa_appeal_days": Bounds(1, 60),
    "qa_pass_mark": Bounds(0, 100),
    "esc_told_hours": Bounds(1, 168),
    "esc_answer_days": Bounds(1, 30),
    "comp_days": Bounds(1, 90),
    "comp_days_abroad": Bounds(1, 90),
    "conf_visit_hours": Bounds(1, 24),
    "plan_leave_hours": Bounds(0, 24),
    "plan_least": Bounds(0, 100_000),
    "plan_want": Bounds(0, 100_000),
    "plan_most": Bounds(0, 100_000),
    "plan_wish": Bounds(0, 100_000),
    "plan_fair": Bounds(0, 100_000),
    "plan_rotation": Bounds(0, 100_000),
    "plan_change": Bounds(0, 100_000),
    "need_holiday_weekday": Bounds(0, 7),
}
