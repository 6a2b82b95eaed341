"""Drafts that a leader handed to the head: who has one before them, and where it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.people.rows import names_of
from app.queries.roster.handing import HandingRow, handings, with_changes
from app.queries.roster.scopes import month_rows, places_of_scopes
from app.reading import permission
from app.reading.roster.publishing import PublishSummary, difference, summary_of
from app.rules.permissions import Action
from app.rules.sight import Standing
from app.rules.vocabulary import HandingState


@dataclass(frozen=True, slots=True)
class Handed:
    """One with its team's name. `answers`: whoever looks may publish it or hand it back."""

    row: HandingRow
    team: str
    answers: bool


def require_handing(ctx: Context, session: Session, scopes: Collection[str]) -> None:
    """NotAllowed for who does not draft all of these rosters."""
    mine = permission.standing(ctx, session)
    for place in places_of_scopes(session, scopes):
        if not mine.may(Action.DRAFT_ROSTER, place):
            raise permission.refusal(session, Action.DRAFT_ROSTER, place)


def handing_preview(ctx: Context, scopes: Collection[str], month: date) -> PublishSummary:
    """What publishing these drafts would change. Raises NotAllowed as handing them over does."""
    month = month.replace(day=1)
    with ctx.read() as session:
        require_handing(ctx, session, scopes)
        rows = month_rows(session, {(scope, month) for scope in scopes})
        return summary_of(month, scopes, rows, difference(session, scopes, month))


def handed_to_me(ctx: Context, session: Session) -> tuple[Handed, ...]:
    """The drafts that wait for the actor, the oldest first: those that they may publish."""
    mine = permission.standing(ctx, session)
    rows = [row for row in handings(session) if mine.may(Action.PUBLISH_ROSTER, row.place)]
    return _named(session, mine, rows)


_SHOWN = (HandingState.WAITING, HandingState.HANDED_BACK)


def handed_in(ctx: Context, months: Collection[date]) -> tuple[Handed, ...]:
    """Of some months, the drafts that wait for the head or were handed back, for who drafts or
    publishes them."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        rows = [
            row
            for row in handings(session, _SHOWN, months)
            if mine.may(Action.DRAFT_ROSTER, row.place)
        ]
        return _named(session, mine, rows)


def _named(session: Session, mine: Standing, rows: list[HandingRow]) -> tuple[Handed, ...]:
    found = []
    for row in with_changes(session, rows):
        department, team = names_of(session, row.place)
        answers = mine.may(Action.PUBLISH_ROSTER, row.place)
        found.append(Handed(row, team or department, answers))
    return tuple(found)
