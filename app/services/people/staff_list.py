"""A staff list of the centre's own comes in: new people, and the teams that they need."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.queries.people.places import NamedPlaces, named_places
from app.queries.roster.brought import known_people
from app.reading import permission
from app.rules.bringing.staff import Newcomer, StaffDefaults, StaffLine, StaffPreview, plan_staff
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.staff import PostDetails
from app.rules.vocabulary import msg
from app.services.people.people import put_person
from app.services.people.teams import put_department, put_team


def staff_preview(
    ctx: Context, lines: Sequence[StaffLine], defaults: StaffDefaults
) -> StaffPreview:
    """What the list would add, and what of it differs from who is there. NotAllowed for who may
    change no people."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        return _planned(session, lines, defaults)


def bring_staff(
    ctx: Context,
    lines: Sequence[StaffLine],
    defaults: StaffDefaults,
    name: str,
    sha256: str,
) -> StaffPreview:
    """Add the people of the file `name` and the places that they need, in one transaction; who is
    there already stays as they are. BadInput where nobody is new."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        found = _planned(session, lines, defaults)
        if not found.added:
            raise BadInput(
                msg("Nothing to bring in"), msg("Everybody of the list is there, or left out.")
            )
        for department in found.departments:
            put_department(ctx, session, department)
        departments = named_places(session).departments
        for department, team in found.teams:
            put_team(ctx, session, departments[department], team)
        places = named_places(session)
        for new in found.added:
            _add(ctx, session, new, places)
        after = {
            "sha256": sha256,
            "new_people": len(found.added),
            "left_out": len(found.left_out),
        }
        ctx.audit(session, Deed.STAFF_BRING, name, after=after)
        return found


def _planned(session: Session, lines: Sequence[StaffLine], defaults: StaffDefaults) -> StaffPreview:
    places = named_places(session)
    return plan_staff(lines, known_people(session), places.teams, places.departments, defaults)


def _add(ctx: Context, session: Session, new: Newcomer, places: NamedPlaces) -> None:
    post = PostDetails(
        since=new.person.hired_on,
        role=new.role,
        department_id=places.departments.get(new.department),
        team_id=places.teams.get((new.department, new.team)),
        job_type=new.job_type,
        skill_level=new.level,
    )
    put_person(ctx, session, new.person, post, new.left)
