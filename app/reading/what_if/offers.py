"""Whom the forms offer: the people whose registers, or at least roster, the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.keeping import policy
from app.queries.keeping.policy import PolicyRow
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.queries.people import rows as people
from app.queries.people.rows import PersonRow
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import ShiftRow
from app.reading import permission
from app.rules.permissions import Action
from app.rules.policy import PLANNING_KEYS
from app.rules.work import works_shifts


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be tried: `staff` for leave, `workers` and `partners` for a swap."""

    today: date
    staff: Sequence[PersonRow]
    workers: Sequence[PersonRow]
    partners: Sequence[PersonRow]
    kinds: Sequence[KindDetails]
    shifts: tuple[ShiftRow, ...]
    values: Sequence[PolicyRow]


def load_offers(ctx: Context) -> Offers:
    """Read them as of today."""
    today = ctx.today()
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        permission.require_part(mine)
        everybody = (row.publicly() for row in people.people(session, today))
        here = [row for row in everybody if row.employed_on(today)]

        def seen(action: Action) -> list[PersonRow]:
            return [row for row in here if mine.may(action, row.post.place, row.id)]

        staff = seen(Action.SEE_REGISTERS)
        return Offers(
            today,
            staff,
            _working(staff),
            _working(seen(Action.SEE_ROSTER)),
            own_kind_details(session),
            shift_rows(session),
            _judging(policy.values(session, ctx.now())),
        )


def _judging(values: Sequence[PolicyRow]) -> list[PolicyRow]:
    """Without those of which no finding comes."""
    return [row for row in values if row.key not in PLANNING_KEYS]


def _working(rows: Sequence[PersonRow]) -> list[PersonRow]:
    return [row for row in rows if works_shifts(row.post.role)]
