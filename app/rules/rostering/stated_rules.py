"""Work rules as somebody states them in a form: read, judged field by field, and told in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from app.rules.plaintext import identifier
from app.rules.rostering.not_after import (
    read_codes,
    read_not_after,
    shown_codes,
    shown_not_after,
)
from app.rules.rostering.work_rules import USUAL, WorkRules
from app.rules.staff import Problems
from app.rules.vocabulary import Message, msg

Value = TypeVar("Value")
FIELDS = tuple(field.name for field in fields(WorkRules))
_LONGEST_MONTH = 31
MOST_HOURS = 744
"""Those of a month of 31 days."""
_RANGES = {
    "days_in_row_most": (1, 31), "nights_in_row_most": (0, 31), "days_off_in_row_least": (1, 31),
    "days_in_row_least": (1, 31), "weekends_most": (0, 6),
}  # fmt: skip
_HOURS = ("month_hours_most", "month_hours_least")
_PAIRS = (
    ("month_hours_least", "month_hours_most", msg("At most as many as the most hours.")),
    ("days_in_row_least", "days_in_row_most", msg("At most as many as the most days in a row.")),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What was read, with the usual value where it was not, and what is wrong, field by field."""

    rules: WorkRules
    problems: Problems


def read_rules(typed: Mapping[str, str], codes: Collection[str]) -> Stated:
    """The texts of a form's fields; a blank one is no limit, or what is usual (`WorkRules`).

    `codes`: the shifts that there are.
    """
    problems: Problems = {}
    read: dict[str, Any] = {}
    for name in FIELDS:
        text = identifier(typed.get(name, ""))
        if text:
            try:
                read[name] = _READ[name](text)
            except ValueError as error:
                problems[name] = _unread(name, str(error))
    rules = WorkRules(**read)
    return Stated(rules, {**rule_problems(rules, codes), **problems})


def shown_rules(rules: WorkRules) -> dict[str, str]:
    """The texts of a form's fields; what is usual stands there too."""
    return {
        name: ""
        if (value := getattr(rules, name)) is None
        else shown_codes(value)
        if name == "shifts"
        else shown_not_after(value)
        if name == "not_after"
        else f"{value:g}"
        for name in FIELDS
    }


def rule_problems(rules: WorkRules, codes: Collection[str]) -> Problems:
    """What keeps rules from holding for anybody, field by field."""
    problems: Problems = {}
    for name, (least, most) in _RANGES.items():
        value = getattr(rules, name)
        if value is not None and not least <= value <= most:
            problems[name] = msg("From {least} to {most}.", least=least, most=most)
    for name in _HOURS:
        value = getattr(rules, name)
        if value is not None and not 0 <= value <= MOST_HOURS:
            problems[name] = msg("From {least} to {most}.", least=0, most=MOST_HOURS)
    for low, high, told in _PAIRS:
        if not {low, high} & problems.keys() and _is_over(rules, low, high):
            problems[low] = told
    named = {"shifts": rules.shifts, "not_after": _named(rules)}
    for name, used in named.items():
        if unknown := sorted(used - set(codes)):
            known = ", ".join(codes)
            problems[name] = msg(
                "There is no shift {code}. Known are: {known}.", code=unknown[0], known=known
            )
    return problems


def rule_sentences(rules: WorkRules) -> Iterator[Message]:
    """What rules mean, one limit a sentence."""
    least, most = rules.month_hours_least, rules.month_hours_most
    if least is not None and most is not None:
        yield msg("Hours a month: {least} to {most}", least=f"{least:g}", most=f"{most:g}")
    elif most is not None:
        yield msg("Hours a month: at most {most}", most=f"{most:g}")
    elif least is not None:
        yield msg("Hours a month: at least {least}", least=f"{least:g}")
    yield msg(
        "Days at work in a row: {least} to {most}",
        least=rules.days_in_row_least, most=rules.days_in_row_most,
    )  # fmt: skip
    yield msg("Nights in a row: at most {most}", most=rules.nights_in_row_most)
    yield msg("Days off in a row: at least {least}", least=rules.days_off_in_row_least)
    if rules.weekends_most is not None:
        yield msg("Weekends a month: at most {most}", most=rules.weekends_most)
    if rules.shifts:
        yield msg("Shifts: only {codes}", codes=shown_codes(rules.shifts))
    for first, later in sorted(rules.not_after.items()):
        yield msg("The day after {first}: no {later}", first=first, later=shown_codes(later))


def hours_held(rules: WorkRules, shift_hours: float) -> float:
    """The most hours that 31 days hold: a shift of `shift_hours` a day, as many in a row as may
    be, with as few days off between as must."""
    worked, turn = rules.days_in_row_most, rules.days_in_row_most + rules.days_off_in_row_least
    whole, rest = divmod(_LONGEST_MONTH, turn)
    return (whole * worked + min(rest, worked)) * shift_hours


def _is_over(rules: WorkRules, least: str, most: str) -> bool:
    low, high = getattr(rules, least), getattr(rules, most)
    return low is not None and high is not None and low > high


def _named(rules: WorkRules) -> set[str]:
    return {*rules.not_after, *(code for later in rules.not_after.values() for code in later)}


def _hours(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(_RANGES, int), **dict.fromkeys(_HOURS, _hours),
    "shifts": read_codes, "not_after": read_not_after,
}  # fmt: skip


def _unread(name: str, part: str) -> Message:
    if name == "shifts":
        return msg("“{part}” names no shift. Write codes with commas between: E, L.", part=part)
    if name == "not_after":
        return msg("“{part}” cannot be read. Write N:E L — after N no E or L.", part=part)
    if name in _HOURS:
        return msg("A number of hours, such as 168 or 173.5; blank for no limit.")
    if getattr(USUAL, name) is None:
        return msg("A whole number; blank for no limit.")
    return msg("A whole number; blank for {usual}.", usual=getattr(USUAL, name))
