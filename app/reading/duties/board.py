"""What is due, what was done and what waits: the regular duties of a department, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.desks.crew import shifts_worked
from app.queries.duties.logs import logs_between
from app.queries.duties.rows import DoneRow, Key, done_between, first_recorded
from app.queries.people.rows import DepartmentRow, TeamRow, departments, teams
from app.queries.reference import Reference, reference
from app.reading import permission
from app.reading.duties.known import KnownDuty, duties_in
from app.rules.duties.due import DutyKind
from app.rules.duties.judging import is_late, may_do, may_receive
from app.rules.duties.state import OPEN, state_of
from app.rules.facts import Place, Post
from app.rules.ground import LEADING
from app.rules.permissions import Action, Scope
from app.rules.sight import Standing
from app.rules.vocabulary import DutyForm, DutyState
from app.rules.work import works_shifts

LOOKED_BACK = timedelta(days=60)
"""How far what is overdue, returned or handed up is listed; `check` has all of it."""


@dataclass(frozen=True, slots=True)
class DutyEntry:
    """One due day. `name` is "" for a duty of the rulebook's; `team` for a department's."""

    kind: DutyKind
    form: DutyForm
    name: str
    department_id: int
    department: str
    team_id: int | None
    team: str
    due_on: date
    state: DutyState
    done: DoneRow | None
    may_do: bool
    """It is the actor's to do: their own post is the doer's."""
    may_receive: bool
    own_version: int = 0
    """The version of a duty of the department's own."""
    mine: bool = False
    """Of what they may do, what is theirs first: a head sees a leader's duties to all, and the
    plants are for whoever works the shifts."""
    late: bool = False
    """Done, or would be if it were done now, after its due day: a warning of `check`."""

    @property
    def key(self) -> tuple[str, int, int | None, date]:
        return (self.kind.code, self.department_id, self.team_id, self.due_on)

    @property
    def waits_for_me(self) -> bool:
        """Something is to be done about it, and the actor is who does it."""
        if self.state is DutyState.HANDED_UP:
            return self.may_receive
        return self.mine and self.state in OPEN


@dataclass(frozen=True, slots=True)
class DutyBoard:
    """The duties of one department; None: there is none that the actor may see."""

    today: date
    departments: Sequence[DepartmentRow]
    department: DepartmentRow | None
    entries: Sequence[DutyEntry] = ()
    """By due day, then in the order of the rulebook."""
    may_add: bool = False
    owes_log: bool = False
    """The actor leads there, and nobody has begun today's duty log (DUTY-1)."""


def read_board(ctx: Context, department_id: int | None, first: date, last: date) -> DutyBoard:
    """The due days from `first` to `last` of a department (or of one's own, or of the first that
    may be seen), and what of the days before is still open.

    Who sees only what is theirs is shown what they do.
    """
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        seen = seen_departments(ctx, session, mine)
        chosen = _chosen(seen, department_id, mine)
        if chosen is None:
            return DutyBoard(ctx.today(), seen, None)
        reading = _Reading(ctx, session, mine, chosen)
        begin = min(first, ctx.today() - LOOKED_BACK)
        entries = [one for one in reading.entries(begin, last) if _is_shown(one, first)]
        if mine.scope(Action.SEE_DUTIES) is Scope.OWN:
            entries = [one for one in entries if one.may_do]
        place = Place(chosen.id)
        return DutyBoard(
            today=ctx.today(),
            departments=seen,
            department=chosen,
            entries=sorted(entries, key=lambda one: one.due_on),
            may_add=mine.may(Action.ADD_DUTY, place),
            owes_log=mine.role in LEADING
            and mine.may(Action.DO_DUTY, place)
            and not logs_between(session, ctx.today(), ctx.today(), (chosen.id,)),
        )


def waiting_duties(ctx: Context, ahead: timedelta = timedelta(days=0)) -> list[DutyEntry]:
    """What waits for the actor today: due, overdue or returned, or handed up to them. For Today,
    the Inbox and the badge."""
    with ctx.read() as session:
        return waiting_in(ctx, session, permission.standing(ctx, session), ahead)


def waiting_in(
    ctx: Context, session: Session, mine: Standing, ahead: timedelta = timedelta(days=0)
) -> list[DutyEntry]:
    """The same in a reading that has begun."""
    today = ctx.today()
    found = [
        one
        for department in seen_departments(ctx, session, mine)
        for one in _Reading(ctx, session, mine, department).entries(
            today - LOOKED_BACK, today + ahead
        )
    ]
    waits = [one for one in found if one.waits_for_me]
    if any(one.kind.doer is None for one in waits) and not _works(session, mine, today):
        waits = [one for one in waits if one.kind.doer is not None]
    return sorted(waits, key=lambda one: one.due_on)


def _works(session: Session, mine: Standing, day: date) -> bool:
    """Whether the actor works that day: what anyone does is for whoever is there."""
    person = reference(session).person(mine.person_id) if mine.person_id is not None else None
    return person is not None and bool(shifts_worked(session, [person], day))


def seen_departments(ctx: Context, session: Session, mine: Standing) -> list[DepartmentRow]:
    """The departments whose duties the actor sees, as they were set up."""
    found = departments(session, ctx.today(), ())  # nobody asks how many are in each
    scope = mine.scope(Action.SEE_DUTIES)
    if scope is Scope.CENTRE:
        return found
    if scope is Scope.NONE:
        return []
    return [row for row in found if row.id == mine.place.department]


def _is_shown(one: DutyEntry, first: date) -> bool:
    return one.due_on >= first or one.state in OPEN or one.state is DutyState.HANDED_UP


def _chosen(
    seen: Sequence[DepartmentRow], department_id: int | None, mine: Standing
) -> DepartmentRow | None:
    by_id = {row.id: row for row in seen}
    first = seen[0] if seen else None
    return by_id.get(department_id or 0) or by_id.get(mine.place.department or 0) or first


@dataclass(frozen=True, slots=True)
class _Reading:
    """One department's duties, in one reading transaction."""

    ctx: Context
    session: Session
    mine: Standing
    department: DepartmentRow

    def entries(self, first: date, last: date) -> Iterator[DutyEntry]:
        known, here = reference(self.session), (self.department.id,)
        since = first_recorded(self.session, here)
        done = {(row.key, row.due_on): row for row in done_between(self.session, here, first, last)}
        post = self._post(known)
        for duty in duties_in(self.session, self.department.id):
            for team in self._teams(duty):
                key = (duty.kind.code, self.department.id, team.id if team else None)
                begin = self._begin(duty, since.get(key), first)
                for day in self._days(duty, known, key, begin, last, done):
                    yield self._entry(duty, team, day, done.get((key, day)), post)

    def _begin(self, duty: KnownDuty, recorded: date | None, first: date) -> date:
        """Nobody asks for what was due before the first day on record (DAYBOOKS), or before the
        department added the duty; where nothing is on record, for what was due before today."""
        own = duty.since if duty.name else None
        begin = recorded or own or self.ctx.today()
        return max(first, begin)

    def _days(
        self,
        duty: KnownDuty,
        known: Reference,
        key: Key,
        first: date,
        last: date,
        done: dict[tuple[Key, date], DoneRow],
    ) -> list[date]:
        """The due days, and those of rows that were due by an earlier calendar."""
        planned = duty.due_days(known, first, last)
        recorded = [day for found, day in done if found == key]
        return sorted({*planned, *recorded})

    def _entry(
        self,
        duty: KnownDuty,
        team: TeamRow | None,
        day: date,
        row: DoneRow | None,
        post: Post | None,
    ) -> DutyEntry:
        names = (self.department.name, team.name if team else "")
        place = Place(self.department.id)
        may = self.mine.may(Action.DO_DUTY, place) and may_do(duty.kind, post, *names)
        return DutyEntry(
            kind=duty.kind,
            form=duty.form,
            name=duty.name,
            department_id=self.department.id,
            department=names[0],
            team_id=team.id if team else None,
            team=names[1],
            due_on=day,
            state=state_of(duty.kind, day, row, self.ctx.today()),
            done=row,
            may_do=may,
            may_receive=self.mine.may(Action.RECEIVE_DUTY, place)
            and may_receive(duty.kind, post, names[0]),
            own_version=duty.version,
            mine=may and self._is_first(duty),
            late=is_late(row.done_at if row else self.ctx.now(), day, self.ctx.time),
        )

    def _is_first(self, duty: KnownDuty) -> bool:
        doer = duty.kind.doer
        role = self.mine.role
        if doer is None:
            return role is not None and works_shifts(role)
        return role is doer

    def _teams(self, duty: KnownDuty) -> Sequence[TeamRow | None]:
        """The teams that have it each; of a department's duty nobody in particular."""
        if not duty.kind.of_team:
            return (None,)
        found = teams(self.session, self.ctx.today(), ())
        return [team for team in found if team.department_id == self.department.id]

    def _post(self, known: Reference) -> Post | None:
        if self.mine.person_id is None:
            return None
        person = known.person(self.mine.person_id)
        return person.post_on(self.ctx.today()) if person and person.posts else None
