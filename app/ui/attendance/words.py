"""The attendance page's sentences and symbols."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.errors import AppError
from app.queries.attendance.month import DayMark, MonthDay
from app.queries.attendance.roll_call import RollCallRow
from app.services.attendance.roll_call import Entry
from app.text import _, dates, ngettext, say
from app.text.findings import finding_sentence
from app.text.words import leave_kind
from app.ui.attendance.entries import minutes_early, minutes_late, opens_at
from app.ui.kit.tokens import Tone
from app.ui.work.outage import kept_nothing

MARK_SYMBOLS: Mapping[DayMark, str] = {
    DayMark.OFF: "",
    DayMark.COMING: "·",
    DayMark.OPEN: "?",
    DayMark.PRESENT: "✓",
    DayMark.MISSED_CALL: "◁",
    DayMark.DOUBTED: "«",
    DayMark.LATE: "△",
    DayMark.ABSENT: "✕",
    DayMark.OFF_POST: "◇",
    DayMark.LEFT_EARLY: "▽",
    DayMark.LEAVE: "○",
}
"""Told apart by shape, on screen, in Excel and on paper."""

TONES: Mapping[DayMark, Tone] = {
    DayMark.PRESENT: Tone.GOOD,
    DayMark.MISSED_CALL: Tone.WARN,
    DayMark.DOUBTED: Tone.WARN,
    DayMark.LATE: Tone.WARN,
    DayMark.ABSENT: Tone.BAD,
    DayMark.OFF_POST: Tone.BAD,
    DayMark.LEFT_EARLY: Tone.WARN,
    DayMark.LEAVE: Tone.INFO,
}


def mark_words() -> dict[DayMark, str]:
    """What each symbol says, for the legend and the tips."""
    return {
        DayMark.PRESENT: _("present"),
        DayMark.MISSED_CALL: _("missed roll call"),
        DayMark.DOUBTED: _("date in doubt"),
        DayMark.LATE: _("late"),
        DayMark.ABSENT: _("absent"),
        DayMark.OFF_POST: _("off the post"),
        DayMark.LEFT_EARLY: _("left early"),
        DayMark.LEAVE: _("on leave"),
        DayMark.OPEN: _("not recorded"),
        DayMark.COMING: _("to come"),
    }


def away_words(row: RollCallRow) -> str:
    """The leave that covers the shift; its kind, where it may be known."""
    if not row.leave_kind:
        return _("On leave")
    return _("On leave: {kind}").format(kind=leave_kind(row.leave_kind))


def arrival_words(row: RollCallRow) -> str:
    """ "07:20", with "–15:10" once they went; nothing where nobody came."""
    came = dates.wall(row.arrived_at) if row.arrived_at else ""
    return f"{came}–{dates.wall(row.left_at)}" if row.left_at else came


def late_words(row: RollCallRow) -> str:
    """ "Late 12 min" once somebody is; else the chip's own word."""
    late = minutes_late(row, row.arrived_at) if row.arrived_at else 0
    return _("Late {n} min").format(n=late) if late > 0 else _("Late")


def off_post_words(minutes: int) -> str:
    return _("Off the post {n} min").format(n=minutes) if minutes else _("Off the post")


def left_words(row: RollCallRow) -> str:
    """ "Left 15 min early" once somebody has; else the chip's own word."""
    early = minutes_early(row, row.left_at) if row.left_at else 0
    return _("Left {n} min early").format(n=early) if early > 0 else _("Left early")


def back_words(row: RollCallRow) -> str:
    """Whether they have reported back from leave (LEAVE-11)."""
    if row.back_at is not None:
        said = _("Reported back from leave {no}, {moment}")
        return said.format(no=row.back_from, moment=dates.moment(row.back_at))
    if row.leave:
        return _("Back early from leave {no}? Record it (B).").format(no=row.back_from)
    return _("Back from leave {no}: to report by {time} (LEAVE-11)").format(
        no=row.back_from, time=dates.wall(row.start)
    )


def entry_words(entry: Entry | None) -> str:
    """What is recorded, or is about to be."""
    if entry is None:
        return _("not recorded")
    if entry.arrived_at is None:
        return _("absent")
    arrived = _("arrived {time}").format(time=dates.wall(entry.arrived_at))
    off_post = off_post_words(entry.off_post_minutes) if entry.off_post_minutes else ""
    left = _("went {time}").format(time=dates.wall(entry.left_at)) if entry.left_at else ""
    return " · ".join(filter(None, (arrived, off_post, left)))


def standing_words(row: RollCallRow, now: datetime) -> str:
    """What stands beside a line without a finding."""
    if row.leave:
        return _("The shift is open: {leave}").format(leave=row.leave)
    if row.arrived_at is not None:
        return _("In time")
    if row.recorded:
        return _("Not here; absent from {time} on").format(time=dates.wall(row.absent_from))
    if now < opens_at(row):
        return _("Can be recorded from {time} on").format(time=dates.wall(opens_at(row)))
    return _("Not recorded yet") if now >= row.start else _("Before roll call")


def line_words(row: RollCallRow, now: datetime) -> str:
    """A whole line, as it is read out."""
    parts = [row.name, row.no]
    if row.swap:
        parts.append(swap_note(row))
    if row.leave:
        parts.append(away_words(row))
    elif row.arrived_at is not None:
        parts.append(_("arrived {time}").format(time=arrival_words(row)))
    if row.back_from and (row.back_at or not row.leave):
        parts.append(back_words(row))
    parts += [finding_sentence(one) for one in row.findings] or [standing_words(row, now)]
    return ", ".join(parts)


def swap_note(row: RollCallRow) -> str:
    return _("holds this shift through swap {no}").format(no=row.swap)


def recorded_words(rows: Sequence[RollCallRow], now: datetime) -> str:
    """How many of those who should be here are recorded, and how many are still to come."""
    here = [row for row in rows if not row.leave]
    due = [row for row in here if row.recorded or row.roll_call <= now]
    done, coming = sum(row.recorded for row in due), len(here) - len(due)
    parts = []
    if due:
        parts.append(_("{done} of {of} recorded").format(done=done, of=len(due)))
    if coming:
        parts.append(ngettext("{n} to come", "{n} to come", coming).format(n=coming))
    return " · ".join(parts)


def sheet_words(day: MonthDay) -> str:
    """One day of the month's sheet: shift, state, when they came, what was found."""
    words = mark_words().get(day.mark, "")
    if day.leave_kind:
        words = leave_kind(day.leave_kind)
        if day.mark is DayMark.ABSENT:
            words = _("{kind}, no certificate in time: absent").format(kind=words)
    parts = [part for part in (day.shift, words) if part]
    if day.arrived_at is not None:
        parts.append(_("arrived {time}").format(time=dates.wall(day.arrived_at)))
    if day.left_at is not None:
        parts.append(_("went {time}").format(time=dates.wall(day.left_at)))
    if day.swapped:
        parts.append(_("⇄ swapped"))
    lines = [" · ".join(parts)]
    lines += [f"{one.rule}: {finding_sentence(one)}" for one in day.findings]
    return "\n".join(line for line in lines if line)


def refusal_words(error: AppError) -> str:
    """Why a line stands as it stood before. What the store was too silent for is not kept here."""
    if kept_nothing(error):
        return _("Nothing was recorded: the server does not answer. Record it again once it does.")
    return say(error.message)
