"""Somebody's own days as an iCalendar file (RFC 5545), for telephones and calendars.

A shift keeps its identity when the file is written again: the person's number and its date. What
the earlier file held is read from it, so that what changed counts on (SEQUENCE) and what fell away
is said to be cancelled, which calendars that took the file in need to hear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from app.rules.my_days import CalendarWords, MyDays

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_PRODUCT = "-//Dutydesk//My days//"
_UID = re.compile(r"[^@]+@dutydesk")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: an identity, what it says, and from when to when (a date: whole days)."""

    uid: str
    title: str
    note: str
    start: date
    end: date
    cancelled: bool = False
    sequence: int = 0
    stamp: datetime | None = None

    def says_as(self, other: Entry) -> bool:
        """Whether both tell the same."""
        mine = (self.title, self.note, self.start, self.end, self.cancelled)
        return mine == (other.title, other.note, other.start, other.end, other.cancelled)


def calendar_file(mine: MyDays, words: CalendarWords, now: datetime, earlier: bytes = b"") -> bytes:
    """The file of these days, in these words; `earlier`: the file that it takes the place of."""
    zone = mine.time.zone
    before = {one.uid: one for one in entries(earlier) if _is_of(one, mine.no)}
    fresh = {one.uid: one for one in _entries(mine, words, zone)}
    shown = [_counted(one, before.get(one.uid), now) for one in fresh.values()]
    gone = (one for uid, one in before.items() if uid not in fresh and _within(one, mine))
    shown += [_cancelled(one, now) for one in gone]
    title = words.title.format(name=mine.name)
    return _written(mine, title, sorted(shown, key=lambda one: one.uid), zone)


def is_calendar_of(content: bytes, no: str) -> bool:
    """Whether it is one calendar that was written here, and holds nothing but the days of the
    person `no`: no other calendar, no event of anybody else's or of one's own."""
    from icalendar import Calendar

    try:
        several = Calendar.from_ical(content, multiple=True)
        events = [event for one in several for event in one.walk("VEVENT")]
        ours = all(str(one.get("PRODID", "")).startswith(_PRODUCT) for one in several)
        mine = all(
            _UID.fullmatch(str(event["UID"])) and _is_of(_read(event), no) for event in events
        )
    except (ValueError, KeyError, IndexError, AttributeError):
        return False
    return len(several) == 1 and ours and mine


def _is_of(one: Entry, no: str) -> bool:
    return one.uid.startswith(f"{no}-")


def entries(content: bytes) -> list[Entry]:
    """The events of a file that was written here; of any other, or a damaged one, none."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content)
        if not str(calendar.get("PRODID", "")).startswith(_PRODUCT):
            return []
        return [_read(event) for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, AttributeError):
        return []


def _entries(mine: MyDays, words: CalendarWords, zone: ZoneInfo) -> Iterator[Entry]:
    for one in mine.worked:
        shift = one.shift
        last = one.day + _DAY if shift.end <= shift.start else one.day
        note = words.swap.format(no=one.swap) if one.swap else ""
        yield Entry(
            f"{mine.no}-{one.day:%Y%m%d}-shift@dutydesk",
            shift.name or shift.code,
            note,
            datetime.combine(one.day, shift.start, zone),
            datetime.combine(last, shift.end, zone),
        )
    for away in mine.away:
        uid = f"{mine.no}-{away.no}-leave@dutydesk"
        yield Entry(uid, words.away, "", away.first, away.last + _DAY)


def _counted(fresh: Entry, before: Entry | None, now: datetime) -> Entry:
    if before is None:
        return _again(fresh, 0, now)
    if fresh.says_as(before):
        return before
    return _again(fresh, before.sequence + 1, now)


def _cancelled(one: Entry, now: datetime) -> Entry:
    if one.cancelled:
        return one
    return _again(one, one.sequence + 1, now, cancelled=True)


def _again(one: Entry, sequence: int, now: datetime, *, cancelled: bool = False) -> Entry:
    said = (one.uid, one.title, one.note, one.start, one.end)
    return Entry(*said, cancelled, sequence, now.replace(microsecond=0))


def _within(one: Entry, mine: MyDays) -> bool:
    """Whether it would still be told, were it still so; what is past is left alone."""
    return mine.first <= _date(one.start) <= mine.last


def _date(start: date) -> date:
    return start.date() if isinstance(start, datetime) else start


def _read(event: Any) -> Entry:
    return Entry(
        uid=str(event["UID"]),
        title=str(event.get("SUMMARY", "")),
        note=str(event.get("DESCRIPTION", "")),
        start=event["DTSTART"].dt,
        end=event["DTEND"].dt,
        cancelled=str(event.get("STATUS", "")) == "CANCELLED",
        sequence=int(event.get("SEQUENCE", 0)),
        stamp=event["DTSTAMP"].dt,
    )


def _written(mine: MyDays, title: str, shown: list[Entry], zone: ZoneInfo) -> bytes:
    from icalendar import Calendar, Event

    calendar = Calendar()
    head: Mapping[str, str] = {
        "prodid": f"{_PRODUCT}EN", "version": "2.0", "calscale": "GREGORIAN", "method": "PUBLISH",
        "x-wr-calname": title, "x-wr-timezone": zone.key,
    }  # fmt: skip
    for name, value in head.items():
        calendar.add(name, value)
    first = min((_date(one.start) for one in shown), default=mine.first)
    last = max((_date(one.end) for one in shown), default=mine.last)
    calendar.add_component(_zone(zone, min(first, mine.first), max(last, mine.last)))
    for one in shown:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", one.stamp)
        event.add("sequence", one.sequence)
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        event.add("summary", one.title)
        if one.note:
            event.add("description", one.note)
        event.add("dtstart", one.start)
        event.add("dtend", one.end)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _zone(zone: ZoneInfo, first: date, last: date) -> Any:
    """The zone with each change of its clock in these days and around them. The library's own
    states some changes an hour late: it takes the wall time after them."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    start = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    end = datetime(last.year + 1, 12, 31, tzinfo=UTC)
    made = Timezone()
    made.add("tzid", zone.key)
    before = start - _MINUTE
    for at in (start, *_changes(zone, start, end)):
        old, new = (each.astimezone(zone).utcoffset() or timedelta() for each in (before, at))
        if at != start:
            old = (at - _MINUTE).astimezone(zone).utcoffset() or timedelta()
        local = at.astimezone(zone)
        part = TimezoneDaylight() if local.dst() else TimezoneStandard()
        part.add("dtstart", at.replace(tzinfo=None) + old)
        part.add("tzoffsetfrom", old)
        part.add("tzoffsetto", new)
        part.add("tzname", local.tzname() or zone.key)
        made.add_component(part)
    return made


@lru_cache(maxsize=16)
def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> tuple[datetime, ...]:
    """The instants, to the minute, at which the zone's clock is put forward or back: the same for
    everybody's file."""
    return tuple(_found_changes(zone, start, end))


def _found_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    at = start
    while at < end:
        later = at + _DAY
        if at.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            low, high = at, later
            while high - low > _MINUTE:
                middle = low + (high - low) // 2
                middle = middle.replace(second=0, microsecond=0)
                if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
                    low = middle
                else:
                    high = middle
            yield high
        at = later
