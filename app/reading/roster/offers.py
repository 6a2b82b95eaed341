"""Open shifts that somebody may take, and the offers that a leader keeps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import facts
from app.queries.reference import reference
from app.queries.roster.findings import judged_cells, roster_facts
from app.queries.roster.offers import OfferRow, offers
from app.reading import permission
from app.rules.cover import OpenShift, cover_findings, cover_warnings
from app.rules.facts import Person
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.policy import Policy
from app.rules.vocabulary import OfferKind
from app.rules.work import works_shifts

_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfferToMe:
    """An offer, and what stands against one's taking it (nothing: it may be taken)."""

    row: OfferRow
    start: datetime
    barred: tuple[Finding, ...] = ()
    volunteered: bool = False
    mine: bool = False
    """A place of it is the reader's."""
    own: bool = False
    """The reader asks others by it."""

    @property
    def waits(self) -> bool:
        """Whether the reader's yes is wanted and was not said."""
        return not (self.barred or self.volunteered or self.mine or self.own)


@dataclass(frozen=True, slots=True)
class OffersRead:
    """Offers made to the reader, and those that they keep."""

    to_me: tuple[OfferToMe, ...] = ()
    kept: tuple[OfferRow, ...] = ()

    @property
    def waiting(self) -> tuple[OfferToMe, ...]:
        """Those that wait for the reader's yes: they may take them, did not answer, and did not
        make them themselves."""
        return tuple(one for one in self.to_me if one.waits)


NOTHING_OFFERED = OffersRead()


def read_offers(ctx: Context) -> OffersRead:
    """What stands open on offer, as far as it concerns the actor."""
    with ctx.read() as session:
        return offers_for(ctx, session)


def offers_for(ctx: Context, session: Session) -> OffersRead:
    """As `read_offers`, in a transaction that reads more."""
    live = [row for row in offers(session, ctx.today() - _BACK) if row.until > ctx.now()]
    if not live:
        return NOTHING_OFFERED
    mine = permission.standing(ctx, session)
    shifts, me = reference(session).shifts, ctx.actor.person_id
    kept = tuple(row for row in live if mine.may(Action.DRAFT_ROSTER, row.place))
    found = []
    if me is None or not mine.may(Action.TAKE_SHIFT, mine.place, me):
        return OffersRead((), kept)
    for row in live:
        start, end = ctx.time.interval(shifts[row.code], row.day)
        against = against_taking(ctx, session, row, [me]) if end > ctx.now() else {}
        theirs = row.has(me) and bool(against.get(me, True))
        if me in against or theirs:
            own = row.made_by_no == ctx.actor.name
            barred = () if theirs else against[me]
            found.append(OfferToMe(row, start, barred, row.said_yes(me), theirs, own))
    return OffersRead(tuple(found), kept)


def is_theirs(ctx: Context, session: Session, row: OfferRow, me: int | None) -> bool:
    """Whether a place was given to somebody, and the roster still has it so."""
    if me is None or not row.has(me):
        return False
    return bool(against_taking(ctx, session, row, [me]).get(me, True))


def against_taking(
    ctx: Context, session: Session, row: OfferRow, people: Collection[int]
) -> Mapping[int, tuple[Finding, ...]]:
    """Of those of `people` (ids) to whom an offer is made: what stands against their taking it."""
    staff = reference(session).people(people)
    asked = {one.id: one for one in staff.values() if _is_asked(row, one)}
    if row.kind is OfferKind.OFF:
        return dict.fromkeys(_rostered(ctx, session, row, asked), ())
    policy = facts.policies(session).at(ctx.now())
    around = roster_facts(session, row.day, policy, list(asked))
    absent = reference(session).person(row.absent_id) if row.absent_id is not None else None
    return {
        key: _against(OpenShift(absent or one, row.day, row.code), one, policy, ctx, around)
        for key, one in asked.items()
        if absent is None or one.no != absent.no
    }


def _against(
    shift: OpenShift, one: Person, policy: Policy, ctx: Context, around: object
) -> tuple[Finding, ...]:
    """Nobody passes over SWAP-5 for themselves: a leader may, and assigns."""
    found = cover_findings(around, shift, one, policy, ctx.time)  # type: ignore[arg-type]
    return (*found, *cover_warnings(shift, one, policy))


def _is_asked(row: OfferRow, one: Person) -> bool:
    post, place = one.post_on(row.day), one.place_on(row.day)
    if not (one.employed_on(row.day) and works_shifts(post.role)):
        return False
    if row.kind is OfferKind.OFF:
        return place.team == row.team_id
    return place.department == row.department_id


def _rostered(
    ctx: Context, session: Session, row: OfferRow, asked: Mapping[int, Person]
) -> list[int]:
    """Who works the shift by the published roster: by a swap, somebody else depends on it."""
    if not asked:
        return []
    people = {one.no: one.id for one in asked.values()}
    cells = [(no, row.day) for no in people]
    policy = facts.policies(session).at(ctx.now())
    judged = judged_cells(session, cells, people, ctx.time, policy, draft=False).cells
    return [
        people[no]
        for (no, day), cell in judged.items()
        if day == row.day and no in people
        and cell.code == row.code and not cell.away and cell.swap is None
    ]  # fmt: skip
