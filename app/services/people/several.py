"""Several people at once: a department's list, with the teams that it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.context import Context
from app.errors import BadInput
from app.reading import permission
from app.rules.permissions import Action
from app.rules.several import NewPerson
from app.rules.staff import PersonDetails, PostDetails
from app.rules.vocabulary import Role, msg
from app.services.people import people, teams


def add_people(
    ctx: Context, wanted: Sequence[NewPerson], department: str, first_day: date
) -> list[int]:
    """Add everybody of the list, all or nobody, from `first_day` on; their ids.

    The department and the teams that are not there yet are added. BadInput names the person.
    """
    with ctx.write() as session:
        permission.require(ctx, session, Action.MANAGE_PEOPLE)
        place = teams.department_within(ctx, session, department) if department.strip() else None
        made = []
        for one in wanted:
            team = None
            if one.team and place is not None:
                team = teams.team_within(ctx, session, place, one.team)
            home = None if one.role is Role.CENTRE_DIRECTOR else place
            post = PostDetails(first_day, one.role, home, team, one.job_type, one.skill_level)
            details = PersonDetails(one.employee_no, one.name, first_day)
            try:
                made.append(people.put_person(ctx, session, details, post))
            except BadInput as refused:
                who = " ".join(filter(None, (one.employee_no, one.name)))
                raise BadInput(
                    msg("Nobody was added"),
                    msg("{who}: {problem}", who=who, problem=refused.message),
                ) from refused
        return made
