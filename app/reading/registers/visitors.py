"""Visitors: the list, and who may let one in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.errors import NotFound
from app.queries.registers import visitors as rows
from app.queries.registers.visitors import VisitorRow
from app.reading import permission
from app.reading.registers.ground import RegisterGround
from app.rules import books
from app.rules.permissions import Action
from app.rules.registers.terms import out_by
from app.rules.registers.verdicts import visit_verdict
from app.rules.registers.visitors import LETTING_IN
from app.rules.verdict import Verdict
from app.rules.vocabulary import msg


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of the list. `mine`: the actor approved it, and the visitor is inside."""

    row: VisitorRow
    out_by: datetime
    mine: bool
    overdue: bool

    @property
    def is_open(self) -> bool:
        return self.row.is_inside


@dataclass(frozen=True, slots=True)
class VisitFile:
    """One visit with what the rules say, and whether the actor may enter the visitor as gone."""

    visit: Visit
    verdict: Verdict
    may_let_out: bool
    names: Mapping[str, str]


def visitors(ctx: Context) -> tuple[Visit, ...]:
    """The visits that the actor may see, the latest first."""
    with ctx.read() as session:
        return seen(RegisterGround.of(ctx, session))


def seen(ground: RegisterGround) -> tuple[Visit, ...]:
    """As `visitors`, in a transaction that is open."""
    return tuple(
        shown(ground, row) for row in rows.visitors(ground.session) if may_see(ground, row)
    )


def open_visit(ctx: Context, no: str) -> VisitFile:
    """One visit; NotFound, or NotAllowed for whom it is not in sight."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        row = found(ground, no)
        if not may_see(ground, row):
            raise permission.refusal(session, Action.SEE_CASES)
        return VisitFile(
            visit=shown(ground, row),
            verdict=verdict_of(ground, row.fact()),
            may_let_out=row.is_inside and may_let_out(ground, row),
            names=ground.names,
        )


def approvers(ctx: Context) -> Sequence[tuple[int, str]]:
    """Who may let somebody in: the own department's leaders and heads, and the directors; the
    actor first."""
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        mine, day = ground.sight.standing.place.department, ground.today
        able = [
            one
            for one in ground.people.values()
            if one.employed_on(day)
            and one.post_on(day).role in LETTING_IN
            and one.place_on(day).department in (mine, None)
        ]
        able.sort(key=lambda one: (one.no != ground.me, one.no))
        return [(one.id, f"{one.name} {one.no}") for one in able]


def found(ground: RegisterGround, no: str) -> VisitorRow:
    """The visit with this number; NotFound."""
    row = rows.visitor(ground.session, no)
    if row is None:
        raise NotFound(msg("No such visit"), msg("There is no visit {no} in this store.", no=no))
    return row


def may_see(ground: RegisterGround, row: VisitorRow) -> bool:
    if row.approved_by_id is not None and row.approved_by_id == ground.my_id:
        return ground.sight.standing.has_part
    return ground.sight.case(row.owner_id, ground.day(row.in_at))


def may_let_out(ground: RegisterGround, row: VisitorRow) -> bool:
    """Whoever sees the visit and registers visitors, and who approved it."""
    standing = ground.sight.standing
    if not standing.has_say or not may_see(ground, row):
        return False
    return row.approved_by_id == ground.my_id or standing.may(Action.REGISTER_CASE, standing.place)


def verdict_of(ground: RegisterGround, fact: books.Visitor) -> Verdict:
    """CONF-2 of a visit, now."""
    day = ground.day(fact.in_at)
    approver = ground.people.get(fact.approved_by)
    post = approver.post_on(day) if approver else None
    return visit_verdict(fact, post, day, ground.policy(fact.in_at), ground.now)


def shown(ground: RegisterGround, row: VisitorRow) -> Visit:
    """A row with by when the visitor is out again."""
    term = out_by(row.fact(), ground.policy(row.in_at))
    mine = row.is_inside and row.approved_by_id is not None and row.approved_by_id == ground.my_id
    return Visit(row, term, mine, overdue=(row.out_at or ground.now) > term)
