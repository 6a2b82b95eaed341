"""The desks' sentences, tones and symbols."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.queries.desks.crew import SeatCrewRow
from app.queries.desks.rows import OffRow, SeatRow, WaitRow
from app.reading.desks.floor import FloorReading, Spot
from app.rules.desks.relief import DeskState, is_relieved
from app.text import _, dates, ngettext
from app.text.pinyin import initials
from app.ui.kit.tokens import Tone

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DeskLook:
    """What a desk shows: its state by word and tone, who, and a line of detail."""

    word: str
    tone: Tone
    name: str = ""
    detail: str = ""
    detail_tone: Tone = Tone.PLAIN


def state_words() -> dict[DeskState, str]:
    """A word for each state of a desk that somebody is placed at."""
    return {
        DeskState.EXPECTED: _("expected"),
        DeskState.AT_DESK: _("at the desk"),
        DeskState.OFF_POST: _("off the floor"),
        DeskState.WAITING_RELIEF: _("waits for relief"),
        DeskState.RELEASED: _("let go"),
    }


TONES: Mapping[DeskState, Tone] = {
    DeskState.EXPECTED: Tone.INFO,
    DeskState.AT_DESK: Tone.GOOD,
    DeskState.OFF_POST: Tone.WARN,
    DeskState.WAITING_RELIEF: Tone.BAD,
    DeskState.RELEASED: Tone.PLAIN,
}


def look_of(spot: Spot, now: datetime, *, sees_all: bool) -> DeskLook:
    """How a desk looks at `now`."""
    if spot.taken is not None and spot.now is None:
        return _taken(spot.taken, sees_all=sees_all)
    if spot.now is None:
        look = _free(spot, now)
    else:
        look = _seated(spot, now, sees_all=sees_all or spot.mine)
    if spot.before is not None and (sees_all or spot.mine):
        return _with_before(look, spot, now)
    return look


def _free(spot: Spot, now: datetime) -> DeskLook:
    """Free now, or once whoever has it goes."""
    if spot.before is None or spot.before.end <= now:
        return DeskLook(_("free"), Tone.PLAIN)
    return DeskLook(_("free from {time}").format(time=dates.wall(spot.before.end)), Tone.PLAIN)


def _taken(seat: SeatRow, *, sees_all: bool) -> DeskLook:
    """Somebody sits there in another shift that runs at the same time."""
    hours = _("shift {code}, to {time}").format(code=seat.shift, time=dates.wall(seat.end))
    return DeskLook(_("taken"), Tone.INFO, seat.name, hours if sees_all else "")


def _with_before(look: DeskLook, spot: Spot, now: datetime) -> DeskLook:
    """Who has the desk from the shift before is told in place of the detail."""
    before = spot.before
    assert before is not None
    if before.end > now:
        words = _("to {time}: {name}").format(name=before.name, time=dates.wall(before.end))
        return DeskLook(look.word, look.tone, look.name, words)
    words = _("{name} is still there").format(name=before.name)
    return DeskLook(look.word, look.tone, look.name, words, Tone.BAD)


def _seated(spot: Spot, now: datetime, *, sees_all: bool) -> DeskLook:
    assert spot.now is not None
    state = spot.now.scene.state
    word, tone, name = state_words()[state], TONES[state], spot.now.seat.name
    if not sees_all:
        taken = state is not DeskState.RELEASED
        return DeskLook(_("taken") if taken else word, Tone.INFO if taken else tone)
    if spot.stopped is not None and state is not DeskState.RELEASED:
        return DeskLook(_("told to stop"), Tone.BAD, name, spot.stopped.reason, Tone.BAD)
    detail, worse = _detail(spot, now)
    if state is DeskState.EXPECTED and worse is Tone.BAD:
        tone = Tone.WARN
    if state is DeskState.OFF_POST and worse is Tone.BAD:
        tone = Tone.BAD
    return DeskLook(word, tone, name, detail, worse)


def _detail(spot: Spot, now: datetime) -> tuple[str, Tone]:
    assert spot.now is not None
    seat, scene = spot.now.seat, spot.now.scene
    match scene.state:
        case DeskState.EXPECTED:
            due = dates.wall(seat.start)
            if now <= seat.start:
                return _("from {time}").format(time=due), Tone.PLAIN
            return _("not here since {time}").format(time=due), Tone.BAD
        case DeskState.OFF_POST if spot.off is not None:
            return countdown(spot.off, now), _left_tone(spot.off, now)
        case DeskState.WAITING_RELIEF:
            return _("for {name}").format(name=spot.relief.name if spot.relief else ""), Tone.BAD
        case DeskState.RELEASED:
            return _released(spot), Tone.PLAIN
        case _:
            return _at_desk(spot)


def _at_desk(spot: Spot) -> tuple[str, Tone]:
    assert spot.now is not None
    seat, scene = spot.now.seat, spot.now.scene
    if scene.over and is_relieved(scene):
        return _("free to go"), Tone.ACCENT
    if scene.successor_in:
        return _("relief is here"), Tone.GOOD
    if seat.checked_in_at is None:
        return "", Tone.PLAIN
    return _("since {time}").format(time=dates.wall(seat.checked_in_at)), Tone.PLAIN


def _released(spot: Spot) -> str:
    assert spot.now is not None
    seat = spot.now.seat
    if seat.released_at is None:
        return ""
    at = dates.wall(seat.released_at)
    if seat.override_by:
        return _("{time}, by {who}").format(time=at, who=seat.override_by)
    return at


def countdown(row: OffRow, now: datetime) -> str:
    """ "4:05 left", "2:10 over", or since when, of somebody without a limit."""
    if row.due_back is None:
        return _("since {time}, no limit").format(time=dates.wall(row.left_at))
    left = row.due_back - now
    clock = _clock(abs(left))
    if left >= timedelta(0):
        return _("{clock} left").format(clock=clock)
    return _("{clock} over").format(clock=clock)


def _clock(length: timedelta) -> str:
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


def is_over(row: OffRow, now: datetime) -> bool:
    """Whether somebody should be back by now, or went without a limit."""
    return row.due_back is None or now > row.due_back


def _left_tone(row: OffRow, now: datetime) -> Tone:
    return Tone.BAD if is_over(row, now) else Tone.WARN


def spoken(spot: Spot, now: datetime, *, sees_all: bool) -> str:
    """A whole desk, as it is read out."""
    look = look_of(spot, now, sees_all=sees_all)
    parts = (_("Desk {no}").format(no=spot.desk.name), look.word, look.name, look.detail)
    relief = spot.relief
    tail = _("relief: {name}").format(name=relief.name) if relief and relief.name else ""
    return ", ".join(part for part in (*parts, tail) if part)


def worker_words(worker: SeatCrewRow) -> str:
    """ "王芳 1023", as it is chosen from when somebody is seated."""
    return f"{worker.name} {worker.no}"


def who_fits(text: str, workers: Sequence[SeatCrewRow]) -> list[SeatCrewRow]:
    """Who may be meant, the best first: by number, by name or part of it, or by the first letters
    of its sounds (王芳 is "wf"); everybody for nothing typed."""
    wanted = "".join(text.casefold().split())
    fits = [(_fit(wanted, one), at, one) for at, one in enumerate(workers)]
    return [one for fit, _at, one in sorted(fits, key=lambda each: each[:2]) if fit < _NO_FIT]


_NO_FIT = 4


def _fit(wanted: str, one: SeatCrewRow) -> int:
    """How well it fits: 0 best, `_NO_FIT` not at all."""
    whole = "".join(worker_words(one).casefold().split())
    ways = (one.no.casefold(), "".join(one.name.casefold().split()), initials(one.name), whole)
    if wanted in ways:
        return 0
    if any(way.startswith(wanted) for way in ways):
        return 1
    if wanted in whole:
        return 2
    return 3 if wanted in ways[2] else _NO_FIT


def waiting_words(row: WaitRow, now: datetime) -> str:
    """How somebody stands who waits to leave the floor."""
    if row.turn_at is not None:
        return _("may go now, for {n} min").format(n=row.limit_minutes)
    if row.allowed_by:
        return _("allowed {n} min, waits for a place").format(n=row.limit_minutes)
    minutes = max((now - row.asked_at) // _MINUTE, 0)
    asked = ngettext("asked {n} min ago", "asked {n} min ago", minutes).format(n=minutes)
    return f"{asked} · {row.reason}" if row.reason else asked


def note_of(reading: FloorReading) -> str:
    """How many are here, expected and off, for the page's heading."""
    states = [spot.now.scene.state for spot in reading.spots if spot.now is not None]
    here = states.count(DeskState.AT_DESK)
    parts = [
        ngettext("{n} at the desk", "{n} at the desk", here).format(n=here),
        _("{n} expected").format(n=states.count(DeskState.EXPECTED)),
        _("{n} off the floor").format(n=states.count(DeskState.OFF_POST)),
        _("{n} free").format(n=sum(spot.free for spot in reading.spots)),
    ]
    return " · ".join(parts)


def names_in(reading: FloorReading) -> dict[str, str]:
    """Employee number -> name, of those whose name is shown here."""
    seats = [spot.now.seat for spot in reading.spots if spot.now is not None]
    seats += [relief for spot in reading.spots if spot.now for relief in spot.now.reliefs]
    seats += [reading.mine.seat, *reading.mine.reliefs] if reading.mine else []
    named = {seat.no: seat.name for seat in seats if seat.no}
    return named | {one.no: one.name for one in reading.workers}


def went_words(name: str, *, went: bool) -> tuple[str, Tone]:
    """What is said of somebody who was allowed to leave the floor, and in which tone."""
    if went:
        return _("{name} goes now.").format(name=name), Tone.GOOD
    return _("{name} waits until a place is free.").format(name=name), Tone.INFO
