"""Swap requests as the one who looks at them sees them: what is theirs to do, who is next, and
what each decision was judged by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.queries import facts
from app.queries.reference import reference
from app.queries.requests.decisions import DecisionRow, history
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import ShiftRow
from app.queries.swaps import rows as swaps
from app.queries.swaps import taking_back
from app.queries.swaps.legs import debts
from app.queries.swaps.rows import SwapRow
from app.queries.swaps.taking_back import TakingBackRow
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.reading.swaps.judging import asked_of, judge, may_withdraw, turn_of
from app.reading.swaps.taking_back import judge_back, may_ask, may_withdraw_back
from app.reading.swaps.taking_back import turn_of as turn_of_back
from app.rules.debt import Debt
from app.rules.facts import Person
from app.rules.requests import RequestKind
from app.rules.turn import NOBODYS, Turn, Word
from app.rules.verdict import Verdict
from app.rules.vocabulary import SIDES, Side, msg


class Choice(StrEnum):
    """What somebody can do with a request."""

    AGREE = "agree"
    APPROVE = "approve"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TAKE_BACK = "take_back"
    """Of an effective one: ask to have it undone."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, seen by the actor. `mine`: the side they are on; None: a stranger's.

    `choices`: what is theirs to do now; `waits_for`: who is to do the next thing, by side, each
    with the names of those who may. `debt`: of an effective one. `back`: somebody asks to take it
    back; then the choices, and whom it waits for, are those of that request.
    """

    row: SwapRow
    mine: Side | None
    choices: frozenset[Choice]
    waits_for: tuple[tuple[Side, tuple[str, ...]], ...]
    debt: Debt | None
    back: TakingBackRow | None = None

    @property
    def asks_me(self) -> bool:
        """It waits for a word of the actor's."""
        return bool(self.choices - {Choice.WITHDRAW, Choice.TAKE_BACK})

    @property
    def under_way(self) -> bool:
        """It waits for somebody: to be decided, or to be taken back."""
        return self.row.undecided or self.back is not None


@dataclass(frozen=True, slots=True)
class Requests:
    """The actor's own, the latest first, and what others' wait for their consent."""

    own: tuple[Request, ...]
    to_decide: tuple[Request, ...]
    shifts: tuple[ShiftRow, ...]


@dataclass(frozen=True, slots=True)
class RequestFile:
    """One request with the verdict of now (None: it is decided), and every decision on it."""

    request: Request
    verdict: Verdict | None
    history: tuple[DecisionRow, ...]
    names: Mapping[str, str]
    shifts: tuple[ShiftRow, ...]


def requests(ctx: Context) -> Requests:
    """What the actor asked, was asked, and has to consent to."""
    with ctx.read() as session:
        me = ctx.actor.person_id
        own = swaps.swaps_of(session, me) if me is not None else []
        mine = {row.id for row in own}
        asked = [one.no for one in taking_back.waiting(session)]
        others = [
            row
            for row in (*swaps.undecided(session), *swaps.with_numbers(session, asked))
            if row.id not in mine
        ]
        reading = _Reading(ctx, session, [*own, *others])
        waiting = tuple(reading.request(row) for row in others)
        return Requests(
            tuple(reading.request(row) for row in own),
            tuple(one for one in waiting if Choice.APPROVE in one.choices),
            tuple(shift_rows(session)),
        )


def open_request(ctx: Context, no: str) -> RequestFile:
    """One request, for its parties, who decides on it, and who may see the register.

    Raises NotFound, or NotAllowed for anybody else.
    """
    with ctx.read() as session:
        row = swaps.swap(session, no)
        if row is None:
            raise NotFound(msg("No such swap"), msg("There is no swap {no} in this store.", no=no))
        reading = _Reading(ctx, session, [row])
        request = reading.request(row)
        if request.mine is None and not request.choices:
            permission.require_swap(session, reading.sight, row)
        verdict = None
        if request.under_way:
            judged = (
                judge_back(ctx, session, row, request.back)
                if request.back
                else judge(ctx, session, asked_of(row), row)
            )
            verdict = Discretion(session, reading.sight).verdict(judged.verdict)
        return RequestFile(
            request,
            verdict,
            tuple(history(session, RequestKind.SWAP.ref(no))),
            {key: person.name for key, person in reading.people.items()},
            tuple(shift_rows(session)),
        )


def register(
    ctx: Context, first: date | None = None, last: date | None = None
) -> tuple[Request, ...]:
    """The register (换班登记表) as far as the actor may see it: one's own, the team's, ...

    A swap belongs to a team by its parties' posts of the dates that they give away.
    """
    with ctx.read() as session:
        rows = swaps.register(session, first, last)
        reading = _Reading(ctx, session, rows)
        seen = (reading.request(row) for row in rows)
        return tuple(one for one in seen if one.choices or reading.sight.swap(one.row.legs))


class _Reading:
    """People, standing and debts, read once for many requests."""

    def __init__(
        self,
        ctx: Context,
        session: Session,
        rows: Sequence[SwapRow],
    ) -> None:
        self._ctx = ctx
        self._today = ctx.today()
        self._known = reference(session)
        self.sight = permission.sight(ctx, session, self._known)
        permission.require_part(self.sight.standing)
        self.people: Mapping[str, Person] = facts.persons(session)
        self._debts = debts(session, rows, ctx.time, ctx.now())
        self._back = {one.no: one for one in taking_back.waiting(session)}

    def request(self, row: SwapRow) -> Request:
        turn, back = self._turn(row), self._back.get(row.no)
        choices, debt = self._choices(row, turn), self._debts.get(row.no)
        return Request(row, self._side(row), choices, _names(turn), debt, back)

    def _turn(self, row: SwapRow) -> Turn:
        """Of what is decided, nobody is asked for."""
        if row.undecided:
            return turn_of(self._ctx, row, self._known)
        back = self._back.get(row.no)
        return turn_of_back(self._ctx, row, back, self._known) if back else NOBODYS

    def _side(self, row: SwapRow) -> Side | None:
        me = self._ctx.actor.person_id
        return next((side for side in SIDES if row.side(side).person_id == me), None)

    def _choices(self, row: SwapRow, turn: Turn) -> frozenset[Choice]:
        back = self._back.get(row.no)
        if may_ask(self._ctx, row, back, self._known):
            return frozenset({Choice.TAKE_BACK})
        if not row.undecided and back is None:
            return frozenset()
        if turn.allows(self._ctx.actor.person_id):
            yes = Choice.AGREE if turn.word is Word.ANSWER else Choice.APPROVE
            return frozenset({yes, Choice.DECLINE})
        me = self._ctx.actor.person_id
        withdraws = may_withdraw_back(row, back, me) if back else may_withdraw(row, me)
        return frozenset({Choice.WITHDRAW}) if withdraws else frozenset()


def _names(turn: Turn) -> tuple[tuple[Side, tuple[str, ...]], ...]:
    return tuple((Side(part.of), tuple(person.name for person in part.who)) for part in turn.parts)
