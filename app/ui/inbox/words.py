"""The Inbox's sentences: how long something waits, what is asked, what came of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.queries.requests.notices import NoticeRow
from app.queries.requests.waiting import Waiting
from app.reading.requests.view import RequestView
from app.text import _, dates, mark
from app.text.notices import notice_sentence
from app.text.requests.kinds import headline
from app.ui.kit.entries import Entry
from app.ui.kit.requests.kinds import LOOKS, notice_look, waiting_note, waiting_title
from app.ui.kit.tokens import Tone

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

_HEADLINES = {
    "cover.assigned": mark("A shift is yours"),
    "delegation.made": mark("You stand in for somebody"),
    "delegation.ended": mark("You stand in no longer"),
    "delegation.decided": mark("Decided in your place"),
}
_PLAIN = mark("Notice")
_LOOKS = {
    "cover.assigned": ("roster", Tone.INFO),
    "delegation.made": ("person", Tone.INFO),
    "delegation.ended": ("person", Tone.PLAIN),
    "delegation.decided": ("leave", Tone.INFO),
}
"""Of notices that are about no request."""


def age(since: datetime, now: datetime) -> str:
    """How long ago: "just now", "5 min", "3 h", "2 d"."""
    passed = max(now - since, timedelta())
    if passed < _MINUTE:
        return _("just now")
    if passed < _HOUR:
        return _("{n} min").format(n=passed // _MINUTE)
    if passed < _DAY:
        return _("{n} h").format(n=passed // _HOUR)
    return _("{n} d").format(n=passed // _DAY)


def waiting_entry(one: Waiting, today: date, now: datetime) -> Entry:
    """A request that waits, as a line of the list."""
    return Entry(
        waiting_title(one), waiting_note(one, today), age(one.request.filed_at, now),
        one.request.ref.file, LOOKS[one.kind].icon, Tone.INFO, strong=True,
    )  # fmt: skip


def notice_entry(notice: NoticeRow, today: date, now: datetime) -> Entry:
    """A notice as a line of the list."""
    title = headline(notice.code) or _(_HEADLINES.get(notice.code, _PLAIN))
    icon, tone = notice_look(notice.code) or _LOOKS.get(notice.code, ("person", Tone.PLAIN))
    return Entry(
        title, notice_sentence(notice.code, notice.params, today), age(notice.at, now),
        notice.id, icon, tone, strong=not notice.read, state="" if notice.read else _("Unread"),
    )  # fmt: skip


def request_note(view: RequestView) -> str:
    """Its number, and when it was filed."""
    return _("{no} · filed {moment}").format(no=view.no, moment=dates.moment(view.filed_at))
