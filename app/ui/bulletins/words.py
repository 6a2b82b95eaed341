"""The page's sentences: for whom a bulletin is, until when, by when one has to have read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.queries.bulletins.rows import BulletinRow
from app.reading.bulletins.page import BulletinView, Reader
from app.text import _, dates, ngettext
from app.text.language import centre_time
from app.text.words import shift_words
from app.ui.kit.entries import Entry
from app.ui.kit.tokens import Tone

LEAST_SEARCHED = 2


def for_whom(row: BulletinRow) -> str:
    """ "Service, team A, inbound", or "the whole centre"."""
    fact = row.fact
    place = " · ".join(part for part in (fact.department, fact.team, fact.job_type) if part)
    return place or _("the whole centre")


def origin(row: BulletinRow, today: date | None = None) -> str:
    """Who published it, when, for whom, and until when it is news."""
    parts = [
        _("{name}, {moment}").format(
            name=row.by_name, moment=dates.moment(row.fact.published_at, today)
        ),
        _("for {whom}").format(whom=for_whom(row)),
    ]
    if row.fact.until is not None and not row.replaced_by:
        parts.append(_("news until {day}").format(day=dates.day(row.fact.until, today)))
    return " · ".join(parts)


def entry_of(view: BulletinView, today: date, now: datetime) -> Entry:
    """Its line in the list."""
    row = view.row
    return Entry(
        title=row.fact.title,
        note=_("{name} · {whom}").format(name=row.by_name, whom=for_whom(row)),
        aside=dates.day(centre_time().local_date(row.fact.published_at), today),
        key=row.no,
        icon=_icon(view, today),
        tone=_tone(view, now),
        strong=view.unread,
        state=state_word(view, today),
    )


def state_word(view: BulletinView, today: date) -> str:
    if view.unread:
        return _("unread")
    if view.row.replaced_by:
        return _("replaced")
    if not view.row.is_news(today):
        return _("no longer news")
    return _("read") if view.read_at else ""


def due_words(view: BulletinView, today: date, now: datetime) -> tuple[str, Tone]:
    """By when it is to be read, or when it was; nothing where it is not asked of one."""
    if view.read_at is not None:
        return _("Read {moment}").format(moment=dates.moment(view.read_at, today)), Tone.GOOD
    if not view.unread:
        return "", Tone.PLAIN
    if view.due is None:
        return _("To be read before your next shift (HAND-5)"), Tone.INFO
    late = view.due.start < now
    said = (
        _("{shift} started {start}: reading it now is late (HAND-5)")
        if late
        else _("To be read before {shift} starts, {start} (HAND-5)")
    )
    start = dates.moment(view.due.start, today)
    return said.format(
        shift=shift_words(view.due.code), start=start
    ), Tone.BAD if late else Tone.INFO


def count_words(unread: int, news: int) -> str:
    parts = [ngettext("{n} still news", "{n} still news", news).format(n=news)]
    if unread:
        parts.insert(0, ngettext("{n} unread", "{n} unread", unread).format(n=unread))
    return " · ".join(parts)


def reader_words(one: Reader, today: date) -> str:
    """ "王芳", or "王芳 07:10" once it is read."""
    return f"{one.name} {dates.moment(one.read_at, today)}" if one.read_at else one.name


def found(view: BulletinView, wanted: str) -> bool:
    """Whether the words that were searched for stand in it; less than two are no search."""
    wanted = wanted.strip().casefold()
    if len(wanted) < LEAST_SEARCHED:
        return True
    fact = view.row.fact
    texts: Sequence[str] = (fact.title, fact.text, fact.no, view.row.by_name, for_whom(view.row))
    return any(wanted in text.casefold() for text in texts)


def _icon(view: BulletinView, today: date) -> str:
    if view.unread:
        return "bell"
    if view.row.replaced_by or not view.row.is_news(today):
        return "clock"
    return "check" if view.read_at else "note"


def _tone(view: BulletinView, now: datetime) -> Tone:
    if not view.unread:
        return Tone.PLAIN
    late = view.due is not None and view.due.start < now
    return Tone.BAD if late else Tone.ACCENT
