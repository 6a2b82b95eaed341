"""Balances of the centre's own kinds of leave, as far as the actor may see them."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context
from app.queries.leave import balances as balance_rows
from app.queries.leave.balances import EntryRow
from app.queries.leave.counting import balance_of, people_waiting
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.queries.people import rows as people
from app.queries.people.rows import PersonRow
from app.reading import permission
from app.rules.balances import DaysLeft
from app.rules.permissions import Action


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """What one person has left of one kind; `may_enter`: whether the actor may grant there."""

    person: PersonRow
    kind: KindDetails
    balance: DaysLeft
    may_enter: bool

    @property
    def left(self) -> int:
        """What is granted and not yet taken."""
        return self.balance.left

    @property
    def held(self) -> int:
        """What undecided leaves hold of it."""
        return self.balance.left - self.balance.free


def load_balances(ctx: Context) -> list[BalanceRow]:
    """The balances of those whom the actor may grant days, and the actor's own."""
    today = ctx.today()
    with ctx.read() as session:
        kinds = [kind for kind in own_kind_details(session) if kind.has_balance]
        if not kinds:
            return []
        standing = permission.standing(ctx, session)
        left = balance_rows.all_left(session)
        held = {
            (person, kind.code): balance_of(session, person, kind.code, today)
            for kind in kinds
            for person in people_waiting(session, kind.code)
        }
        rows = []
        for person in people.people(session, today):
            grants = standing.may(Action.GRANT_BALANCE, person.post.place, person.id)
            if person.employed_on(today) and (grants or person.id == ctx.actor.person_id):
                rows += [
                    BalanceRow(
                        person, kind, held.get((person.id, kind.code))
                        or DaysLeft(left.get((person.id, kind.code), 0)), grants,
                    )
                    for kind in kinds
                ]  # fmt: skip
        return rows


def entries(ctx: Context, person_id: int, kind: str) -> list[EntryRow]:
    """A balance's history, for those who may see the balance."""
    with ctx.read() as session:
        if ctx.actor.person_id != person_id:
            permission.require_for(ctx, session, Action.GRANT_BALANCE, person_id)
        return balance_rows.entries(session, person_id, kind)
