"""A sickness on a leg of a swap: the debt is open again, and both leaders are told."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.reference import reference
from app.queries.swaps import rows
from app.rules.approvers import leads_team_of
from app.rules.leave import LeaveFacts
from app.rules.requests import RequestKind
from app.services.requests.ledger import tell


def tell_reopened(ctx: Context, session: Session, leave: LeaveFacts) -> None:
    """Tell the leaders of both parties, and the other party, of each swapped shift that the leave
    covers. The kind of the leave is not told."""
    for shift in leave.covered:
        row = rows.swap(session, shift.swap) if shift.swap else None
        if row is None:
            continue
        away = leave.leave.person
        parties = (row.requester.person_id, row.counterpart.person_id)
        other = row.counterpart if row.requester.no == away else row.requester
        told = {other.person_id, *_leaders(ctx, session, parties)}
        words = {
            "name": leave.people[away].name,
            "day": shift.day,
            "shift": shift.shift.code,
            "swap": row.no,
        }
        tell(ctx, session, told, "swap.leg_reopened", RequestKind.SWAP.ref(row.no), **words)


def _leaders(ctx: Context, session: Session, parties: tuple[int, int]) -> set[int]:
    """The team leaders of both parties, by today's posts."""
    today, known = ctx.today(), reference(session)
    posts = [person.post_on(today) for person in known.people(parties).values()]
    return {
        person.id
        for person in known.people(known.approvers(parties)).values()
        if person.employed_on(today)
        and any(leads_team_of(person.post_on(today), post) for post in posts)
    }
