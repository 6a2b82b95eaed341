"""One cell in: what Excel holds or people type, made the value that the column means.

Each reader takes what calamine gives (text, number, boolean, date, time; never blank) and returns
the value, or raises `BadCell` with a sentence that says how to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any
from unicodedata import normalize

from app.rules import folding, plaintext
from app.rules.calendar import YEARS as YEARS
from app.rules.plaintext import plain
from app.rules.scorecards.scoring import PLACES
from app.rules.vocabulary import Message, msg

Reader = Callable[[Any], Any]
_EXACT = 1e15
"""From here on Excel holds no number to its last digit."""

_QUOTED = re.compile(r"'+[=+\-@\t]")
_DATE = re.compile(r"(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})日?")
_MOMENT = re.compile(_DATE.pattern + r"(?:T| +|(?<=日))(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")
_WALL = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")


def folded(word: str) -> str:
    """`word` as headers, sheet names and fixed words are compared: _ and - are blanks, too."""
    return folding.folded(folding.folded(word, " ").replace("-", " ").replace("_", " "), "_")


class FormulaError:
    """Stands in a cell whose formula ended in an error such as #DIV/0!."""

    problem = msg("{cell}: the formula in this cell ends in an error; mend it or type the value.")

    def __str__(self) -> str:
        return "#ERROR"


class Unreckoned(FormulaError):
    """Stands in a cell whose formula has no value: the program that wrote it reckons none."""

    problem = msg(
        "{cell}: the formula in this cell has not been reckoned; open the file in Excel and save "
        "it, or type the value."
    )

    def __str__(self) -> str:
        return "="


class BadCell(Exception):
    """A cell that cannot be taken; the problem's `{cell}` and `{value}` are still to fill in."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.msgid)
        self.problem = problem

    def at(self, cell: str, value: object) -> Message:
        """The sentence for this cell: `Swaps!F12: "32/10" is no date; ...`."""
        return Message(
            self.problem.msgid, {**self.problem.params, "cell": cell, "value": shown(value)}
        )


def shown(value: object) -> str:
    """A cell's value as a person would recognise it, cut where it is endless."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "�", str(value))
    return text if len(text) <= 60 else text[:59] + "…"


def text(value: Any) -> str:
    """Text in its one form; a whole number reads as its digits, a date in ISO."""
    if isinstance(value, str):
        return _tidy(value[1:] if _QUOTED.match(value) else value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and isfinite(value):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    raise BadCell(msg('{cell}: "{value}" is no text; type it anew as text.'))


def identifier(value: Any) -> str:
    """What something is called by, in its one form: `１００１` is 1001."""
    if isinstance(value, float) and abs(value) >= _EXACT:
        raise BadCell(
            msg(
                '{cell}: Excel keeps 15 digits of a number, so that the end of "{value}" is lost; '
                "make the column text and type the number anew."
            )
        )
    found = plaintext.identifier(text(value))
    if not found.isprintable():
        raise BadCell(_UNSTORABLE)
    return found


_UNSTORABLE = msg(
    '{cell}: "{value}" has a character that cannot be stored, or over 32,767 of them; type it anew.'
)


def _tidy(value: str) -> str:
    try:
        return plain(value)
    except ValueError:
        raise BadCell(_UNSTORABLE) from None


def day(value: Any) -> date:
    """An Excel date or ISO text `2026-10-01`; a midnight moment is its date."""
    found: date | None = None
    if isinstance(value, datetime):
        found = value.date() if _to_minute(value).time() == time(0) else None
    elif isinstance(value, date):
        found = value
    elif isinstance(value, str):
        found = _day_of(_DATE.fullmatch(_typed(value))) or _midnight(value)
    if found is None or found.year not in YEARS:
        raise BadCell(
            msg('{cell}: "{value}" is no date; write it as 2026-10-01 or as an Excel date.')
        )
    return found


def _midnight(value: str) -> date | None:
    found = _moment_of(value)
    return found.date() if found and found.time() == time(0) else None


def moment(value: Any) -> datetime:
    """An Excel date with its time or ISO text `2026-10-01 08:00`, to the minute."""
    found: datetime | None = None
    if isinstance(value, datetime):
        found = _to_minute(value)
    elif isinstance(value, date):
        found = datetime.combine(value, time(0))
    elif isinstance(value, str):
        plain_day = _day_of(_DATE.fullmatch(_typed(value)))
        found = datetime.combine(plain_day, time(0)) if plain_day else _moment_of(value)
    if found is None or found.year not in YEARS:
        raise BadCell(
            msg(
                '{cell}: "{value}" is no date and time; write it as 2026-10-01 08:00 '
                "or as an Excel date with its time."
            )
        )
    return found


def wall_time(value: Any) -> time:
    """An Excel time or text `HH:MM`, to the minute."""
    if isinstance(value, time):
        return _to_minute(datetime.combine(date(2000, 1, 1), value)).time()
    if isinstance(value, timedelta) and timedelta(0) <= value < timedelta(days=1):
        return _to_minute(datetime(2000, 1, 1) + value).time()
    match = _WALL.fullmatch(_typed(value)) if isinstance(value, str) else None
    try:
        if match:
            return time(int(match[1]), int(match[2]))
    except ValueError:
        pass
    raise BadCell(
        msg('{cell}: "{value}" is no time of day; write it as 07:30 or as an Excel time.')
    )


def end_of_shift(value: Any) -> time:
    """A time of day; 24:00, as text or as Excel has it, is the beginning of the next day."""
    if isinstance(value, str) and _MIDNIGHT.fullmatch(_typed(value)):
        return time(0)
    if value in (timedelta(days=1), datetime(1900, 1, 1)) or (
        type(value) is date and value in (date(1900, 1, 1), date(1899, 12, 31))
    ):
        return time(0)
    return wall_time(value)


_MIDNIGHT = re.compile(r"24:00(?::00)?")


def whole(low: int, high: int) -> Reader:
    """A reader of whole numbers from `low` to `high`."""

    def read(value: Any) -> int:
        found = number(value)
        if found is None or not found.is_integer() or not low <= found <= high:
            raise BadCell(
                msg(
                    '{cell}: "{value}" is no whole number from {low} to {high}.', low=low, high=high
                )
            )
        return int(found)

    return read


_MOST = 1e9
"""Far above any weight: sums stay numbers."""


def score(value: Any) -> float:
    """A score from 0 to 100, to six decimals: a workbook holds fifteen digits of a number."""
    found = number(value)
    if found is None or not 0 <= found <= 100:
        raise BadCell(msg('{cell}: "{value}" is no score; write a number from 0 to 100.'))
    return round(found, PLACES)


def above_nothing(value: Any) -> float:
    """A number above 0, to six decimals."""
    found = number(value)
    if found is None or not 0 < round(found, PLACES) <= _MOST:
        raise BadCell(msg('{cell}: "{value}" is no weight; write a number above 0.'))
    return round(found, PLACES)


def amount(most: float) -> Reader:
    """A reader of numbers from 0 to `most`, to six decimals."""

    def read(value: Any) -> float:
        found = number(value)
        if found is None or not 0 <= found <= most:
            raise BadCell(
                msg('{cell}: "{value}" is no number from 0 to {most}.', most=f"{most:.0f}")
            )
        return round(found, PLACES)

    return read


def choice(words: Mapping[str, Any]) -> Reader:
    """A reader of one of `words` (English or Chinese, any case) into its value."""
    meanings = {folded(word): value for word, value in words.items()}

    def read(value: Any) -> Any:
        found = meanings.get(folded(text(value)))
        if found is None:
            raise BadCell(
                msg(
                    '{cell}: "{value}" is not known here; write one of: {words}.',
                    words=", ".join(words),
                )
            )
        return found

    return read


_FLAGS = {"Y": True, "N": False, "是": True, "否": False, "yes": True, "no": False}
_flag = choice(_FLAGS)


def flag(value: Any) -> bool:
    """Y or N, 是 or 否, or Excel's own TRUE and FALSE."""
    return value if isinstance(value, bool) else bool(_flag(value))


_DIGITS = frozenset("0123456789０１２３４５６７８９")


def number(value: Any) -> float | None:
    """A number as people type it, or None: in half or full width, of no other script."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if any(sign == "_" or (sign.isdigit() and sign not in _DIGITS) for sign in value):
            return None
        try:
            value = float(_typed(value)) if len(value) < 40 else None
        except ValueError:
            return None
    return value if isinstance(value, float) and isfinite(value) else None


def _typed(value: str) -> str:
    return normalize("NFKC", value.strip()) if len(value) < 100 else value


def _to_minute(value: datetime) -> datetime:
    """Excel's fractions of a day may fall a hair short of the minute that was typed."""
    if value.year >= YEARS.stop:
        return value
    return (value + timedelta(milliseconds=500)).replace(second=0, microsecond=0)


def _day_of(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _moment_of(value: str) -> datetime | None:
    match = _MOMENT.fullmatch(_typed(value))
    found = _day_of(match)
    if match is None or found is None:
        return None
    try:
        return datetime.combine(found, time(int(match[4]), int(match[5])))
    except ValueError:
        return None
