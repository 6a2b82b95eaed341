"""Departments and their teams. One with a history keeps its place: it is renamed, not removed."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import Bulletin, Department, RosterMonth, StaffingNeed, Team
from app.queries.referred import is_referred
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.staff import name_problem
from app.rules.vocabulary import msg
from app.services.people.places import department_name
from app.services.seen import Seen, refuse_stale


def add_department(ctx: Context, name: str) -> int:
    """Add a department; its id."""
    with ctx.write() as session:
        return put_department(ctx, session, name)


def put_department(ctx: Context, session: Session, name: str) -> int:
    """`add_department` within another service's transaction."""
    permission.require(ctx, session, Action.MANAGE_PEOPLE)
    name = _checked(name)
    _refuse_taken_department(session, name)
    row = Department(name=name)
    session.add(row)
    session.flush()
    ctx.audit(session, Deed.DEPARTMENT_ADD, f"department:{name}", after={"name": name})
    return row.id


def department_within(ctx: Context, session: Session, name: str) -> int:
    """The department of this name, added where there is none; a part of what was allowed."""
    found = session.scalar(select(Department.id).where(Department.name == _checked(name)))
    return put_department(ctx, session, name) if found is None else found


def team_within(ctx: Context, session: Session, department_id: int, name: str) -> int:
    """The team of this name, added to the department where there is none; as above."""
    wanted = (Team.department_id == department_id, Team.name == _checked(name))
    found = session.scalar(select(Team.id).where(*wanted))
    return put_team(ctx, session, department_id, name) if found is None else found


def rename_department(
    ctx: Context, department_id: int, name: str, seen: Seen[str] | None = None
) -> None:
    """Rename a department, throughout its history. Stale where it is no longer named as `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name, before = _checked(name), department_name(session, department_id)
        if name == before:
            return
        _refuse_renamed(session, seen, before, "department:{}")
        _refuse_taken_department(session, name)
        session.execute(update(Department).where(Department.id == department_id).values(name=name))
        ctx.audit(
            session,
            Deed.DEPARTMENT_RENAME,
            f"department:{before}",
            {"name": before},
            {"name": name},
        )


def remove_department(ctx: Context, department_id: int, seen: Seen[str] | None = None) -> None:
    """Remove a department that nobody ever belonged to, that has no teams and of which no book
    tells. Stale where it is no longer named as `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name = department_name(session, department_id)
        _refuse_renamed(session, seen, name, "department:{}")
        scope = f"department:{department_id}"
        _refuse_bulletins(session, Bulletin.department_id == department_id, name)
        whole = StaffingNeed.department_id == department_id, StaffingNeed.team_id.is_(None)
        session.execute(delete(StaffingNeed).where(*whole))
        if _is_rostered(session, scope) or is_referred(session, Department, department_id):
            raise _in_use(name)
        session.execute(delete(Department).where(Department.id == department_id))
        ctx.audit(session, Deed.DEPARTMENT_REMOVE, f"department:{name}", {"name": name})


def add_team(ctx: Context, department_id: int, name: str) -> int:
    """Add a team to a department; its id."""
    with ctx.write() as session:
        return put_team(ctx, session, department_id, name)


def put_team(ctx: Context, session: Session, department_id: int, name: str) -> int:
    """`add_team` within another service's transaction."""
    permission.require(ctx, session, Action.MANAGE_PEOPLE)
    name, department = _checked(name), department_name(session, department_id)
    _refuse_taken_team(session, department_id, name)
    row = Team(department_id=department_id, name=name)
    session.add(row)
    session.flush()
    ctx.audit(session, Deed.TEAM_ADD, f"team:{department}/{name}", after={"name": name})
    return row.id


def rename_team(ctx: Context, team_id: int, name: str, seen: Seen[str] | None = None) -> None:
    """Rename a team, throughout its history. Stale where it is no longer named as `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        name, team = _checked(name), _team(session, team_id)
        if name == team.name:
            return
        _refuse_renamed(session, seen, team.name, _subject_of(session, team, "{}"))
        _refuse_taken_team(session, team.department_id, name)
        subject = _subject_of(session, team, team.name)
        ctx.audit(session, Deed.TEAM_RENAME, subject, {"name": team.name}, {"name": name})
        session.execute(update(Team).where(Team.id == team_id).values(name=name))


def remove_team(ctx: Context, team_id: int, seen: Seen[str] | None = None) -> None:
    """Remove a team that nobody ever belonged to and of which no book tells; what it needed on
    shifts goes with it. Stale where it is no longer named as `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        team = _team(session, team_id)
        _refuse_renamed(session, seen, team.name, _subject_of(session, team, "{}"))
        _refuse_bulletins(session, Bulletin.team_id == team_id, team.name)
        session.execute(delete(StaffingNeed).where(StaffingNeed.team_id == team_id))
        if _is_rostered(session, f"team:{team_id}") or is_referred(session, Team, team_id):
            raise _in_use(team.name)
        session.execute(delete(Team).where(Team.id == team_id))
        subject = _subject_of(session, team, team.name)
        ctx.audit(session, Deed.TEAM_REMOVE, subject, {"name": team.name})


def _is_rostered(session: Session, scope: str) -> bool:
    query = select(RosterMonth.id).where(RosterMonth.scope == scope).limit(1)
    return session.scalar(query) is not None


def _checked(name: str) -> str:
    problem = name_problem(name)
    if problem:
        raise BadInput(msg("Check the name"), problem)
    return name.strip()


def _team(session: Session, team_id: int) -> Team:
    team = session.get(Team, team_id)
    if team is None:
        raise NotFound(msg("No such team"), msg("It is no longer in the store."))
    return team


def _subject_of(session: Session, team: Team, name: str) -> str:
    return f"team:{department_name(session, team.department_id)}/{name}"


def _refuse_renamed(session: Session, seen: Seen[str] | None, stands: str, subject: str) -> None:
    """`subject`: what the trail calls it, with {} for its name."""
    former = subject.replace("{}", seen.value) if seen else ""
    refuse_stale(session, seen, stands, None, str, former, subject.replace("{}", stands))


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


_SHOWN = 3


def _refuse_bulletins(session: Session, where: ColumnElement[bool], name: str) -> None:
    query = select(Bulletin.bulletin_no).where(where).order_by(Bulletin.id.desc())
    numbers = session.scalars(query).all()
    if numbers:
        raise Conflict(
            msg("Bulletins are for it"),
            msg(
                "Bulletins that stay on record are for {name}: {n}, the latest {numbers}. Rename "
                "it instead.",
                name=name, n=len(numbers), numbers=", ".join(numbers[:_SHOWN]),
            ),
        )  # fmt: skip


def _in_use(name: str) -> Conflict:
    return Conflict(
        msg("Still in use"),
        msg(
            "{name} has people, teams, rosters or records in its history. Rename it instead.",
            name=name,
        ),
    )
