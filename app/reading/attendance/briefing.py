"""What the leader has at hand at roll call: the unread bulletins of those on the sheet, the urgent
items of the last handover log, the week's quality problems, and the roll call itself (HAND-6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.attendance.at_hand import (
    QualityWeek,
    UrgentItem,
    quality_week,
    urgent_items,
)
from app.queries.attendance.held import HeldRow, held_on
from app.queries.attendance.roll_call import RollCallRow
from app.queries.bulletins.rows import BulletinRow, news, read_among
from app.queries.known import ids
from app.queries.people.rows import TeamRow
from app.queries.reference import reference
from app.reading import permission
from app.reading.bulletins.seeing import unread_among
from app.rules.books import RollCall
from app.rules.bulletins.roll_calls import HeldRollCall, check_held
from app.rules.facts import Person, Place
from app.rules.findings import Finding
from app.rules.ground import LEADING
from app.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class UnreadBulletin:
    """A bulletin, and the names of those on the sheet who have not read it."""

    no: str
    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """What one shift of a team is told at roll call.

    `leads`: whether who held it, or else who would hold it (`me`), leads the department that day.
    """

    department: str
    team: str
    day: date
    shift: str
    start: datetime
    end: datetime
    unread: tuple[UnreadBulletin, ...]
    urgent: Sequence[UrgentItem]
    quality: QualityWeek | None
    held: HeldRow | None
    me: str
    leads: bool
    may_hold: bool

    def judged(self, now: datetime, comments: str) -> Finding | None:
        """HAND-6 of the roll call that was held, or of one that would be held `now`."""
        call = self.held.fact if self.held else self._mine(now, comments)
        return check_held(HeldRollCall(call, self.start, self.leads))

    def _mine(self, now: datetime, comments: str) -> RollCall:
        return RollCall(self.department, self.team, self.day, self.shift, self.me, now, comments)


def briefings(
    ctx: Context, session: Session, team: TeamRow, day: date, rows: Sequence[RollCallRow]
) -> Mapping[str, Briefing]:
    """Shift's code -> what its roll call has at hand, for the sheet's `rows`."""
    known, mine = reference(session), permission.standing(ctx, session, day)
    people = known.people([row.person_id for row in rows])
    told = news(session, day)
    read = read_among(session, [one.id for one in told], [row.person_id for row in rows])
    held = held_on(session, team.id, day)
    urgent = urgent_items(session, team.department_id, day)
    quality = quality_week(session, ctx.time, team.department_id, day)
    me = known.number(mine.person_id) if mine.person_id is not None else ""
    place = Place(team.department_id, team.id)
    may_hold = permission.standing(ctx, session).may(Action.HOLD_ROLL_CALL, place)
    leader_of = _people(session, {me, *(call.fact.leader for call in held.values())})
    found = {}
    for code, crew in groupby(rows, key=lambda row: row.shift):
        on_sheet = list(crew)
        call = held.get(code)
        found[code] = Briefing(
            department=team.department,
            team=team.name,
            day=day,
            shift=code,
            start=on_sheet[0].start,
            end=on_sheet[0].end,
            unread=tuple(_unread(ctx, told, read, on_sheet, people)),
            urgent=urgent,
            quality=quality,
            held=call,
            me=me,
            leads=_leads(leader_of.get(call.fact.leader if call else me), team.department, day),
            may_hold=may_hold,
        )
    return found


def _people(session: Session, numbers: Collection[str]) -> Mapping[str, Person]:
    return reference(session).people(list(ids(session, numbers=numbers).values()))


def _leads(person: Person | None, department: str, day: date) -> bool:
    post = person.post_on(day) if person is not None and person.posts else None
    return post is not None and post.role in LEADING and post.department == department


def _unread(
    ctx: Context,
    told: Sequence[BulletinRow],
    read: set[tuple[int, int]],
    rows: Sequence[RollCallRow],
    people: Mapping[str, Person],
) -> list[UnreadBulletin]:
    """What is news for those who are on the shift and not on leave, and they have not read, by the
    function by which the bulletins' page tells who has not; up to the shift's end."""
    shift = rows[0]
    crew = [people[row.no] for row in rows if not row.leave]
    day = ctx.time.local_date(min(max(shift.start, ctx.now()), shift.end))
    found = []
    for one in told:
        if one.fact.published_at < shift.end:
            left = unread_among(ctx, one, crew, read, day)
            if left:
                names = tuple(person.name for person in left)
                found.append(UnreadBulletin(one.no, one.fact.title, names))
    return found
