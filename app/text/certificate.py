"""A certificate in words: each rule by its name, and what breaks it beside what may be."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.rostering.certificate.records import BrokenRule, ShortShift
from app.rules.rostering.hard import HardRule
from app.text.language import _, mark
from app.text.words import shift_words

RULE_NAMES: Mapping[HardRule, str] = {
    HardRule.REST: mark("Rest between two shifts"),
    HardRule.ONE_SHIFT: mark("One shift a day"),
    HardRule.EMPLOYED: mark("Employed on the day"),
    HardRule.LEAVE: mark("No work on approved leave"),
    HardRule.HOURS_MOST: mark("Hours of the month, at most"),
    HardRule.HOURS_LEAST: mark("Hours of the month, at least"),
    HardRule.DAYS_IN_ROW: mark("Days of work in a row, at most"),
    HardRule.NIGHTS_IN_ROW: mark("Nights in a row, at most"),
    HardRule.DAYS_OFF: mark("Days off in a row, at least"),
    HardRule.DAYS_IN_ROW_LEAST: mark("Days of work in a row, at least"),
    HardRule.WEEKENDS: mark("Weekends worked, at most"),
    HardRule.SHIFT_ALLOWED: mark("Only shifts that may be worked"),
    HardRule.NOT_AFTER: mark("No shift after one that bars it"),
}
"""In the order in which a certificate is read."""

_SAID: Mapping[HardRule, str] = {
    HardRule.REST: mark("hours between {other} and {shift}: {found}; {limit} at least"),
    HardRule.ONE_SHIFT: mark("a swap brought {shift} onto {other}"),
    HardRule.EMPLOYED: mark("has {shift} and is not employed"),
    HardRule.LEAVE: mark("has {shift} and is on approved leave"),
    HardRule.HOURS_MOST: mark("hours: {found}; {limit} at most"),
    HardRule.HOURS_LEAST: mark("hours with leave: {found}; {limit} at least"),
    HardRule.DAYS_IN_ROW: mark("day {found} of work in a row; {limit} at most"),
    HardRule.NIGHTS_IN_ROW: mark("night {found} in a row; {limit} at most"),
    HardRule.DAYS_OFF: mark("days off in a row: {found}; {limit} at least"),
    HardRule.DAYS_IN_ROW_LEAST: mark("days at work in a row: {found}; {limit} at least"),
    HardRule.WEEKENDS: mark("weekends: {found}; {limit} at most"),
    HardRule.SHIFT_ALLOWED: mark("does not work {shift}"),
    HardRule.NOT_AFTER: mark("{shift} on the day after {other}"),
}


def rule_name(rule: HardRule) -> str:
    """ "Rest between two shifts"."""
    return _(RULE_NAMES[rule])


def broken_words(one: BrokenRule) -> str:
    """ "hours between N and E: 0; 8 at least": no noun beside a number that may be one."""
    return _(_SAID[one.rule]).format(
        shift=shift_words(one.shift),
        other=shift_words(one.other),
        found=figure(one.found),
        limit=figure(one.limit),
    )


def counted_words(one: ShortShift) -> str:
    """Who is counted: "客服部 · A班 · 呼入"; the centre where nothing is said."""
    said = filter(None, (one.department, one.team, one.job_type))
    return " · ".join(said) or _("The whole centre")


def figure(number: float) -> str:
    """With as many decimals as it has, two at most: "8", "7.5"."""
    return f"{round(number, 2):g}"


def mean(number: float) -> str:
    """With one decimal: what is compared stands in one column."""
    return f"{number:.1f}"


FIGURE_NAMES: Mapping[str, str] = {
    "hours": mark("Hours"),
    "nights": mark("Nights"),
    "weekends": mark("Weekends"),
    "holidays": mark("Holidays"),
}
