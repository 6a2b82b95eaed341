"""The numbers of the month that matter to somebody: their own, their team's, their department's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from math import fsum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models import Account, Person, RosterMonth, Team
from app.queries.quality.inspected import inspected_of, people_in
from app.queries.roster.load import month_range
from app.queries.swaps.scene import given_in_month
from app.rules.calendar import CentreTime
from app.rules.scorecards.counting import counted
from app.rules.vocabulary import RosterState


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """Somebody's month: swaps that hold a place of SWAP-2, and the inspections that count for the
    month's report, with the mean of what they are worth."""

    swaps: int
    inspections: int
    score: float | None
    """0-100; None without an inspection."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """How far the rosters of a month are: teams in all, and those still unpublished."""

    month: date
    teams: int
    unpublished: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountNumbers:
    """Accounts that let somebody in, of people employed and of no person; those of them that are
    disabled; and how many people employed have none."""

    accounts: int
    disabled: int
    without: int


def own_numbers(session: Session, person_id: int, month: date, time: CentreTime) -> OwnNumbers:
    """What `person_id` did in the calendar month of `month`."""
    first, last = month_range(month)
    found = inspected_of(session, person_id, time.instant(first), time.day_end(last))
    totals = [each.worth.total for _one, each in counted(found, people_in(found, session), time)]
    mean = fsum(totals) / len(totals) if totals else None
    return OwnNumbers(_swaps(session, person_id, first), len(totals), mean)


def _swaps(session: Session, person_id: int, month: date) -> int:
    given = given_in_month(session, [person_id])
    return sum(len(held) for key, held in given.items() if key[1:] == (month.year, month.month))


def drafts(session: Session, month: date, teams: Collection[int] | None) -> Drafts:
    """Where the rosters of `month` stand, of `teams` (ids; None: of all)."""
    query = select(Team.id, Team.name).order_by(Team.name)
    if teams is not None:
        query = query.where(Team.id.in_(teams))
    rows = session.execute(query).all()
    published = set(
        session.scalars(
            select(RosterMonth.scope).where(
                RosterMonth.month == month, RosterMonth.state == RosterState.PUBLISHED
            )
        )
    )
    waiting = tuple(name for key, name in rows if f"team:{key}" not in published)
    return Drafts(month, len(rows), waiting)


def teams_of(session: Session, department_id: int) -> list[int]:
    """The ids of a department's teams."""
    return list(session.scalars(select(Team.id).where(Team.department_id == department_id)))


def account_numbers(session: Session, today: date) -> AccountNumbers:
    """Who may sign in on `today`, and who of the people employed may not."""
    employed = (Person.hired_on <= today) & or_(Person.left_on.is_(None), Person.left_on >= today)
    held = Account.person_id.is_(None) | employed
    rows = session.execute(
        select(Account.disabled, func.count())
        .outerjoin(Person, Person.id == Account.person_id)
        .where(held)
        .group_by(Account.disabled)
    )
    count: dict[bool, int] = {row[0]: row[1] for row in rows}
    have = select(Account.person_id).where(Account.person_id.is_not(None))
    without = session.scalar(
        select(func.count()).select_from(Person).where(employed, Person.id.not_in(have))
    )
    return AccountNumbers(count.get(False, 0), count.get(True, 0), without or 0)
