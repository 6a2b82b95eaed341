"""Who may do what with an inspection as it stands, and whose word an appeal waits for (QA-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import Post
from app.queries.quality.inspections import InspectionHead, head, heads, undecided
from app.queries.reference import Reference, reference
from app.reading import permission
from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.scorecards.appeals import appeal_until, late_appeal
from app.rules.scorecards.course import OPEN, TO_ACKNOWLEDGE, InspectionState, state_of
from app.rules.sight import Sight
from app.rules.vocabulary import Role, msg


@dataclass(frozen=True, slots=True)
class Judges:
    """Who decides on an appeal. `parties`: the heads of the department who scored it or whom it is
    about, and who therefore do not."""

    judges: tuple[Person, ...]
    parties: tuple[Person, ...]
    department: str


@dataclass(frozen=True, slots=True)
class AppealOffers:
    """What the actor may do with an inspection now. `until`: the last day for an appeal; `late`:
    what QA-5 says of one by now."""

    state: InspectionState
    until: date
    days_left: int
    late: Finding | None
    mine: bool
    acknowledge: bool
    appeal: bool
    answer: bool
    decide: bool
    judges: Judges


@dataclass(frozen=True, slots=True)
class AppealGround:
    """What a transaction needs to tell all that."""

    ctx: Context
    session: Session
    known: Reference
    sight: Sight

    @classmethod
    def of(cls, ctx: Context, session: Session) -> AppealGround:
        known = reference(session)
        return cls(ctx, session, known, permission.sight(ctx, session, known))

    @property
    def me(self) -> int | None:
        return self.sight.standing.person_id if self.sight.standing.has_say else None

    def until(self, one: InspectionHead) -> date:
        """The last day for an appeal."""
        return appeal_until(one.fact, self.ctx.now(), self.known.policies, self.ctx.time)

    def state(self, one: InspectionHead) -> InspectionState:
        until, today = self.until(one), self.ctx.today()
        return state_of(one.fact, answered=one.answered, until=until, today=today)

    def late(self, one: InspectionHead) -> Finding | None:
        return late_appeal(one.fact, self.ctx.now(), self.known.policies, self.ctx.time)

    def may_see(self, one: InspectionHead) -> bool:
        """By the agent's post of the day of the inspection; whoever inspects sees what they
        scored themselves, and who decides on an appeal, wherever the agent works by now, sees what
        it is about. An inspection of a calibration is never its agent's to see."""
        standing = self.sight.standing
        if one.fact.calibration and one.agent_id == standing.person_id:
            return False
        day = self.ctx.time.local_date(one.fact.inspected_at)
        if self.sight.inspection(one.agent_id, day) or self._is_judge(one):
            return True
        scored = self.me is not None and one.inspector_id == self.me
        return scored and standing.may(Action.INSPECT, standing.place)

    def _is_judge(self, one: InspectionHead) -> bool:
        if one.fact.appealed_at is None or one.fact.calibration:
            return False
        today, standing = self.ctx.today(), self.sight.standing
        place = self.known.place_of(one.agent_id, today)
        parties = (one.agent_id, one.inspector_id)
        return (
            self.me is not None
            and self.me not in parties
            and standing.may(Action.DECIDE_APPEAL, place, one.agent_id)
        )

    def judges(self, one: InspectionHead) -> Judges:
        """The heads of the agent's department today, by number."""
        today = self.ctx.today()
        place = self.known.place_of(one.agent_id, today)
        who = self.known.person(one.agent_id)
        name = who.post_on(today).department if who and who.posts else ""
        heads = [] if place.department is None else _heads(self, place.department, today)
        parties = (one.agent_id, one.inspector_id)
        return Judges(
            tuple(person for person in heads if person.id not in parties),
            tuple(person for person in heads if person.id in parties),
            name,
        )

    def offers(self, one: InspectionHead) -> AppealOffers:
        state, until, late = self.state(one), self.until(one), self.late(one)
        mine = self.me is not None and one.agent_id == self.me
        judges = self.judges(one)
        fresh = mine and state in TO_ACKNOWLEDGE
        return AppealOffers(
            state=state,
            until=until,
            days_left=max((until - self.ctx.today()).days, 0),
            late=late,
            mine=mine,
            acknowledge=fresh,
            appeal=fresh and late is None,
            answer=state is InspectionState.APPEALED and one.inspector_id == self.me,
            decide=state in OPEN and self.me in {person.id for person in judges.judges},
            judges=judges,
        )


def _heads(ground: AppealGround, department: int, today: date) -> Sequence[Person]:
    query = select(Post.person_id).where(
        Post.role == Role.DEPARTMENT_HEAD, Post.department_id == department
    )
    people = ground.known.people([*ground.session.scalars(query.distinct())])
    return [
        one
        for one in people.values()
        if one.speaks_on(today)
        and one.post_on(today).role is Role.DEPARTMENT_HEAD
        and one.place_on(today).department == department
    ]


def found(ground: AppealGround, no: str) -> InspectionHead:
    """The inspection; NotFound, or NotAllowed for who may not see it."""
    permission.require_part(ground.sight.standing)
    one = head(ground.session, no)
    if one is None or (one.fact.calibration and one.agent_id == ground.sight.standing.person_id):
        raise NotFound(msg("No such inspection"), msg("It is not in the register."))
    if not ground.may_see(one):
        day = ground.ctx.time.local_date(one.fact.inspected_at)
        place = ground.known.place_of(one.agent_id, day)
        raise permission.refusal(ground.session, Action.READ_INSPECTIONS, place)
    return one


@dataclass(frozen=True, slots=True)
class AppealTask:
    """Something that waits for the actor: `days_left` of an inspection to acknowledge, None of an
    appeal. Nothing of it is ever overdue."""

    no: str
    state: InspectionState
    contact: str
    agent: str
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class AppealsWaiting:
    """For Today: what is to be acknowledged, answered and decided."""

    acknowledge: tuple[AppealTask, ...] = ()
    answer: tuple[AppealTask, ...] = ()
    decide: tuple[AppealTask, ...] = ()


NO_APPEALS = AppealsWaiting()


def appeals_waiting(ctx: Context) -> AppealsWaiting:
    """As of now; nothing for who has no say."""
    with ctx.read() as session:
        ground = AppealGround.of(ctx, session)
        if ground.me is None:
            return NO_APPEALS
        own = heads(session, None, ctx.time.day_end(ctx.today()), ground.me)
        fresh = [one for one in own if ground.state(one) is InspectionState.NEW]
        open_ones = [one for one in undecided(session) if ground.may_see(one)]
        return AppealsWaiting(
            tuple(_task(ground, one, ground.offers(one).days_left) for one in reversed(fresh)),
            tuple(_task(ground, one) for one in open_ones if ground.offers(one).answer),
            tuple(_task(ground, one) for one in open_ones if ground.offers(one).decide),
        )


def _task(ground: AppealGround, one: InspectionHead, left: int | None = None) -> AppealTask:
    return AppealTask(one.no, ground.state(one), one.fact.contact, one.agent, left)
