"""Today says that people lack only where it is known who works: of published rosters; and it shows
no shift that nobody works and nobody needs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import RosterMonth, StaffingNeed, Team
from app.queries.today.page import TodayRows, Viewer, today_rows
from app.rules.facts import Place
from app.rules.sight import Standing
from app.rules.vocabulary import Role
from tests.factories import NOW, SmallCentre, a_shift

TODAY = date(2026, 10, 15)
ALL = Viewer("", Standing(None, Role.CENTRE_DIRECTOR, Place()))


def read(centre: SmallCentre) -> TodayRows:
    with centre.context.read() as session:
        return today_rows(session, ALL, centre.context.time, NOW)


def need(session: Session, team: int, shift: int, needed: int) -> None:
    home = session.scalar(select(Team.department_id).where(Team.id == team))
    for weekday in range(7):
        row = StaffingNeed(
            department_id=home, team_id=team, shift_id=shift, weekday=weekday, least=needed
        )
        session.add(row)


def drafted(session: Session, team: int) -> None:
    """The team's month is not published."""
    scope = RosterMonth.scope == f"team:{team}"
    session.execute(update(RosterMonth).where(scope).values(version=0))


def short_teams(rows: TodayRows) -> set[str]:
    return {gap.team for gap in rows.gaps}


def test_a_team_whose_month_is_a_draft_is_no_shortage(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        for team in centre.teams.values():
            need(session, team, centre.shifts["L"], 9)
    assert short_teams(read(centre)) == {"A", "B"}
    with centre.context.write() as session:
        drafted(session, centre.teams["B"])
    assert short_teams(read(centre)) == {"A"}


def test_a_shift_that_nobody_works_and_only_a_drafted_team_needs_has_no_card(
    centre: SmallCentre,
) -> None:
    with centre.context.write() as session:
        middle = a_shift(session, "D", "12:00", "20:00")
        session.flush()
        need(session, centre.teams["A"], centre.shifts["L"], 1)
        need(session, centre.teams["B"], middle.id, 2)
    assert "D" in {one.shift.code for one in (*read(centre).running, *read(centre).coming)}
    with centre.context.write() as session:
        drafted(session, centre.teams["B"])
    rows = read(centre)
    assert "D" not in {one.shift.code for one in (*rows.running, *rows.coming)}
    assert all(one.teams for one in (*rows.running, *rows.coming))
