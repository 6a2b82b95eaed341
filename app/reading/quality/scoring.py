"""The page "Scoring": what an inspector has to score, and the sheet of one inspection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import Draft, Post
from app.queries.quality.lacking import Lacking, lacking
from app.queries.quality.scoring_cards import (
    CardChoice,
    CardLine,
    card_lines,
    in_force,
    last_choice,
)
from app.queries.quality.scoring_plan import (
    ListedCall,
    ScoringTask,
    inspected_before,
    listed_calls,
    task,
    tasks_of,
)
from app.queries.quality.worked import inspected
from app.queries.reference import Reference, reference
from app.queries.roster.load import month_range
from app.queries.roster.rows import RosterFilter
from app.reading import permission
from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.quality import check_month
from app.rules.scorecards.sampling import monday
from app.rules.scorecards.scoring import Before, check_twice
from app.rules.sight import Standing
from app.rules.vocabulary import Level, Role, msg

_LISTED = timedelta(days=45)
"""How far back contacts of the telephone system's list are offered."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """Somebody whom one may inspect."""

    id: int
    no: str
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class ScoringBoard:
    """What there is to score. `today`: in the centre."""

    today: date
    monday: date
    tasks: tuple[ScoringTask, ...]
    lacking: tuple[Lacking, ...]
    """Agents who have worked this month and have too few inspections (QA-1)."""
    agents: tuple[Inspected, ...]
    """Whom one may inspect without a plan."""
    me: int

    def overdue(self) -> int:
        return sum(one.overdue(self.monday) for one in self.tasks)

    def waiting(self) -> int:
        """How many are still to be done."""
        return sum(one.open for one in self.tasks)


@dataclass(frozen=True, slots=True)
class ScoringSheet:
    """One inspection that is to be scored, by a card that is in force."""

    task: ScoringTask
    choice: CardChoice
    choices: tuple[CardChoice, ...]
    """What else it may be scored by; a calibration's is its own."""
    lines: tuple[CardLine, ...]
    pass_mark: float
    """Of items without their own."""
    draft: str
    """As the page kept it; '' without one."""
    drafted_at: datetime | None
    warnings: tuple[Finding, ...]
    """What is to be known before one begins: one too many, the contact inspected before."""
    in_month: int
    """How many inspections of the agent count for this month already."""
    calls: tuple[ListedCall, ...]
    """Contacts to choose from, where it is still to be chosen."""
    names: dict[str, str]
    """Number -> name, for sentences."""
    mine: bool
    may_score: bool


def scoring_board(ctx: Context, *, everybody: bool = False) -> ScoringBoard:
    """The plan of the actor, or of `everybody` who inspects in their department.

    NotAllowed for who is no inspector.
    """
    with ctx.read() as session:
        return board_in(ctx, session, everybody=everybody)


def board_in(ctx: Context, session: Session, *, everybody: bool = False) -> ScoringBoard:
    """As `scoring_board`, in a transaction that is open."""
    known = reference(session)
    mine = require_inspector(ctx, session, known)
    assert mine.person_id is not None
    today, place = ctx.today(), mine.place
    week = monday(today)
    inspectors = [mine.person_id]
    if everybody and place.department is not None:
        colleagues = who_works(session, known, place.department, Role.QA_INSPECTOR, today)
        inspectors = [one.id for one in colleagues]
    wanted = RosterFilter(departments=frozenset({place.department} if place.department else ()))
    lack = lacking(session, today, ctx.now(), ctx.time, wanted) if place.department else ()
    agents: Sequence[Person] = ()
    if place.department is not None:
        agents = who_works(session, known, place.department, Role.AGENT, today)
    return ScoringBoard(
        today=today,
        monday=week,
        tasks=tuple(
            one
            for one in tasks_of(session, inspectors, week, ctx.time)
            if one.inspector_id == mine.person_id or one.calibration_id is None
        ),
        lacking=lack,
        agents=tuple(
            Inspected(one.id, one.no, one.name, one.post_on(today).team) for one in agents
        ),
        me=mine.person_id,
    )


def require_inspector(ctx: Context, session: Session, known: Reference) -> Standing:
    """The actor's standing, if they score contacts of their department; else NotAllowed."""
    mine = permission.standing(ctx, session, known=known)
    if mine.person_id is None or not mine.may(Action.INSPECT, mine.place):
        raise permission.refusal(session, Action.INSPECT, mine.place)
    return mine


def may_score(known: Reference, mine: Standing, one: ScoringTask, today: date) -> bool:
    """Whether the actor may score it at all, whoever has it."""
    place = known.place_of(one.agent_id, today)
    return mine.may(Action.INSPECT, place, one.agent_id)


def scoring_sheet(ctx: Context, planned_id: int, card: str | None = None) -> ScoringSheet:
    """The sheet of a planned inspection by `card` ('': the standard one), or else by the card of
    its draft's inspector: the one that they scored by last. NotFound, NotAllowed."""
    with ctx.read() as session:
        known = reference(session)
        mine = require_inspector(ctx, session, known)
        one = found(session, planned_id)
        today = ctx.today()
        allowed = may_score(known, mine, one, today)
        own = one.inspector_id == mine.person_id
        if not allowed or (one.calibration_id is not None and not own):
            place = known.place_of(one.agent_id, today)
            raise permission.refusal(
                session, Action.INSPECT, place, own=one.agent_id == mine.person_id
            )
        choices = choices_of(session, one, today)
        kept = _draft(session, mine, planned_id)
        choice = _chosen(session, mine, choices, card)
        counted = _counted(ctx, session, one)
        return ScoringSheet(
            task=one,
            choice=choice,
            choices=choices,
            lines=card_lines(session, choice),
            pass_mark=known.policies.at(ctx.now()).qa_pass_mark,
            draft=kept.content if kept else "",
            drafted_at=kept.at if kept else None,
            warnings=tuple(_warnings(ctx, session, known, one, counted)),
            in_month=len(counted),
            calls=_calls(ctx, session, one),
            names={one.agent_no: one.agent, ctx.actor.name: one.inspector if own else ""},
            mine=own,
            may_score=allowed and own and one.open,
        )


def found(session: Session, planned_id: int) -> ScoringTask:
    """The planned inspection; NotFound."""
    one = task(session, planned_id)
    if one is None:
        raise NotFound(
            msg("No such inspection"), msg("It is not planned any more. Choose another one.")
        )
    return one


def choices_of(session: Session, one: ScoringTask, day: date) -> tuple[CardChoice, ...]:
    """By what it may be scored on `day`."""
    if one.calibration_id is not None:
        return (CardChoice(one.card, one.card_version),)
    return in_force(session, day)


def before_of(ctx: Context, session: Session, ref: str) -> Before | None:
    """The last inspection of a contact, calibrations aside."""
    last = inspected_before(session, ref) if ref else None
    return Before(last[0], ctx.time.local_date(last[1])) if last else None


def _warnings(
    ctx: Context, session: Session, known: Reference, one: ScoringTask, counted: Sequence[str]
) -> list[Finding]:
    """None of a calibration, which does not count, nor of what is scored already."""
    if one.calibration_id is not None or not one.open:
        return []
    today = ctx.today()
    policy = known.policies.at(ctx.now())
    month = check_month(one.agent_no, today.replace(day=1), (*counted, ""), policy)
    many = month is not None and len(counted) + 1 > policy.qa_max_inspections
    twice = check_twice(
        one.contact_ref, ctx.actor.name, before_of(ctx, session, one.contact_ref), today
    )
    return [*([replace(month, level=Level.WARNING)] if month and many else []), *twice]


def _counted(ctx: Context, session: Session, one: ScoringTask) -> Sequence[str]:
    first, last = month_range(ctx.today())
    return inspected(session, first, last, ctx.time).get(one.agent_no, ())


def _calls(ctx: Context, session: Session, one: ScoringTask) -> tuple[ListedCall, ...]:
    if one.contact_ref or not one.open:
        return ()
    return listed_calls(session, one.agent_id, ctx.now() - _LISTED)


def _chosen(
    session: Session, mine: Standing, choices: Sequence[CardChoice], card: str | None
) -> CardChoice:
    assert mine.person_id is not None
    wanted = last_choice(session, mine.person_id) if card is None else card
    return next((one for one in choices if one.card == wanted), choices[0])


def _draft(session: Session, mine: Standing, planned_id: int) -> Draft | None:
    return session.get(Draft, (mine.person_id, draft_place(planned_id)))


def draft_place(planned_id: int) -> str:
    """Where what is typed into the sheet is kept."""
    return f"inspection:{planned_id}"


def who_works(
    session: Session, known: Reference, department: int, role: Role, day: date
) -> list[Person]:
    """Who works in the department in that role on `day`, by number."""
    query = select(Post.person_id).where(Post.role == role, Post.department_id == department)
    people = known.people(list(session.scalars(query.distinct())))
    return [
        one
        for one in people.values()
        if one.speaks_on(day)
        and one.post_on(day).role is role
        and one.place_on(day).department == department
    ]
