"""The sheets of planning: contacts, needs, work rules and wishes, their columns and words."""

from __future__ import annotations

from typing import Any

from app.exchange import cells
from app.exchange.columns import Column, Named, Sheet, Words, may, must, one_of
from app.exchange.volumes import VOLUMES
from app.rules.rostering.not_after import (
    read_codes,
    read_not_after,
    shown_codes,
    shown_not_after,
)
from app.rules.rostering.stated_need import MOST_NEEDED
from app.rules.rostering.work_rules import USUAL
from app.rules.vocabulary import msg

MOST_HOURS = 744
"""Of a month of 31 days."""
_MOST_DAYS = 31
_MOST_WEEKENDS = 6

WISHES_SAID: Words = {"on": ("on", "要"), "off": ("off", "不要")}


def shift_codes(value: Any) -> str:
    """Codes with commas between, as `not_after.py` writes them."""
    try:
        return shown_codes(read_codes(cells.text(value)))
    except ValueError:
        raise cells.BadCell(
            msg('{cell}: "{value}" names no shifts; write codes with commas between: E, N.')
        ) from None


def after_shifts(value: Any) -> str:
    """What comes not after what, as `not_after.py` writes it."""
    try:
        return shown_not_after(read_not_after(cells.text(value)))
    except ValueError:
        raise cells.BadCell(
            msg(
                '{cell}: "{value}" cannot be read; write N:E L where after N nobody works E or L '
                "the next day, several with ; between."
            )
        ) from None


def _days(key: str, chinese: str, least: int) -> Column:
    return may(key, chinese, cells.whole(least, _MOST_DAYS), getattr(USUAL, key))


NEEDS = Sheet(
    "Needs",
    "人员需求",
    (
        Column("department", "部门", cells.text, required=True, blank="", names=Named.DEPARTMENT),
        may("team", "班组", cells.text, "", Named.TEAM),
        may("job_type", "工种", cells.text, ""),
        must("shift", "班次", cells.identifier, Named.SHIFT),
        may("weekday", "星期", cells.whole(1, 7)),
        may("date", "日期", cells.day),
        must("least", "至少", cells.whole(0, MOST_NEEDED)),
        may("want", "期望", cells.whole(0, MOST_NEEDED)),
        may("most", "至多", cells.whole(0, MOST_NEEDED)),
    ),
)
WORK_RULES = Sheet(
    "WorkRules",
    "工时规则",
    (
        may("employee_no", "工号", cells.identifier, "", Named.PERSON),
        may("month_hours_most", "月工时上限", cells.amount(MOST_HOURS)),
        may("month_hours_least", "月工时下限", cells.amount(MOST_HOURS)),
        _days("days_in_row_most", "连续上班上限", 1),
        _days("nights_in_row_most", "连续夜班上限", 0),
        _days("days_off_in_row_least", "连休至少", 1),
        _days("days_in_row_least", "连续上班至少", 1),
        may("weekends_most", "周末上限", cells.whole(0, _MOST_WEEKENDS)),
        may("shifts", "可上班次", shift_codes, ""),
        may("not_after", "班次后禁排", after_shifts, ""),
    ),
)
WISHES = Sheet(
    "Wishes",
    "意愿",
    (
        must("employee_no", "工号", cells.identifier, Named.PERSON),
        must("date", "日期", cells.day),
        may("shift", "班次", cells.identifier, "", Named.SHIFT),
        one_of(must, "wish", "意愿", WISHES_SAID),
        may("weight", "权重", cells.whole(1, 100), 1),
    ),
)
PLANNING = (VOLUMES, NEEDS, WORK_RULES, WISHES)
