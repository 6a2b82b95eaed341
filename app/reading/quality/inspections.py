"""The page "Inspections": the list, one inspection in full, and what it is seen against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed
from app.queries.quality.inspected import inspected_between, inspected_of, people_in
from app.queries.quality.inspections import (
    AppealWords,
    InspectionHead,
    course,
    given_by_revision,
    heads,
    points,
    recorded,
)
from app.queries.quality.scoring_cards import CardChoice, card_lines
from app.queries.roster.load import month_range
from app.reading import permission
from app.reading.quality.appeals import AppealGround, AppealOffers, found
from app.reading.quality.evaluation import Evaluation, evaluation_in
from app.rules.books import CardItem
from app.rules.permissions import Action, Scope
from app.rules.scorecards.counting import counted
from app.rules.scorecards.course import InspectionState
from app.rules.scorecards.own_past import MONTHS, OwnPast, own_past
from app.rules.scorecards.scoring import Total, total_of
from app.rules.scorecards.sheets import worth_of
from app.rules.vocabulary import msg

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """One line of the list. Nobody's score is in it but the reader's own: whoever wants another's
    opens the inspection, which is put on record."""

    no: str
    agent_no: str
    agent: str
    team: str
    inspector: str
    inspected_at: datetime
    contact_ref: str
    state: InspectionState
    until: date
    """The last day for an appeal."""
    mine: bool
    scored_by_me: bool
    total: float | None
    """Of one's own."""
    failed: bool


@dataclass(frozen=True, slots=True)
class InspectionList:
    """`own`: the reader sees nobody's but their own."""

    today: date
    lines: tuple[InspectionLine, ...]
    own: bool

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(sorted({line.team for line in self.lines if line.team}))

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Number and name of the agents."""
        return tuple(sorted({(line.agent_no, line.agent) for line in self.lines}))


@dataclass(frozen=True, slots=True)
class RevisionTotal:
    """One revision, item by item in the order of the card. `valid`: the one that counts."""

    revision: int
    valid: bool
    total: Total


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """One inspection in full: what it was given, and what has become of it."""

    head: InspectionHead
    evaluation: Evaluation
    """As it is printed: the valid revision."""
    items: tuple[CardItem, ...]
    helps: tuple[str, ...]
    """What the card says of each item."""
    pass_mark: float
    revisions: tuple[RevisionTotal, ...]
    points: dict[str, str]
    """Item -> why the agent appeals against it."""
    course: tuple[AppealWords, ...]
    contact_at: datetime | None
    seconds: int | None
    link: str
    offers: AppealOffers
    looked: bool
    """Somebody else's, so that opening it is put on record."""

    @property
    def no(self) -> str:
        return self.head.no

    @property
    def valid(self) -> RevisionTotal:
        return next(one for one in self.revisions if one.valid)

    @property
    def standard(self) -> bool:
        return not self.head.fact.card


def read_inspections(ctx: Context, month: date | None = None) -> InspectionList:
    """Those of a month, or without one those of this month and the last and whatever appeal is
    undecided; whoever sees only their own is told all of theirs.

    NotAllowed for who may read none.
    """
    with ctx.read() as session:
        ground = AppealGround.of(ctx, session)
        standing = ground.sight.standing
        permission.require_part(standing)
        scope = standing.scope(Action.READ_INSPECTIONS)
        if scope is Scope.NONE:
            raise NotAllowed(msg("Not allowed"), msg("No inspections are for you to read."))
        own = scope is Scope.OWN
        rows = _rows(ground, month, standing.person_id if own else None)
        totals = _own_totals(ground, rows)
        lines = (_line(ground, one, totals) for one in rows if ground.may_see(one))
        return InspectionList(ctx.today(), tuple(lines), own)


def read_inspection(ctx: Context, no: str) -> InspectionSheet:
    """One inspection, for who may see it. `services/quality/looks` puts the look on record, once
    each time somebody else's is opened; this reads it anew while it stays open."""
    with ctx.read() as session:
        return sheet_in(ctx, session, no)


def sheet_in(ctx: Context, session: Session, no: str) -> InspectionSheet:
    """As `read_inspection`, in a transaction that is open."""
    ground = AppealGround.of(ctx, session)
    one = found(ground, no)
    fact = one.fact
    evaluation = evaluation_in(ctx, session, no)
    lines = card_lines(session, CardChoice(fact.card, fact.card_version))
    items = tuple(line.item for line in lines)
    mark = ground.known.policies.at(fact.inspected_at).qa_pass_mark
    contact = recorded(session, one)
    revisions = tuple(
        RevisionTotal(
            at, at == evaluation.revision, total_of(items, given, mark, critical=fact.critical)
        )
        for at, given in given_by_revision(session, one).items()
    )
    offers = ground.offers(one)
    return InspectionSheet(
        head=one,
        evaluation=evaluation,
        items=items,
        helps=tuple(line.help for line in lines),
        pass_mark=mark,
        revisions=revisions,
        points=points(session, one.id),
        course=course(session, one),
        contact_at=contact.at,
        seconds=contact.seconds,
        link=contact.link,
        offers=offers,
        looked=not offers.mine and one.inspector_id != ground.me,
    )


def read_own_past(ctx: Context, no: str) -> OwnPast:
    """What one's own inspection is seen against: one's own six months before it, and the
    department's mean of the last whole month before it. NotAllowed of somebody else's."""
    with ctx.read() as session:
        ground = AppealGround.of(ctx, session)
        one = found(ground, no)
        if one.agent_id != ground.me:
            raise NotAllowed(msg("Not allowed"), msg("This is told to the agent alone."))
        fact, time = one.fact, ctx.time
        day = time.local_date(fact.inspected_at)
        before = month_range(day)[0] - _DAY
        first, last = month_range(before)
        mine = inspected_of(session, one.agent_id, time.instant(_back(day)), fact.inspected_at)
        theirs = inspected_between(session, time.instant(first), time.day_end(last))
        my_rows = [*counted(mine, people_in(mine, session), time)]
        people = people_in(theirs, session)
        who = ground.known.person(one.agent_id)
        department = who.post_on(day).department if who and who.posts else ""
        rows = [row for row in counted(theirs, people, time) if row[1].department == department]
        return own_past(fact, mine, my_rows, theirs, rows)


def _back(day: date) -> date:
    """The first day of the month `MONTHS` months before that of `day`."""
    months = day.year * 12 + day.month - 1 - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _rows(
    ground: AppealGround, month: date | None, agent_id: int | None
) -> tuple[InspectionHead, ...]:
    time, today = ground.ctx.time, ground.ctx.today()
    if month is not None:
        first, last = month_range(month)
        rows = heads(ground.session, time.instant(first), time.day_end(last), agent_id)
        return tuple(one for one in rows if time.local_date(one.fact.inspected_at) >= first)
    if agent_id is not None:
        return heads(ground.session, None, time.day_end(today), agent_id)
    recent = month_range(month_range(today)[0] - _DAY)[0]
    return heads(ground.session, time.instant(recent), time.day_end(today))


def _own_totals(
    ground: AppealGround, rows: tuple[InspectionHead, ...]
) -> dict[str, tuple[float, bool]]:
    """Number -> total and whether it failed, of one's own."""
    mine = [one for one in rows if one.agent_id == ground.me]
    if not mine:
        return {}
    assert ground.me is not None
    first = min(one.fact.inspected_at for one in mine)
    inspected = inspected_of(ground.session, ground.me, first, ground.ctx.now() + _DAY)
    found = {}
    for one in inspected.inspections:
        revisions = inspected.revisions.get(one.no, {})
        worth = worth_of(one, inspected.cards, revisions, inspected.policies)
        if worth is not None:
            found[one.no] = worth.total, worth.failed
    return found


def _line(
    ground: AppealGround, one: InspectionHead, totals: dict[str, tuple[float, bool]]
) -> InspectionLine:
    fact, mine = one.fact, one.agent_id == ground.me
    who = ground.known.person(one.agent_id)
    post = who.post_on(ground.ctx.time.local_date(fact.inspected_at)) if who and who.posts else None
    total, failed = totals.get(one.no, (None, False))
    return InspectionLine(
        no=one.no,
        agent_no=fact.agent,
        agent=one.agent,
        team=post.team if post else "",
        inspector=one.inspector,
        inspected_at=fact.inspected_at,
        contact_ref=fact.contact,
        state=ground.state(one),
        until=ground.until(one),
        mine=mine,
        scored_by_me=one.inspector_id == ground.me,
        total=total,
        failed=failed,
    )
