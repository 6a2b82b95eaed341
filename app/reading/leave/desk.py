"""What the Leave page shows of whom it concerns, each view read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.leave import giving_up, rows
from app.queries.leave.counting import balance_of
from app.queries.leave.delegations import DelegationRow, delegations_of
from app.queries.leave.giving_up import CancellationRow
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.queries.leave.opened import opened
from app.queries.leave.rows import LeaveRow
from app.queries.people import rows as people
from app.queries.people.rows import PersonRow
from app.queries.reference import reference
from app.queries.requests.waiting import waiting_for
from app.queries.roster import grid as roster
from app.queries.roster.offers import OfferRow, offers
from app.queries.roster.rows import EVERYBODY, RosterFilter
from app.reading import permission
from app.reading.leave.judging import judge_leave
from app.reading.leave.view import ChainStep, chain_of
from app.rules.approvers import DECIDING, may_stand_in
from app.rules.balances import DaysLeft
from app.rules.cover import Opening
from app.rules.permissions import Action, Scope
from app.rules.requests import RequestKind
from app.rules.sight import Sight, Standing
from app.rules.vocabulary import LeaveStatus

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=31)
"""How far ahead open shifts are looked for."""


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A leave whose open step is the actor's; `giving_up`: what is asked is to give it up."""

    row: LeaveRow
    late: bool
    giving_up: CancellationRow | None = None

    @property
    def since(self) -> datetime:
        """When it was asked for."""
        return self.giving_up.filed_at if self.giving_up else self.row.filed_at


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A shift that a leave opened, or that somebody left behind (`leave_no` "")."""

    person_id: int
    no: str
    name: str
    team: str
    day: date
    code: str
    leave_no: str
    covered_by: str = ""
    team_id: int | None = None
    start: time = time()
    end: time = time()
    """When the shift begins and ends, by the clock."""
    state: Opening = Opening.OPEN
    offer: OfferRow | None = None
    """By which all who may take it are asked, while it stands."""

    @property
    def is_open(self) -> bool:
        return self.state is Opening.OPEN


@dataclass(frozen=True, slots=True)
class Loaded:
    """What concerns the actor: own leaves, what waits for their decision, what stands open.

    `delegates`: who may decide in the actor's place; empty for those who decide nothing.
    `colleagues`: for whom a sick leave can be filed.
    """

    today: date
    mine: Sequence[LeaveRow]
    chains: Mapping[str, tuple[ChainStep, ...]]
    """The chain of each of the actor's leaves that is undecided, by number."""
    giving_up: frozenset[str]
    to_decide: Sequence[ToDecide]
    open_shifts: Sequence[OpenRow]
    covered: Sequence[OpenRow]
    """Those of the days to come that somebody covers."""
    kinds: Sequence[KindDetails]
    balances: Mapping[str, DaysLeft]
    """The actor's own, by kind."""
    delegations: Sequence[DelegationRow]
    delegates: Sequence[PersonRow]
    colleagues: Sequence[PersonRow]
    decides: bool
    assigns: bool
    grants: bool
    missed: Sequence[OpenRow] = ()
    """Those of yesterday and today that are over, and that nobody worked."""


def load_desk(ctx: Context) -> Loaded:
    """Everything but the register and the single leave."""
    today, me = ctx.today(), ctx.actor.person_id
    with ctx.read() as session:
        standing = permission.standing(ctx, session)
        permission.require_part(standing)
        everybody = [row.publicly() for row in people.people(session, today)]
        here = [row for row in everybody if row.employed_on(today)]
        kinds = own_kind_details(session)
        given = delegations_of(session, me) if me is not None else []
        decides = standing.role in DECIDING
        asked = giving_up.waiting(session)
        mine = rows.leaves_of(session, me) if me is not None else []
        assigns = standing.scope(Action.DRAFT_ROSTER) is not Scope.NONE
        away = _opened(ctx, session, standing) if assigns else []
        return Loaded(
            today=today,
            mine=mine,
            chains={
                row.no: chain_of(judge_leave(ctx, session, row), row)
                for row in mine
                if row.status is LeaveStatus.PENDING
            },
            giving_up=frozenset(one.no for one in asked) & {row.no for row in mine},
            to_decide=_to_decide(ctx, session, asked),
            open_shifts=[row for row in away if row.is_open],
            covered=[row for row in away if row.state is Opening.COVERED],
            kinds=kinds,
            balances=_balances(session, me, kinds, today),
            delegations=given,
            delegates=[
                row for row in here if row.id != me and may_stand_in(row.post.role, standing.role)
            ],
            colleagues=[row for row in here if row.id != me and _seen(standing, row)],
            decides=decides,
            assigns=assigns,
            grants=standing.scope(Action.GRANT_BALANCE) is not Scope.NONE,
            missed=[row for row in away if row.state is Opening.MISSED],
        )


def _to_decide(ctx: Context, session: Session, asked: Sequence[CancellationRow]) -> list[ToDecide]:
    cancellations = {one.no: one for one in asked}
    waiting = waiting_for(session, ctx.actor.person_id, ctx.time, ctx.now())
    mine = [one for one in waiting if one.kind.file is RequestKind.LEAVE]
    leaves = rows.leaves(session, [one.no for one in mine])
    return [
        ToDecide(leaves[one.no], False, cancellations[one.no])
        if one.kind is RequestKind.GIVING_UP
        else ToDecide(leaves[one.no], judge_leave(ctx, session, leaves[one.no]).late)
        for one in mine
    ]


def _opened(ctx: Context, session: Session, standing: Standing) -> list[OpenRow]:
    """From yesterday on, whose night shift may still run."""
    today, now = ctx.today(), ctx.now()
    grid = roster.month(session, today - _DAY, today + _AHEAD, today, _wanted(standing))
    asked = {
        (row.absent_id, row.day): row for row in offers(session, today - _DAY) if row.until > now
    }
    return sorted(
        (
            OpenRow(
                person_id=one.line.person_id, no=one.line.no, name=one.line.name,
                team=one.block.team, day=one.day, code=one.cell.code,
                leave_no=one.cell.leave.leave_no if one.cell.leave is not None else "",
                covered_by=one.cell.covered_by, team_id=one.block.team_id,
                start=one.shift.start, end=one.shift.end, state=one.state,
                offer=asked.get((one.line.person_id, one.day)),
            )
            for one in opened(grid, ctx.time, now)
            if one.day >= today or one.end > now or one.state is Opening.MISSED
        ),
        key=lambda row: (row.day, row.code, row.no),
    )  # fmt: skip


def _wanted(standing: Standing) -> RosterFilter:
    place = standing.place
    if standing.scope(Action.DRAFT_ROSTER) is Scope.TEAM:
        return RosterFilter(teams=frozenset({place.team} - {None}))  # type: ignore[arg-type]
    if place.department is not None:
        return RosterFilter(departments=frozenset({place.department}))
    return EVERYBODY


def _balances(
    session: Session, me: int | None, kinds: Sequence[KindDetails], today: date
) -> dict[str, DaysLeft]:
    if me is None:
        return {}
    counted = (kind.code for kind in kinds if kind.has_balance)
    return {code: balance_of(session, me, code, today) for code in counted}


def _seen(standing: Standing, row: PersonRow) -> bool:
    return standing.may(Action.SEE_PEOPLE, row.post.place, row.id)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register, with its place on the day of filing."""

    leave: LeaveRow
    department: str
    team: str


def register(ctx: Context, first: date, last: date) -> list[RegisterRow]:
    """The register (请假登记表) as far as the actor may see it, the latest filed first."""
    with ctx.read() as session:
        seen, known = permission.sight(ctx, session), reference(session)
        found = rows.between(session, first, last)
        staff = {one.id: one for one in known.people({row.person_id for row in found}).values()}
        return [
            RegisterRow(row, post.department, post.team)
            for row in reversed(found)
            if _concerns(ctx, seen, row)
            for post in [staff[row.person_id].post_on(ctx.time.local_date(row.filed_at))]
        ]


def _concerns(ctx: Context, seen: Sight, row: LeaveRow) -> bool:
    """Who filed it sees it, as they see it when they open it."""
    filed = seen.standing.has_say and row.filed_by_no == ctx.actor.name
    return filed or seen.leave(row.person_id, ctx.time.local_date(row.filed_at))
