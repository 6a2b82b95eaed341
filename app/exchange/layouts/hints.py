"""What is told of a file, what is guessed of it, and how headings are called and found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.exchange.layouts.grids import Grid
from app.exchange.layouts.headings import Reading, Run, readings
from app.rules.bringing.said import Block, Layout, LeftOut, Shape
from app.rules.vocabulary import Message

_LEAST = {"d": 5, "serial": 5}
"""So many headings in a row make a line of days; bare numbers need more than dates."""
DATE_HEAD = re.compile(r"日期|日子|date|day|日$|时间", re.IGNORECASE)
OTHER_DATE = re.compile(
    r"入职|离职|入職|離職|起始|生日|出生|签订|到期|hired|left|since|birth|joined|start date",
    re.IGNORECASE,
)
"""A date that is no working day: a list of staff has these."""
NAME_HEAD = re.compile(
    r"姓名|名字|人员|人員|员工$|員工$|坐席|座席|值班员|业务代表|name|associate|employee$"
    r"|agent$|staff$|person",
    re.IGNORECASE,
)
NUMBER_HEAD = re.compile(
    r"工号|工號|员工编号|人员编号|编号|emp\.? ?id|employee.?(?:no|id|number)"
    r"|staff.?(?:no|id)|agent.?(?:no|id)|^id$|工牌",
    re.IGNORECASE,
)
REMARK_HEAD = re.compile(
    r"备注|備註|备考|签字|签名|簽|说明|說明|节日|假日|remark|note|comment|sign", re.IGNORECASE
)
WORD_HEAD = re.compile(
    r"班次|班别|班別|班种|班组时段|时段|shift|时间|time|duty|hours", re.IGNORECASE
)
SHIFT_HEAD = re.compile(r"班次|班别|班別|班种|岗位|崗位|shift|duty|post", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hints:
    """What somebody has told of a file; what is None or empty is guessed."""

    sheets: tuple[str, ...] = ()
    first_day: date | None = None
    shape: Shape | None = None
    names: int | None = None
    """The column of what stands down."""
    numbers: int | None = None
    """The column of the employees' numbers."""
    lines: tuple[int, int] | None = None
    """The first and the last line of the body, from 0."""
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """Where the roster stands, and what the file does not say."""

    layout: Layout
    undated: tuple[Block, ...] = ()
    """Blocks whose days are not known: nothing says their month. Their days are counted from
    1 January of year 1, until a first day is told."""
    copies: Mapping[str, Message] = field(default_factory=dict)
    """Sheets that hold another version of what a chosen sheet holds, each with the reason."""
    rivals: tuple[LeftOut, ...] = ()
    """Sheets that speak of the same people and days as another in other words."""


UNKNOWN = date(1, 1, 1)


def ways_of(grid: Grid, row: int, column: int) -> list[Reading]:
    if (row, column) in grid.merged and grid.merged[row, column] != (row, column):
        return []
    return readings(grid.raw(row, column), grid.text(row, column))


def long_enough(run: Run, least: int | None = None) -> bool:
    few = 2 if run.form in ("date", "ymd", "dmy", "mdy", "yymd") else 3
    more = _LEAST.get(run.form, few) if run.plain or run.form == "serial" else few
    return len(run.places) >= (least or more)


def over(run: Run, other: Run) -> bool:
    return bool(set(run.places) & set(other.places))


def disjoint(found: Sequence[Run]) -> list[Run]:
    """Of runs over the same places the longest; a form that says more before one that says less."""
    order = ("date", "ymd", "md", "md.", "dmy", "mdy", "dm", "yymd", "serial", "d")
    chosen: list[Run] = []
    for run in sorted(found, key=lambda one: (-len(one.places), order.index(one.form))):
        if not any(over(run, other) for other in chosen):
            chosen.append(run)
    return sorted(chosen, key=lambda one: one.places[0])
