"""What if: a swap, a leave and a sick call tried together on a copy of the registers in memory.

Nothing is written: everything is read in one transaction, and the requests exist only as facts
beside those of the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.queries import facts as fact_rows
from app.queries.findings import FindingRow, finding_row
from app.queries.known import ids
from app.queries.people.rows import place_of
from app.queries.quality.blind import hidden_inspections
from app.queries.requests.cover_effect import CoverEffect, Move, cover_effect
from app.reading import permission
from app.reading.findings import sees
from app.reading.leave.judging import Wish
from app.reading.requests.discretion import Discretion
from app.reading.swaps.judging import Asked
from app.rules.check import check
from app.rules.facts import CentreFacts, Certificate, Leave, Swap
from app.rules.findings import Finding
from app.rules.kinds import is_sick
from app.rules.permissions import Action
from app.rules.vocabulary import LeaveKind, LeaveStatus, SwapStatus, msg
from app.rules.what_if import CONSENTS, Shifted, compare, shifted, with_requests
from app.rules.work import Cell

Try = Asked | Wish
"""A swap, or a leave; a sick call is a leave of the kind "emergency_sick"."""

MOST_DAYS = 366
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be found and who would work, were all the tries effective now.

    `stay`: what is found of the people concerned either way, in the months concerned. The findings
    about the tries name them by `TRY-1`, `TRY-2`, … in their order.
    """

    appear: tuple[FindingRow, ...]
    disappear: tuple[FindingRow, ...]
    stay: tuple[FindingRow, ...]
    shifted: tuple[Shifted, ...]
    cover: CoverEffect
    names: Mapping[str, str]
    """Employee number -> name, of everybody."""


def try_number(place: int) -> str:
    """What the try at `place` (from 0) is called."""
    return f"TRY-{place + 1}"


def try_out(ctx: Context, tries: Sequence[Try]) -> Outlook:
    """Judge `tries` in their order, each as if everybody who decides had said yes just now and
    the papers were there.

    Requests that still wait for somebody do not count. Raises NotAllowed for people whose
    registers the actor may not see, BadInput for dates that do not fit.
    """
    with ctx.read() as session:
        for one in tries:
            _require(ctx, session, one)
        concerned = {person for one in tries for person in _people(one)}
        numbers = {key: no for no, key in ids(session, concerned).items()}
        before = fact_rows.centre(session, _circle(session, concerned))
        after = _with_tries(ctx, before, tries, numbers)
        moved = shifted(before, after, [cell for one in tries for cell in _cells(one, numbers)])
        policies, now = fact_rows.policies(session), ctx.now()
        tried = [try_number(place) for place in range(len(tries))]
        found = compare(
            check(before, policies, ctx.time, now), check(after, policies, ctx.time, now, tried)
        )
        view = _View(ctx, session, after, tries, frozenset(numbers.values()))
        return Outlook(
            view.rows(found.appear),
            view.rows(found.disappear),
            view.rows(one for one in found.stay if view.is_near(one)),
            tuple(moved),
            cover_effect(session, list(_moves(moved, numbers)), ctx.today()),
            {no: person.name for no, person in before.people.items()},
        )


class _View:
    """Which findings are told: of the people concerned, as far as the actor's registers reach."""

    def __init__(
        self,
        ctx: Context,
        session: Session,
        facts: CentreFacts,
        tries: Sequence[Try],
        people: frozenset[str],
    ) -> None:
        self._facts, self._people = facts, people
        mine = permission.sight(ctx, session)
        self._sight, self._discretion = mine, Discretion(session, mine)
        self._hidden = hidden_inspections(session, mine.standing.person_id)
        self._tried = {try_number(place) for place in range(len(tries))}
        self._months = {(day.year, day.month) for one in tries for day in _days(one)}

    def rows(self, findings: Iterator[Finding] | Sequence[Finding]) -> tuple[FindingRow, ...]:
        rows = (
            finding_row(self._facts, self._discretion.finding(one))
            for one in findings
            if self._is_told(one)
        )
        return tuple(
            row
            for row in rows
            if row.finding.subject in self._tried or sees(self._sight, row, self._hidden)
        )

    def is_near(self, finding: Finding) -> bool:
        return (finding.day.year, finding.day.month) in self._months

    def _is_told(self, finding: Finding) -> bool:
        if finding.subject in self._tried:
            return finding.rule not in CONSENTS
        return finding.person in self._people


def _require(ctx: Context, session: Session, one: Try) -> None:
    """CONF-1: the registers of who is away, or of one party of a swap; of the other, the roster."""
    if isinstance(one, Wish):
        if one.last < one.first:
            raise BadInput(msg("Dates do not fit"), msg("The last day is before the first."))
        if (one.last - one.first).days >= MOST_DAYS:
            raise BadInput(msg("Too long"), msg("At most {n} days can be tried.", n=MOST_DAYS))
        permission.require_for(ctx, session, Action.SEE_REGISTERS, one.person_id)
        return
    mine, today = permission.standing(ctx, session), ctx.today()
    places = {person: place_of(session, person, today) for person in _people(one)}
    if not any(mine.may(Action.SEE_REGISTERS, place, who) for who, place in places.items()):
        raise permission.refusal(session, Action.SEE_REGISTERS, places[one.requester_id])
    for person in places:
        permission.require_for(ctx, session, Action.SEE_ROSTER, person)


def _circle(session: Session, people: set[int]) -> set[int]:
    """`people` and everybody whom effective swaps tie to them: what they work hangs together."""
    found = set(people)
    while True:
        swaps = fact_rows.swaps(session, found)
        numbers = {no for swap in swaps for no in (swap.requester, swap.counterpart)}
        wider = found | set(ids(session, numbers=numbers).values())
        if wider == found:
            return found
        found = wider


def _with_tries(
    ctx: Context, facts: CentreFacts, tries: Sequence[Try], numbers: Mapping[int, str]
) -> CentreFacts:
    swaps, leaves = [], []
    for place, one in enumerate(tries):
        if isinstance(one, Asked):
            swaps.append(_swap(ctx, place, one, numbers))
        else:
            leaves.append(_leave(ctx, place, one, numbers[one.person_id]))
    return with_requests(facts, swaps, leaves)


def _swap(ctx: Context, place: int, one: Asked, numbers: Mapping[int, str]) -> Swap:
    moment = ctx.now() + timedelta(seconds=place)  # each try finds the ones before it in force
    return Swap(
        no=try_number(place),
        filed_at=moment,
        requester=numbers[one.requester_id],
        requester_date=one.gives,
        counterpart=numbers[one.counterpart_id],
        counterpart_date=one.takes,
        status=SwapStatus.EFFECTIVE,
        effective_at=moment,
    )


def _leave(ctx: Context, place: int, one: Wish, number: str) -> Leave:
    moment = ctx.now() + timedelta(seconds=place)
    emergency = one.kind == LeaveKind.EMERGENCY_SICK
    return Leave(
        no=try_number(place),
        person=number,
        filed_by=number,
        filed_at=moment,
        kind=one.kind,
        first=one.first,
        last=one.last,
        status=LeaveStatus.APPROVED,
        special=one.special,
        certificate=Certificate(one.first, one.last, moment) if is_sick(one.kind) else None,
        phoned_at=(one.phoned_at or moment) if emergency else None,
        approved_at=moment,
    )


def _people(one: Try) -> tuple[int, ...]:
    if isinstance(one, Asked):
        return (one.requester_id, one.counterpart_id)
    return (one.person_id,)


def _days(one: Try) -> list[date]:
    if isinstance(one, Asked):
        return [one.gives, one.takes]
    return [one.first + _DAY * step for step in range((one.last - one.first).days + 1)]


def _cells(one: Try, numbers: Mapping[int, str]) -> Iterator[Cell]:
    for person in _people(one):
        for day in _days(one):
            yield numbers[person], day


def _moves(moved: Sequence[Shifted], numbers: Mapping[int, str]) -> Iterator[Move]:
    keys = {no: key for key, no in numbers.items()}
    for one in moved:
        for code, more in ((one.before, -1), (one.after, 1)):
            if code is not None:
                yield Move(keys[one.person], one.day, code, more)
