"""The rule catalogue in words, with the policy values in force filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from app.rules.chapters.rule import Chapter, Rule
from app.rules.policy import DEFAULTS, Policy
from app.text.language import _, mark

_VALUES: Mapping[str, str] = {
    "swap_monthly_limit": mark("Swaps a month"),
    "swap_rest_hours": mark("Hours of rest between shifts"),
    "swap_skill_gap": mark("Skill levels apart"),
    "leave_director_days": mark("Days of leave up to which the head decides"),
    "leave_urgent_minutes": mark("Minutes of notice for urgent leave"),
    "leave_holiday_days": mark("Days of notice for a holiday"),
    "att_roll_call_minutes": mark("Minutes before the shift for roll call"),
    "att_early_hours": mark("Hours before the shift from which the date is in doubt"),
    "att_absence_minutes": mark("Minutes late that make an absence"),
    "att_off_post_minutes": mark("Minutes off the post that make an absence"),
    "off_post_limit_minutes": mark("Minutes of leave to go off the floor"),
    "off_post_at_once": mark("People of a team off the floor at once"),
    "hand_sign_minutes": mark("Minutes for each signature of a handover log"),
    "hand_item_days": mark("Days for which an item of the handover may be open"),
    "qa_min_inspections": mark("Least inspections a month"),
    "qa_max_inspections": mark("Most inspections a month"),
    "qa_appeal_days": mark("Days for an appeal"),
    "qa_pass_mark": mark("Pass mark of an item"),
    "esc_told_hours": mark("Hours within which a skipped superior is told"),
    "esc_answer_days": mark("Days for the answer to a report"),
    "comp_days": mark("Days for the answer to a complaint"),
    "comp_days_abroad": mark("Days for the answer to a complaint from abroad"),
    "conf_visit_hours": mark("Hours that a visit lasts at most"),
    "plan_leave_hours": mark("Hours that a day of leave counts towards a month's least"),
    "plan_least": mark("Weight of each person under the least"),
    "plan_want": mark("Weight of each person under what is wanted"),
    "plan_most": mark("Weight of each person over the most"),
    "plan_wish": mark("Weight of a wish that is not kept"),
    "plan_fair": mark("Weight of fairness"),
    "plan_rotation": mark("Weight of each day unlike the team's rotation"),
    "plan_change": mark("Weight of each cell that is changed"),
    "need_holiday_weekday": mark("Weekday as which a holiday is staffed (0: its own)"),
}


def chapter_title(chapter: Chapter) -> str:
    return _(chapter.title.msgid)


def rule_title(rule: Rule) -> str:
    """ "Few swaps in a month"."""
    return _(rule.title.msgid)


def rule_paragraphs(rule: Rule, policy: Policy = DEFAULTS) -> list[str]:
    """What the rule says, by the values of `policy`."""
    values = asdict(policy)
    return [_(paragraph.msgid).format(**values) for paragraph in rule.paragraphs]


def rule_reading(rule: Rule) -> str:
    """What we read into the source; blank where nothing had to be."""
    return _(rule.reading.msgid) if rule.reading else ""


def policy_name(key: str) -> str:
    """The name of a policy value: "Hours of rest between shifts"."""
    return _(_VALUES[key])
