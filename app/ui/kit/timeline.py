"""A line of time: what is past, what holds, what is to come; a person's posts as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.people.rows import PostRow
from app.text import _
from app.text.dates import day as worded_day
from app.text.words import title_word
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.tokens import Space

_RADIUS = 5
_DOT_TOP = 10


class When(Enum):
    """Where a post lies, seen from today; told by word as well as by its mark."""

    PAST = "past"
    NOW = "now"
    TO_COME = "to come"


class Timeline(QWidget):
    """Posts, the latest first; `left_on` ends the line."""

    def __init__(self, posts: Sequence[PostRow], today: date, left_on: date | None) -> None:
        super().__init__()
        self.setAccessibleName(_("Posts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        until = left_on
        for place, post in enumerate(posts):
            when = _when(post, until, today, is_first=place == len(posts) - 1)
            words = (
                label(_dates(post.since, until, when), "caption", wrap=True),
                label(place_of(post), "strong", wrap=True),
                label(_duties(post), "soft", wrap=True),
            )
            column.addWidget(TimelineEntry(words, when, last=place == len(posts) - 1))
            until = post.since - timedelta(days=1)


def _when(post: PostRow, until: date | None, today: date, is_first: bool) -> When:
    if post.since > today and not is_first:
        return When.TO_COME
    return When.PAST if until is not None and until < today else When.NOW


class TimelineEntry(QWidget):
    """One point of the line with its words; the `last` one ends it."""

    def __init__(self, words: Sequence[QWidget], when: When, last: bool) -> None:
        super().__init__()
        self._when, self._last = when, last
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XS, 0, Space.M)
        column.setSpacing(2)
        for part in words:
            column.addWidget(part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_RADIUS + 2, _DOT_TOP)
        painter.setPen(QPen(theme.colour("line_strong"), 2))
        if not self._last:
            painter.drawLine(middle + QPointF(0, _RADIUS), QPointF(middle.x(), self.height()))
        if middle.y() > _RADIUS:
            painter.drawLine(QPointF(middle.x(), 0), middle - QPointF(0, _RADIUS))
        now = self._when is When.NOW
        ink = theme.colour("accent" if now else "line_strong")
        style = Qt.PenStyle.DotLine if self._when is When.TO_COME else Qt.PenStyle.SolidLine
        painter.setPen(QPen(ink, 2, style))
        painter.setBrush(ink if now else theme.colour("surface"))
        painter.drawEllipse(QRectF(2, _DOT_TOP - _RADIUS, 2 * _RADIUS, 2 * _RADIUS))


def place_of(post: PostRow) -> str:
    """ "Complaints · Team A", or the centre for its director."""
    return " · ".join(name for name in (post.department, post.team) if name) or _("Centre")


def _duties(post: PostRow) -> str:
    parts = [title_word(post.role), post.job_type]
    if post.skill_level is not None:
        parts.append(_("level {n}").format(n=post.skill_level))
    return " · ".join(part for part in parts if part)


def _dates(since: date, until: date | None, when: When) -> str:
    first = worded_day(since)
    if until is not None:
        return _("{first} – {last}").format(first=first, last=worded_day(until))
    if when is When.TO_COME:
        return _("from {first}, to come").format(first=first)
    return _("since {first}").format(first=first)
