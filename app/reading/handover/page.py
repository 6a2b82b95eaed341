"""The page of one shift's handover log, and the list of logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.queries import work
from app.queries.handover import logs as log_queries
from app.queries.handover.logs import Seal
from app.queries.handover.rows import (
    ItemRow,
    LogKey,
    LogPage,
    LogRow,
    NoteRow,
    SectionRow,
    SignatureRow,
    Somebody,
)
from app.queries.handover.scene import LogScene, log_scene
from app.queries.handover.shift import (
    DepartmentDays,
    crew_rows,
    department_days,
    named,
)
from app.queries.reference import reference
from app.reading import permission
from app.reading.handover import allowed
from app.rules.books import OWED_SECTIONS
from app.rules.facts import Person, Place
from app.rules.handover.course import LogAction
from app.rules.handover.leading import Span
from app.rules.handover.seal import short_code
from app.rules.handover.signing import sign_in_by, sign_out_by
from app.rules.permissions import Action
from app.rules.sight import Standing
from app.rules.vocabulary import LogSide, Section, msg

_Signed = tuple[Somebody | None, datetime | None, datetime | None]
_LOOKED_BACK = timedelta(days=60)


def log_page(
    ctx: Context, key: LogKey | None = None, department_id: int | None = None
) -> LogPage | None:
    """The log of the shift `key`; None: of the shift that the actor works now, or else of the one
    that began last in the department (None: in their own; of the director: in the first). None
    where there is no such shift. NotAllowed for whom may not read it."""
    now = ctx.now()
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        seen = _departments(session, mine)
        key = key or _own(ctx, session, mine, seen, now, department_id)
        if key is None:
            return None
        permission.require(ctx, session, Action.READ_HANDOVER, Place(key.department_id))
        scene = log_scene(session, ctx.time, key, now) if _is_shift(session, key) else None
        if scene is None:
            raise NotFound(msg("No such shift"), msg("The centre has no shift of this code."))
        return _Page(ctx, session, mine, scene).page(seen)


def logs(
    ctx: Context,
    department_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    limit: int = 200,
) -> tuple[LogRow, ...]:
    """The logs of a department (None: of all that the actor may read), the newest first."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        ids = readable(session, mine, department_id)
        return log_queries.log_rows(session, ids, first or date.min, last or date.max, limit)


def readable(session: Session, mine: Standing, department_id: int | None) -> list[int]:
    """The ids of the departments whose logs the actor may read, or of the one asked for."""
    seen = [key for key, _name in _departments(session, mine)]
    return [key for key in seen if department_id in (None, key)]


def _departments(session: Session, mine: Standing) -> tuple[tuple[int, str], ...]:
    return tuple(
        (key, name)
        for key, name in log_queries.departments(session)
        if mine.may(Action.READ_HANDOVER, Place(key))
    )


def _is_shift(session: Session, key: LogKey) -> bool:
    return key.shift in reference(session).shifts


def _own(
    ctx: Context,
    session: Session,
    mine: Standing,
    seen: Sequence[tuple[int, str]],
    now: datetime,
    department_id: int | None,
) -> LogKey | None:
    """The shift that the actor works now, or the one that began last in the department."""
    ids = [key for key, _name in seen]
    if not ids:
        return None
    wanted = (department_id, mine.place.department)
    here = next((one for one in wanted if one in ids), ids[0])
    assert here is not None
    days = department_days(session, ctx.time, here, ctx.today())
    begun = [span for span in days.worked() if span.begin <= now]
    own = [span for span in begun if now < span.end and _works(days, mine, span)]
    found = own or begun
    return LogKey(here, found[-1].day, found[-1].code) if found else None


def _works(days: DepartmentDays, mine: Standing, span: Span) -> bool:
    return any(one.id == mine.person_id for one in days.crew(span.day, span.code))


class _Page:
    """What one page is made of."""

    def __init__(self, ctx: Context, session: Session, mine: Standing, scene: LogScene) -> None:
        self.ctx, self.session, self.mine, self.scene = ctx, session, mine, scene
        self.now = scene.now
        self.since = self._last_shift_end()
        head = scene.head
        self.seals = log_queries.seals(session, head.id) if head else {}
        self.read_backs = log_queries.read_backs(session, head.id) if head else {}

    def page(self, seen: tuple[tuple[int, str], ...]) -> LogPage:
        scene, head = self.scene, self.scene.head
        leader, after = scene.leader, scene.successor
        raised = tuple(map(self._item, scene.raised))
        carried = tuple(map(self._item, scene.carried))
        before, behind = self._beside()
        shift = scene.days.shifts[scene.key.shift]
        return LogPage(
            key=scene.key,
            id=head.id if head else None,
            no=head.no if head else "",
            version=scene.version,
            department=dict(seen).get(scene.key.department_id, ""),
            shift_name=shift.name,
            begin=scene.span.begin,
            end=scene.span.end,
            state=scene.state,
            begun=scene.span.begin <= self.now,
            leader=_named(leader),
            acting=head is not None and head.acting is not None,
            successor=LogKey(scene.key.department_id, after.day, after.code) if after else None,
            successor_leader=_named(scene.successor_leader),
            outgoing=self._signature(LogSide.OUTGOING),
            incoming=self._signature(LogSide.INCOMING),
            remark=head.remark if head else "",
            without_successor=head is not None and head.without_successor,
            sections=tuple(self._section(section, raised) for section in Section),
            carried=carried,
            staff=scene.staff,
            crew=crew_rows(scene.days, scene.key),
            additions=log_queries.additions(self.session, head.id) if head else (),
            missing=scene.missing,
            sign_out_by=sign_out_by(scene.span.end, scene.policy),
            sign_in_by=self._sign_in_by(),
            unread=self._unread((*carried, *raised)),
            new_since=self.since,
            previous=before,
            next=behind,
            candidates=self._candidates(),
            departments=seen,
            may=allowed.log_may(scene, self.mine),
            balance=scene.balance,
        )

    def _section(self, section: Section, raised: Sequence[ItemRow]) -> SectionRow:
        scene = self.scene
        return SectionRow(
            section,
            tuple(self._note(note) for note in scene.notes if note.section is section),
            tuple(item for item in raised if item.section is section),
            required=section in OWED_SECTIONS,
            missing=section in scene.missing,
        )

    def _note(self, note: NoteRow) -> NoteRow:
        new = self._is_new(note.at, note.by)
        return replace(allowed.note_for(self.scene, self.mine, note), new=new)

    def _item(self, item: ItemRow) -> ItemRow:
        new = self._is_new(item.raised_at, item.by)
        read = self.read_backs.get(item.id, ())
        return replace(
            allowed.item_for(self.scene, self.mine, item), new=new, read_backs=read,
            read_back=any(one.by.id == self.mine.person_id for one in read),
        )  # fmt: skip

    def _is_new(self, at: datetime | None, by: Somebody | None) -> bool:
        """Since the end of the actor's own last shift, from somebody else."""
        own = by is not None and by.id == self.mine.person_id
        return not own and at is not None and self.since is not None and at > self.since

    def _unread(self, every: Sequence[ItemRow]) -> tuple[ItemRow, ...]:
        if not allowed.may(self.scene, self.mine, LogAction.SIGN_IN):
            return ()
        return tuple(item for item in every if item.urgent and item.is_open and not item.read_back)

    def _sign_in_by(self) -> datetime | None:
        head = self.scene.head
        if head is None or head.outgoing_at is None:
            return None
        return sign_in_by(self.scene.span.end, head.outgoing_at, self.scene.policy)

    def _signature(self, side: LogSide) -> SignatureRow | None:
        head = self.scene.head
        if head is None:
            return None
        sides: Mapping[LogSide, _Signed] = {
            LogSide.OUTGOING: (
                head.outgoing, head.outgoing_at, sign_out_by(self.scene.span.end, self.scene.policy)
            ),
            LogSide.INCOMING: (head.incoming, head.incoming_at, self._sign_in_by()),
        }  # fmt: skip
        by, at, until = sides[side]
        if by is None or at is None:
            return None
        late = until is not None and at > until
        return SignatureRow(side, by, at, late, _code(self.seals.get(side)))

    def _last_shift_end(self) -> datetime | None:
        """The end of the last shift that the actor worked before this one began."""
        person, begin = self.mine.person_id, self.scene.span.begin
        if person is None:
            return None
        first, last = self.scene.key.day - _LOOKED_BACK, self.scene.key.day
        ledger = work.worked(self.session, [person], first, last)
        no = self.scene.days.known.number(person)
        shifts, interval = self.scene.days.shifts, self.ctx.time.interval
        ends = (interval(shifts[code], day)[1] for day, code in ledger.shifts(no).items())
        return max((end for end in ends if end <= begin), default=None)

    def _beside(self) -> tuple[LogKey | None, LogKey | None]:
        """The department's shifts before and after this one that have begun."""
        scene = self.scene
        worked = scene.days.worked()
        here = (scene.span.begin, scene.key.shift)
        before = [span for span in worked if (span.begin, span.code) < here]
        behind = [
            span for span in worked if (span.begin, span.code) > here and span.begin <= self.now
        ]
        department = scene.key.department_id
        return (
            LogKey(department, before[-1].day, before[-1].code) if before else None,
            LogKey(department, behind[0].day, behind[0].code) if behind else None,
        )

    def _candidates(self) -> tuple[Somebody, ...]:
        """Whoever has a post on shifts in the department, or heads it, that day."""
        days, day = self.scene.days, self.scene.key.day
        heads = set(days.heads(day))
        return tuple(
            named(one)
            for one in days.people.values()
            if one.employed_on(day) and (days.belongs(one, day) or one.no in heads)
        )


def _named(person: Person | None) -> Somebody | None:
    return named(person) if person else None


def _code(seal: Seal | None) -> str:
    return short_code(seal.digest) if seal else ""
