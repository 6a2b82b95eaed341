"""The festivals of the published calendar, and the statutory days of a year not yet published.

Days carry their festival's Chinese name, as centres write it; `named` gives the sentence for it
in any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.vocabulary import Message, msg


@dataclass(frozen=True, slots=True)
class Festival:
    """One of the seven; `key` is what a window colours it by."""

    key: str
    chinese: str
    english: Message


NEW_YEAR = Festival("new_year", "元旦", msg("New Year's Day"))
SPRING = Festival("spring", "春节", msg("Spring Festival"))
QINGMING = Festival("qingming", "清明节", msg("Qingming Festival"))
LABOUR = Festival("labour", "劳动节", msg("Labour Day"))
DRAGON_BOAT = Festival("dragon_boat", "端午节", msg("Dragon Boat Festival"))
MID_AUTUMN = Festival("mid_autumn", "中秋节", msg("Mid-Autumn Festival"))
NATIONAL = Festival("national", "国庆节", msg("National Day"))

FESTIVALS = (NEW_YEAR, SPRING, QINGMING, LABOUR, DRAGON_BOAT, MID_AUTUMN, NATIONAL)
_BY_NAME = {
    name.casefold(): festival
    for festival in FESTIVALS
    for name in (festival.chinese, festival.english.msgid)
}

# First day of the lunar year, fifth of its fifth month, fifteenth of its eighth; Qingming.
_MOVABLE = {
    2027: ((2, 6), (6, 9), (9, 15), (4, 5)),
    2028: ((1, 26), (5, 28), (10, 3), (4, 4)),
    2029: ((2, 13), (6, 16), (9, 22), (4, 4)),
    2030: ((2, 3), (6, 5), (9, 12), (4, 5)),
    2031: ((1, 23), (6, 24), (10, 1), (4, 5)),
    2032: ((2, 11), (6, 12), (9, 19), (4, 4)),
    2033: ((1, 31), (6, 1), (9, 8), (4, 4)),
    2034: ((2, 19), (6, 20), (9, 27), (4, 5)),
    2035: ((2, 8), (6, 10), (9, 16), (4, 5)),
    2036: ((1, 28), (5, 30), (10, 4), (4, 4)),
}
LAST_KNOWN_YEAR = max(_MOVABLE)


def festival_of(name: str) -> Festival | None:
    """The festival that a day is named after, in Chinese or English; None for any other name."""
    return _BY_NAME.get(name.strip().casefold())


def named(name: str) -> Message:
    """A day's name as a sentence: translated for a festival, as it was typed for any other."""
    festival = festival_of(name)
    return festival.english if festival else Message("{name}", {"name": name})


def statutory(year: int) -> Iterator[tuple[date, Festival]]:
    """The statutory holidays of a year whose breaks are not published yet (2027 to
    `LAST_KNOWN_YEAR`): the festivals themselves, no bridging days and no make-up workdays."""
    lunar_new_year, dragon_boat, mid_autumn, qingming = (
        date(year, month, day) for month, day in _MOVABLE[year]
    )
    yield date(year, 1, 1), NEW_YEAR
    yield from _run(lunar_new_year - timedelta(days=1), 4, SPRING)
    yield qingming, QINGMING
    yield from _run(date(year, 5, 1), 2, LABOUR)
    yield dragon_boat, DRAGON_BOAT
    yield mid_autumn, MID_AUTUMN
    yield from _run(date(year, 10, 1), 3, NATIONAL)


def _run(first: date, days: int, festival: Festival) -> Iterator[tuple[date, Festival]]:
    for offset in range(days):
        yield first + timedelta(days=offset), festival
