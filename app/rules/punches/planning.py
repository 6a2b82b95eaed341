"""The punches of a file held against who works what: a preview, and nothing of it in silence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.rules.attendance import DutyFacts, check_attendance
from app.rules.bringing.answers import Written
from app.rules.bringing.preview import Found, PersonRow
from app.rules.bringing.said import LeftOut
from app.rules.calendar import CentreTime
from app.rules.facts import Attendance
from app.rules.findings import Finding
from app.rules.punches.near import NEAR, OLDEST
from app.rules.punches.placing import Placed, PunchUse, ShiftSpan, Stamp, is_by, place, sent_by
from app.rules.punches.preview import (
    Line,
    Missing,
    PunchAnswers,
    PunchDay,
    PunchGround,
    PunchLine,
    PunchPreview,
    Stand,
)
from app.rules.punches.said import Punch, PunchesSaid
from app.rules.vocabulary import Message, msg
from app.rules.work import Cell

_SECONDS = msg("Seconds do not count: {value} is {minute}.")
_WHY = {
    PunchUse.NO_START: msg(
        "{shift} of {day}: nothing near its start, so nobody is known to have come."
    ),
    PunchUse.NO_END: msg("{shift} of {day}: it is after the coming and not near the end."),
    PunchUse.AGAINST: msg("{shift} of {day}: it says the other way round, coming or going."),
    PunchUse.ASIDE: msg("It is near no shift that {name} works."),
}
_AWAY = msg("{name} is on leave on {day} ({leave}).")
_NOBODY = msg("Nobody whose attendance you keep has this name or number; punches: {n}.")
_TOLD_OUT = msg("Left out, as you said; punches: {n}.")
_ASKED = msg("It is to be told who this is; punches: {n}.")
_LONG_AGO = msg("That is more than {days} days ago.", days=OLDEST.days)
_FUTURE = msg("That is still to come.")


@dataclass(slots=True)
class _Day:
    """What fell to one shift."""

    worked: PunchDay
    came: datetime | None = None
    went: datetime | None = None
    punches: list[datetime] = field(default_factory=list)
    alone: list[LeftOut] = field(default_factory=list)


def plan(
    said: PunchesSaid,
    whose: Sequence[Written],
    people: Mapping[Written, PersonRow],
    answers: PunchAnswers,
    ground: PunchGround,
    time: CentreTime,
) -> PunchPreview:
    """What `said` would record. `whose`: each punch's person, of `people`."""
    return _Plan(said, whose, people, answers, ground, time).preview()


class _Plan:
    def __init__(
        self,
        said: PunchesSaid,
        whose: Sequence[Written],
        people: Mapping[Written, PersonRow],
        answers: PunchAnswers,
        ground: PunchGround,
        time: CentreTime,
    ) -> None:
        self._said, self._whose, self._people = said, whose, people
        self._answers, self._ground, self._time = answers, ground, time
        self._means = sent_by(punch.direction for punch in said.punches)
        self._days: dict[Cell, _Day] = {}
        self._why: dict[int, Message] = {}
        self._between = 0

    def preview(self) -> PunchPreview:
        mine: dict[str, list[int]] = defaultdict(list)
        for at, who in enumerate(self._whose):
            row = self._people[who]
            if row.found is Found.KNOWN and row.who is not None:
                mine[row.who.number].append(at)
        for number, places in mine.items():
            self._of_one(number, places)
        lines = sorted(
            filter(None, map(self._line, self._days.values())),
            key=lambda line: (line.worked.day, line.worked.start, line.worked.person.no),
        )
        unknown = [row for row in self._people.values() if row.found is not Found.KNOWN]
        return PunchPreview(
            lines=tuple(lines),
            missing=tuple(self._missing(lines)),
            left_out=(*self._said.left_out, *self._nobodies(), *self._left_out()),
            unread=(*self._said.left_out, *self._left_out()),
            dates=self._said.asked,
            people=tuple(sorted(unknown, key=lambda row: row.found is not Found.ASKED)),
            told=(*self._said.told, *self._seconds()),
            punches=len(self._said.punches),
            between=self._between,
        )

    def _of_one(self, number: str, places: list[int]) -> None:
        punches = self._said.punches
        places = [at for at in places if not self._is_outside(at)]
        places.sort(key=lambda at: (punches[at].at, at))
        stamps = [
            Stamp(self._instant(punches[at]), self._means[punches[at].direction]) for at in places
        ]
        worked = {one.day: one for one in self._ground.worked.get(number, ())}
        spans = [ShiftSpan(one.day, one.start, one.end) for one in worked.values() if not one.leave]
        for at, stamp, placed in zip(places, stamps, place(stamps, spans), strict=True):
            self._put(at, stamp, placed, worked.get(placed.span.day) if placed.span else None)

    def _is_outside(self, at: int) -> bool:
        """Whether it is of a time that is not looked at, for which it is left out."""
        moment, now = self._instant(self._said.punches[at]), self._ground.now
        if now - OLDEST <= moment <= now:
            return False
        self._why[at] = _FUTURE if moment > now else _LONG_AGO
        return True

    def _instant(self, punch: Punch) -> datetime:
        return self._time.from_wall(punch.at)

    def _put(self, at: int, stamp: Stamp, placed: Placed, worked: PunchDay | None) -> None:
        """Take one punch to its shift, or say why it is in none."""
        if worked is None:
            self._why[at] = self._aside(at, stamp.at)
        elif worked.barred is not None:
            self._why[at] = worked.barred
        else:
            self._take(at, stamp, placed.use, worked)

    def _take(self, at: int, stamp: Stamp, use: PunchUse, worked: PunchDay) -> None:
        day = self._days.setdefault(worked.cell, _Day(worked))
        day.punches.append(stamp.at)
        held = worked.held is not None and worked.held.arrived_at is not None
        if use is PunchUse.CAME:
            day.came = stamp.at
        elif use is PunchUse.WENT or (
            use is PunchUse.NO_START and held and self._is_going(stamp, worked)
        ):
            day.went = stamp.at
        elif use is PunchUse.BETWEEN:
            self._between += 1
        else:
            self._why[at] = msg(_WHY[use].msgid, shift=worked.shift.name, day=worked.day)

    @staticmethod
    def _is_going(stamp: Stamp, worked: PunchDay) -> bool:
        """Whether it is the one near the end: somebody recorded by hand that they came."""
        return stamp.at >= worked.end - NEAR.within(worked.start, worked.end)

    def _aside(self, at: int, moment: datetime) -> Message:
        who = self._people[self._whose[at]].who
        worked = self._ground.worked.get(who.number if who else "", ())
        for one in worked:
            if one.leave and is_by(moment, ShiftSpan(one.day, one.start, one.end)):
                return msg(_AWAY.msgid, name=one.person.name, day=one.day, leave=one.leave)
        name = worked[0].person.name if worked else " ".join(filter(None, self._whose[at]))
        return msg(_WHY[PunchUse.ASIDE].msgid, name=name)

    def _line(self, day: _Day) -> PunchLine | None:
        held, came, went = day.worked.held, day.came, day.went
        if came is None and held is not None and went is not None:
            came = held.arrived_at
        if came is None:
            return None
        if held is None:
            after, stand = Line(came, 0, went), Stand.NEW
        else:
            after = Line(came, held.off_post_minutes, went or held.left_at)
            stand = _stand(held, after)
        taken = stand in (Stand.NEW, Stand.ADDED) or (
            stand is Stand.DIFFERENT and day.worked.cell in self._answers.replace
        )
        found = self._judged(day.worked, after)
        return PunchLine(day.worked, stand, after, tuple(day.punches), found, taken)

    def _judged(self, worked: PunchDay, line: Line | None) -> tuple[Finding, ...]:
        row = None
        if line is not None:
            row = Attendance(
                worked.person.no, worked.day, line.arrived_at, line.off_post_minutes, line.left_at
            )
        facts = DutyFacts(
            person=worked.person.no, day=worked.day, shift=worked.shift, start=worked.start,
            end=worked.end, row=row, swap=None, as_of=self._ground.now,
        )  # fmt: skip
        return tuple(check_attendance(facts, self._ground.policies.at(worked.start)))

    def _missing(self, lines: Sequence[PunchLine]) -> Iterator[Missing]:
        """Who has no line on a sheet that is kept by `lines`, and counts as absent by that."""
        theirs = {line.worked.cell for line in lines}
        sheets = {line.worked.sheet for line in lines if line.taken}
        sheets |= self._ground.kept & {day.worked.sheet for day in self._days.values()}
        everybody = (one for all_ in self._ground.worked.values() for one in all_)
        for worked in sorted(everybody, key=lambda one: (one.day, one.start, one.person.no)):
            if worked.sheet not in sheets or worked.cell in theirs or worked.held is not None:
                continue
            if worked.leave or worked.barred is not None:
                continue
            for finding in self._judged(worked, None):
                day = self._days.get(worked.cell)
                yield Missing(worked, finding, _stands(day.punches, self._time) if day else None)

    def _left_out(self) -> Iterator[LeftOut]:
        """The punches of people who are known that change nothing."""
        for at, punch in enumerate(self._said.punches):
            if at in self._why:
                yield LeftOut(punch.sheet, punch.cell, punch.text, self._why[at])

    def _nobodies(self) -> Iterator[LeftOut]:
        """Whoever is asked or out, once."""
        counted = Counter(self._whose)
        first = {who: at for at, who in reversed(list(enumerate(self._whose)))}
        for who, at in sorted(first.items(), key=lambda one: one[1]):
            row = self._people[who]
            if row.found is not Found.KNOWN:
                yield self._nobody(self._said.punches[at], row, counted[who])

    def _nobody(self, punch: Punch, row: PersonRow, n: int) -> LeftOut:
        told = self._answers.people.get(row.written)
        why = _NOBODY
        if row.found is Found.ASKED:
            why = _ASKED
        elif told is not None and not told.number:
            why = _TOLD_OUT
        value = " ".join(filter(None, (punch.number, punch.person)))
        return LeftOut(punch.sheet, punch.cell, value, msg(why.msgid, n=n))

    def _seconds(self) -> Iterator[Message]:
        for punch in self._said.punches:
            if punch.at.second:
                yield msg(_SECONDS.msgid, value=f"{punch.at:%H:%M:%S}", minute=f"{punch.at:%H:%M}")
                return


def _stand(held: Line, after: Line) -> Stand:
    if held == after:
        return Stand.SAME
    added = replace(held, left_at=after.left_at) == after and held.left_at is None
    return Stand.ADDED if added else Stand.DIFFERENT


def _stands(punches: Sequence[datetime], time: CentreTime) -> Message:
    words = "、".join(f"{time.to_wall(at):%H:%M}" for at in punches)
    return msg("In the file: {times}", times=words)
