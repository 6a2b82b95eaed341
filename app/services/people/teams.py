"""Departments and their teams. One with a history keeps its place: it is renamed, not removed."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import Department, Post, RosterMonth, ShiftNeed, Team
from app.reading import permission
from app.rules.permissions import Action
from app.rules.staff import name_problem
from app.rules.vocabulary import msg


def add_department(ctx: Context, name: str) -> int:
    """Add a department; its id."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name = _checked(name)
        _refuse_taken_department(session, name)
        row = Department(name=name)
        session.add(row)
        session.flush()
        ctx.audit(session, "department.add", f"department:{name}", after={"name": name})
        return row.id


def rename_department(ctx: Context, department_id: int, name: str) -> None:
    """Rename a department, throughout its history."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name, before = _checked(name), _department(session, department_id)
        if name == before:
            return
        _refuse_taken_department(session, name)
        session.execute(update(Department).where(Department.id == department_id).values(name=name))
        ctx.audit(
            session, "department.rename", f"department:{before}", {"name": before}, {"name": name}
        )


def remove_department(ctx: Context, department_id: int) -> None:
    """Remove a department that nobody ever belonged to and that has no teams."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name = _department(session, department_id)
        used = select(Post.id).where(Post.department_id == department_id).limit(1)
        teams = select(Team.id).where(Team.department_id == department_id).limit(1)
        scope = f"department:{department_id}"
        rostered = select(RosterMonth.id).where(RosterMonth.scope == scope).limit(1)
        if any(session.scalar(query) is not None for query in (used, teams, rostered)):
            raise _in_use(name)
        session.execute(delete(Department).where(Department.id == department_id))
        ctx.audit(session, "department.remove", f"department:{name}", {"name": name})


def add_team(ctx: Context, department_id: int, name: str) -> int:
    """Add a team to a department; its id."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name, department = _checked(name), _department(session, department_id)
        _refuse_taken_team(session, department_id, name)
        row = Team(department_id=department_id, name=name)
        session.add(row)
        session.flush()
        ctx.audit(session, "team.add", f"team:{department}/{name}", after={"name": name})
        return row.id


def rename_team(ctx: Context, team_id: int, name: str) -> None:
    """Rename a team, throughout its history."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name, team = _checked(name), _team(session, team_id)
        if name == team.name:
            return
        _refuse_taken_team(session, team.department_id, name)
        subject = f"team:{_department(session, team.department_id)}/{team.name}"
        ctx.audit(session, "team.rename", subject, {"name": team.name}, {"name": name})
        session.execute(update(Team).where(Team.id == team_id).values(name=name))


def remove_team(ctx: Context, team_id: int) -> None:
    """Remove a team that nobody ever belonged to; what it needed on shifts goes with it."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        team = _team(session, team_id)
        used = select(Post.id).where(Post.team_id == team_id).limit(1)
        rostered = select(RosterMonth.id).where(RosterMonth.scope == f"team:{team_id}").limit(1)
        if any(session.scalar(query) is not None for query in (used, rostered)):
            raise _in_use(team.name)
        session.execute(delete(ShiftNeed).where(ShiftNeed.team_id == team_id))
        session.execute(delete(Team).where(Team.id == team_id))
        subject = f"team:{_department(session, team.department_id)}/{team.name}"
        ctx.audit(session, "team.remove", subject, {"name": team.name})


def _checked(name: str) -> str:
    problem = name_problem(name)
    if problem:
        raise BadInput(msg("Check the name"), problem)
    return name.strip()


def _department(session: Session, department_id: int) -> str:
    name = session.scalar(select(Department.name).where(Department.id == department_id))
    if name is None:
        raise NotFound(msg("No such department"), msg("It is no longer in the store."))
    return name


def _team(session: Session, team_id: int) -> Team:
    team = session.get(Team, team_id)
    if team is None:
        raise NotFound(msg("No such team"), msg("It is no longer in the store."))
    return team


def _refuse_taken_department(session: Session, name: str) -> None:
    if session.scalar(select(Department.id).where(Department.name == name)) is not None:
        raise Conflict(
            msg("Name taken"), msg("There is a department named {name} already.", name=name)
        )


def _refuse_taken_team(session: Session, department_id: int, name: str) -> None:
    taken = select(Team.id).where(Team.department_id == department_id, Team.name == name)
    if session.scalar(taken) is not None:
        raise Conflict(
            msg("Name taken"), msg("This department has a team named {name} already.", name=name)
        )


def _in_use(name: str) -> Conflict:
    return Conflict(
        msg("Still in use"),
        msg("{name} has people, teams or rosters in its history. Rename it instead.", name=name),
    )
