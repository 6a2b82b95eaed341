"""Where punches stand in a file, and what each of its columns is: by their headings in any
wording, and by what stands under them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from unicodedata import normalize

from app.errors import BadInput
from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.headings import readings
from app.exchange.layouts.hints import NAME_HEAD, NUMBER_HEAD, OTHER_DATE
from app.exchange.punches.called import (
    LENGTH,
    NOT_PUNCHED,
    as_told,
    is_called_punches,
    speaks_of_punches,
    times_of_punches,
)
from app.exchange.punches.moments import Clock, clocks
from app.rules.bringing.words import is_name
from app.rules.punches.said import Direction
from app.rules.vocabulary import msg

NUMBER, BADGE, NAME, DAY, TIMES, DIRECTION = (
    "number", "badge", "name", "date", "time", "direction",
)  # fmt: skip
FIELDS = (NUMBER, BADGE, NAME, DAY, TIMES, DIRECTION)
"""What a column can be; several can be times, each with its date or without."""
_PEOPLE = (NUMBER, BADGE, NAME)
_BADGE_HEAD = re.compile(
    r"考勤号|登记号|卡号|指纹|设备工号|ac-?\s?no|enroll|badge|card|user ?id|pin\b|person ?id",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"部门|设备|机|班组|小组|公司|地点|序号|记录|班次|device|dep|team|group|location|terminal|machine|shift"
    r"|rule",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"no\.?|id|号码|员工|职工号", re.IGNORECASE)
_DAY_HEAD = re.compile(r"日期|date|^日$|day", re.IGNORECASE)
_TIME_HEAD = re.compile(
    r"时间|時間|打卡|刷卡|签到|签退|簽到|簽退|上班|下班|最早|最晚|首次|末次|第.次|time|punch|clock|check"
    r"|first|last|\bin\b|\bout\b|swipe",
    re.IGNORECASE,
)
_SHIFT_TIMES = re.compile(r"上班|下班", re.IGNORECASE)
_DIRECTION_HEAD = re.compile(
    r"方向|进出|状态|类型|签到/签退|上下班|state|status|direction|in/out|type", re.IGNORECASE
)
_WORDS = {
    Direction.IN: "上班 签到 上班签到 上班打卡 加班签到 进 进入 进门 入 入场 到岗 "
    "c/in in i checkin clockin punchin entry",
    Direction.OUT: "下班 签退 下班签退 下班打卡 加班签退 出 出门 离开 出场 离岗 "
    "c/out out o checkout clockout punchout exit",
    Direction.BREAK: "外出 外出返回 返回 中途外出 休息开始 休息结束 用餐 "
    "out-back out_back breakout breakin break-out break-in",
}
_SAYS = {word: said for said, words in _WORDS.items() for word in words.split()}
_MOST_ABOVE = 20
_SAMPLE = 60
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class PunchTable:
    """Where a list stands: its sheet, the line of its headings (-1 for none), and what each column
    is taken as."""

    sheet: str
    heading: int
    columns: Mapping[int, str]

    def of(self, *fields: str) -> list[int]:
        """The columns of these fields, from left to right."""
        return sorted(at for at, key in self.columns.items() if key in fields)

    @property
    def whole(self) -> bool:
        """Whether it says who and when."""
        return bool(self.of(*_PEOPLE)) and bool(self.of(TIMES))


def direction_of(text: str) -> Direction | None:
    """What a cell says of coming and going; None for another word."""
    plain = "".join(normalize("NFKC", text).casefold().split())
    return _SAYS.get(plain) if plain else Direction.UNSAID


def punch_tables(book: Book, told: Collection[str] = ()) -> list[PunchTable]:
    """The lists of people and times of a file; none where no sheet has one. A list that is not
    `whole` has times of which no heading says that they are punches: those under the headings
    `told` are. Hidden sheets are not looked into. BadInput where no list has such a heading."""
    told = {as_told(one) for one in told}
    found = [_table(grid, told) for grid in book.grids if not grid.hidden]
    tables = [table for table in found if table is not None]
    heads = {as_told(head) for table in tables for head in _heads(book.grid(table.sheet), table)}
    for one in sorted(told - heads):
        raise BadInput(
            msg("There are no punches in this file"),
            msg("No list of people and times has a column “{heading}”.", heading=one),
        )
    return tables


def untaken(grid: Grid, table: PunchTable) -> dict[int, str]:
    """The columns of a list that have times and are not taken, each with its heading. Lengths of
    time are none, and what stands under days is read as a roster is."""
    heads = _heads(grid, table)
    free = [at for at in range(grid.width) if at not in table.columns]
    named = [at for at in free if not readings(heads[at], heads[at])]
    timed = [at for at in named if not LENGTH.search(heads[at])]
    return {at: heads[at] for at in timed if _Column(grid, table.heading, at, heads[at]).is_timed}


def is_of_punches(grid: Grid) -> bool:
    """Whether a sheet whose days stand along a line says that the times in it are punches, or has
    some that no plan has."""
    above = [grid.title, *_above(grid, min(grid.height, 3))]
    return speaks_of_punches(above) or _is_punched(grid)


def _heads(grid: Grid, table: PunchTable) -> list[str]:
    """How the columns are called; where no line of headings is seen, by the first line of the list
    if that has no times."""
    row = table.heading
    if _is_title(grid, row):
        row = next((one for one in _rows(grid, row) if not _is_title(grid, one)), grid.height)
        if any(clocks(grid.at(row, at), grid.text(row, at)) for at in range(grid.width)):
            return [""] * grid.width
    return [grid.text(row, at) for at in range(grid.width)]


def _above(grid: Grid, heading: int) -> list[str]:
    """What stands over a list."""
    rows = range(min(heading, grid.height))
    return [text for row in rows for at in range(grid.width) if (text := grid.text(row, at))]


def holds_punches(book: Book) -> bool:
    """Whether a file is of punches: times to odd minutes, as no plan has them, in most of its
    sheets. A centre's workbook has them in one of many."""
    shown = [grid for grid in book.grids if not grid.hidden and grid.height]
    return sum(map(_is_punched, shown)) * 2 > len(shown)


def _is_punched(grid: Grid) -> bool:
    odd = timed = 0
    for row in _rows(grid, -1):
        for at in range(min(len(grid.rows[row]), 40)):
            found = clocks(grid.at(row, at), grid.text(row, at)) or ()
            found = tuple(one for one in found if one.at != time(0))
            timed += bool(found)
            odd += any(one.at.minute % 5 or one.at.second for one in found)
    return timed >= 2 and odd * 3 > timed


def likely_table(book: Book) -> PunchTable:
    """Where a list may stand of which somebody is to say what its columns are. BadInput where no
    sheet has two cells beside each other."""
    best = max(
        (
            (sum(1 for at in range(grid.width) if grid.text(row, at)), -row, grid.title)
            for grid in book.grids
            if not grid.hidden
            for row in range(min(grid.height, _MOST_ABOVE))
        ),
        default=(0, 0, ""),
    )
    if best[0] < 2:
        raise BadInput(
            msg("There are no punches in this file"),
            msg("No sheet has somebody's name or number beside a time of the day."),
        )
    return PunchTable(best[2], -best[1], _columns(book.grid(best[2]), -best[1], ()))


def _table(grid: Grid, told: Collection[str]) -> PunchTable | None:
    """The list with most headings; one that has no punches where no other has some."""
    best: tuple[tuple[int, bool], PunchTable] | None = None
    for row in range(-1, min(grid.height, _MOST_ABOVE)):
        words = 0 if row < 0 else _headings(grid, row)
        if words < 2 and not _is_title(grid, row):
            continue
        table = PunchTable(grid.title, row, _columns(grid, row, told))
        timed = [*table.of(TIMES), *(untaken(grid, table) if row >= 0 else ())]
        dated = table.of(DAY) or _is_dated(grid, row, timed)
        rank = (words, table.whole)
        if timed and dated and table.of(*_PEOPLE) and (best is None or rank > best[0]):
            best = (rank, table)
    return best[1] if best else None


def _is_title(grid: Grid, row: int) -> bool:
    """A line above a list that has no headings: a title, or nothing."""
    return row < 0 or sum(1 for at in range(grid.width) if grid.text(row, at)) < 2


def _headings(grid: Grid, row: int) -> int:
    """How many cells of a line are called as columns of punches are, and hold none themselves."""
    texts = [grid.text(row, at) for at in range(grid.width)]
    kinds = (_BADGE_HEAD, NUMBER_HEAD, NAME_HEAD, _DAY_HEAD, _TIME_HEAD, _DIRECTION_HEAD)
    named = [text for text in texts if len(text) < 25 and any(kind.search(text) for kind in kinds)]
    times = sum(1 for at, text in enumerate(texts) if text and clocks(grid.at(row, at), text))
    return len(named) if not times else 0


def _is_dated(grid: Grid, heading: int, times: Sequence[int]) -> bool:
    return any(one.days for at in times for one in _sampled(grid, heading, at))


def _sampled(grid: Grid, heading: int, column: int) -> list[Clock]:
    found: list[Clock] = []
    for row in _rows(grid, heading):
        found += clocks(grid.at(row, column), grid.text(row, column)) or ()
    return found


def _rows(grid: Grid, heading: int) -> Sequence[int]:
    return range(heading + 1, min(grid.height, heading + 1 + _SAMPLE))


def _columns(grid: Grid, heading: int, told: Collection[str]) -> dict[int, str]:
    """What each column is: the first of each kind, and every one of punches."""
    heads = _heads(grid, PunchTable(grid.title, heading, {}))
    columns = [_Column(grid, heading, at, heads[at]) for at in range(grid.width)]
    timed = {at for at, one in enumerate(columns) if one.is_timed and one.key() in ("", TIMES)}
    odd = {at for at in timed if _is_odd(_sampled(grid, heading, at))}
    above = [grid.title, *_above(grid, heading + _is_title(grid, heading))]
    punches = times_of_punches(heads, timed, above, odd, told)
    taken = dict.fromkeys(_without_plans(punches, heads, columns, told), TIMES)
    for at, column in enumerate(columns):
        key = column.key() if column.filled and at not in timed else ""
        if key and key not in taken.values():
            taken[at] = key
    _people(taken, heads, columns)
    return taken


def _is_odd(found: Sequence[Clock]) -> bool:
    """Whether some of the times are such as no plan has."""
    return any(one.at.minute % 5 or one.at.second for one in found)


def _without_plans(
    punches: set[int], heads: Sequence[str], columns: Sequence[_Column], told: Collection[str]
) -> list[int]:
    """Beside times that somebody punched, those at which a shift begins and ends are none; and
    beside moments, mere times."""
    punched = any(is_called_punches(heads[at]) for at in punches)
    left = [
        at
        for at in sorted(punches)
        if not (punched and _SHIFT_TIMES.search(heads[at]) and not is_called_punches(heads[at]))
        or as_told(heads[at]) in told
    ]
    moments = any(columns[at].moments >= _LEAST for at in left)
    return [
        at
        for at in left
        if not moments or columns[at].moments >= _LEAST or as_told(heads[at]) in told
    ]


def _people(taken: dict[int, str], heads: Sequence[str], shares: Sequence[_Column]) -> None:
    """Where no heading says whose the punches are, the columns that look like it."""
    free = [at for at in range(len(shares)) if at not in taken and shares[at].filled]
    if NAME not in taken.values():
        named = [at for at in free if shares[at].names >= 0.8 and not OTHER_DATE.search(heads[at])]
        if named:
            taken[named[0]] = NAME
    if not {NUMBER, BADGE, NAME} & set(taken.values()):
        numbered = [at for at in free if shares[at].codes >= 0.8 and at not in taken]
        if numbered:
            taken[numbered[0]] = NUMBER


class _Column:
    """What stands in the first lines of a column, as shares of what is filled."""

    def __init__(self, grid: Grid, heading: int, at: int, head: str) -> None:
        self.head = head
        cells = [(grid.at(row, at), grid.text(row, at)) for row in _rows(grid, heading)]
        cells = [(value, text) for value, text in cells if text]
        self.filled = len(cells)
        said = [clocks(value, text, packed=self.called_times) for value, text in cells]
        none = sum(1 for one in said if one == ())
        whole = max(1, self.filled - none)
        self.times = sum(1 for one in said if one) / whole
        self.moments = sum(1 for one in said if one and one[0].days) / whole
        days = [value for value, text in cells if readings(value, text) and not _is_time(value)]
        self.days = len(days) / max(1, self.filled)
        self.bare = sum(1 for _value, text in cells if text.isdigit() and len(text) < 3) / (
            self.filled or 1
        )
        self.names = sum(1 for _value, text in cells if is_name(text)) / max(1, self.filled)
        self.codes = sum(1 for _value, text in cells if _is_code(text)) / max(1, self.filled)
        directed = [one for _value, text in cells if (one := direction_of(text)) is not None]
        self.directed = len(directed) / max(1, self.filled)

    @property
    def is_timed(self) -> bool:
        """Whether times of the day stand in it, with dates or without."""
        return bool(self.filled) and self.times >= _LEAST > self.days and self.directed < 0.8

    @property
    def called_times(self) -> bool:
        head = self.head
        return bool(_TIME_HEAD.search(head)) and not NOT_PUNCHED.search(head)

    def key(self) -> str:
        """What the column is; "" for nothing that is known here."""
        head = self.head
        if self.directed >= 0.8:
            return DIRECTION
        if _BADGE_HEAD.search(head):
            return BADGE
        if NUMBER_HEAD.search(head) and not _NOT_A_PERSON.search(head):
            return NUMBER
        if _BARE_NUMBER.fullmatch(head) and self.codes >= 0.8:
            return NUMBER
        if (
            NAME_HEAD.search(head)
            and not _NOT_A_PERSON.search(head)
            and self.times < _LEAST
            and self.days < _LEAST
        ):
            return NAME
        if NOT_PUNCHED.search(head) or OTHER_DATE.search(head):
            return ""
        if self.times >= _LEAST > self.days:
            return TIMES
        if self.days >= _LEAST and (self.bare < _LEAST or _DAY_HEAD.search(head)):
            return DAY
        return ""


def _is_time(value: object) -> bool:
    if isinstance(value, datetime):
        return value.time() != time(0)
    return isinstance(value, time)


def _is_code(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z]{0,4}-?\d{2,12}", text) is not None
