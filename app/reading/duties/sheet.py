"""One due day opened: what its form begins with, and what was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.queries.duties.logs import logs_between
from app.queries.duties.period import QualityFigures, inspected, open_items
from app.queries.duties.rows import (
    DoneRow,
    DutyStepRow,
    PointRow,
    ResultRow,
    checklist,
    done_of,
    points_of,
    present_at,
    results_of,
    steps_of,
)
from app.queries.duties.trainings import TrainingRow, trainings_between
from app.queries.people.rows import PersonRow, names_of, people
from app.queries.quality.proposals import open_proposals
from app.queries.reference import reference
from app.reading import permission
from app.reading.duties.board import seen_departments
from app.reading.duties.known import KnownDuty, check_lines, known_duty
from app.reading.duties.quality import MonthDraft, WeekDraft, month_draft, week_draft
from app.reading.duties.trainings import sees_trainings
from app.rules.duties.figures import WeekFigures, weekly_figures
from app.rules.duties.forms import period
from app.rules.duties.judging import may_do
from app.rules.facts import Place
from app.rules.ground import LEADING
from app.rules.permissions import Action, Scope
from app.rules.scorecards.proposed import Proposed
from app.rules.sight import Standing
from app.rules.vocabulary import Duty, DutyForm, Message, Role, msg


@dataclass(frozen=True, slots=True)
class DutySheetReading:
    """What a form shows. Of what its kind has no use for there is nothing."""

    duty: KnownDuty
    due_on: date
    done: DoneRow | None
    period: tuple[date, date]
    today: date
    steps: Sequence[DutyStepRow] = ()
    figures: Sequence[WeekFigures] = ()
    quality: QualityFigures | None = None
    week: WeekDraft | None = None
    month: MonthDraft | None = None
    """Of the rulebook's own summaries of quality, while nothing has been handed in."""
    lines: Sequence[str | Message] = ()
    """What a checklist looks at."""
    kept_lines: Sequence[str] = ()
    """The department's own lines, as they stand; none where the rulebook's hold."""
    results: Sequence[ResultRow] = ()
    points: Sequence[PointRow] = ()
    present: Sequence[int] = ()
    people: Sequence[PersonRow] = ()
    """Who works in the department on that day."""
    trainings: Sequence[TrainingRow] = ()
    proposed: Sequence[Proposed] = ()
    """What is still to be held of the department's."""


def read_sheet(
    ctx: Context, code: str, department_id: int, team_id: int | None, due_on: date
) -> DutySheetReading:
    """The form of one due day. NotFound for a department that the actor does not see, and, for
    who sees only what is theirs, for a duty that is not."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        seen = [row.id for row in seen_departments(ctx, session, mine)]
        duty = known_duty(session, code, department_id) if department_id in seen else None
        if duty is None or not _is_seen(ctx, session, mine, duty, team_id):
            raise NotFound(msg("No such duty"), msg("It is no longer in the store."))
        done = done_of(session, (code, department_id, team_id), due_on)
        return _Opening(ctx, session, mine, duty, due_on, done).reading()


def _is_seen(
    ctx: Context, session: Session, mine: Standing, duty: KnownDuty, team_id: int | None
) -> bool:
    if mine.scope(Action.SEE_DUTIES) is not Scope.OWN:
        return True
    person = reference(session).person(mine.person_id) if mine.person_id is not None else None
    post = person.post_on(ctx.today()) if person and person.posts else None
    return may_do(duty.kind, post, *names_of(session, Place(duty.department_id, team_id)))


@dataclass(frozen=True, slots=True)
class _Opening:
    ctx: Context
    session: Session
    mine: Standing
    duty: KnownDuty
    due_on: date
    done: DoneRow | None

    def reading(self) -> DutySheetReading:
        form, session, here = self.duty.form, self.session, self.duty.department_id
        first, last = period(self.duty.kind.code, self.due_on)
        checks, meets = form is DutyForm.CHECKLIST, form is DutyForm.MEETING
        staff = self._people() if checks or meets or form is DutyForm.TRAINING else []
        done = self.done.id if self.done else None
        return DutySheetReading(
            duty=self.duty,
            due_on=self.due_on,
            done=self.done,
            period=(first, last),
            today=self.ctx.today(),
            steps=steps_of(session, done) if done else (),
            figures=self._figures(first, last) if form is DutyForm.FIGURES else (),
            quality=self._quality(first, last) if form is DutyForm.QUALITY else None,
            week=self._week(first),
            month=self._month(first),
            lines=check_lines(session, here, self.duty.kind.code) if checks else (),
            kept_lines=checklist(session, here, self.duty.kind.code) if checks else (),
            results=results_of(session, done) if done and checks else (),
            points=self._points(done) if meets else (),
            present=present_at(session, done) if done and meets else (),
            people=staff,
            trainings=self._trainings(first, last, staff) if form is DutyForm.TRAINING else (),
            proposed=open_proposals(session, here) if form is DutyForm.TRAINING else (),
        )

    def _figures(self, first: date, last: date) -> list[WeekFigures]:
        logs = logs_between(self.session, first, last, (self.duty.department_id,))
        return weekly_figures(logs, first, last)

    def _quality(self, first: date, last: date) -> QualityFigures:
        begin, end = self.ctx.time.instant(first), self.ctx.time.day_end(last)
        return inspected(self.session, self.duty.department_id, begin, end)

    def _week(self, monday: date) -> WeekDraft | None:
        if self.done or self.duty.kind.code != Duty.QA_WEEK:
            return None
        return week_draft(self.ctx, self.session, self.duty.department_id, monday)

    def _month(self, month: date) -> MonthDraft | None:
        if self.done or self.duty.kind.code != Duty.QA_MONTH:
            return None
        return month_draft(self.ctx, self.session, self.duty.department_id, month)

    def _points(self, done: int | None) -> list[PointRow]:
        """What was noted, or else the agenda: the department's open items, the oldest first."""
        if done is not None:
            return points_of(self.session, done)
        return [PointRow(text) for text in open_items(self.session, self.duty.department_id)]

    def _people(self) -> list[PersonRow]:
        """Who is employed in the department, those who lead first."""
        day = self.ctx.today()
        found = [
            row
            for row in people(self.session, day)
            if row.employed_on(day)
            and row.post.department_id == self.duty.department_id
            and row.post.role is not Role.ADMINISTRATOR
        ]
        return sorted(found, key=lambda row: row.post.role not in LEADING)

    def _trainings(
        self, first: date, last: date, staff: Sequence[PersonRow]
    ) -> Sequence[TrainingRow]:
        seen = [row.id for row in staff if sees_trainings(self.mine, row.id, row.post.place)]
        return trainings_between(self.session, first, last, seen)
