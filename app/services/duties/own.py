"""A department's own regular duties and checklists, kept by its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import CheckItem, OwnDuty
from app.queries.duties.rows import checklist
from app.reading import permission
from app.reading.duties.known import known_duty
from app.rules.deeds import Deed
from app.rules.duties.choices import Chosen
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.staff import name_problem
from app.rules.vocabulary import DutyForm, Message, Role, msg
from app.services.people.places import department_name
from app.services.seen import Seen, refuse_stale
from app.services.typed import tidied

_DAY = timedelta(days=1)
DOERS = (Role.AGENT, Role.TEAM_LEADER, Role.QA_INSPECTOR, Role.DEPARTMENT_HEAD)
RECEIVERS = (Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR)


@dataclass(frozen=True, slots=True)
class NewDuty:
    """What is typed and chosen of a further duty. `doer` None: anyone; `receiver` None: nobody."""

    name: str
    chosen: Chosen
    of_team: bool = False
    doer: Role | None = None
    receiver: Role | None = None
    form: DutyForm = DutyForm.NOTE


def add_duty(ctx: Context, department_id: int, new: NewDuty) -> str:
    """Add a duty to a department, due from today on; its code, which is never used twice."""
    name = tidied(new.name)
    with ctx.write() as session:
        where = department_name(session, department_id)
        permission.require(ctx, session, Action.ADD_DUTY, Place(department_id))
        _refuse(session, department_id, name, new)
        recurrence = new.chosen.recurrence()
        code = _next_code(session)
        session.add(
            OwnDuty(
                code=code,
                name=name,
                department_id=department_id,
                of_team=new.of_team,
                rule=recurrence.rule,
                on_workday=recurrence.on_workday,
                doer=new.doer,
                receiver=new.receiver,
                form=new.form,
                since=ctx.today(),
            )
        )
        ctx.audit(session, Deed.DUTY_ADD, f"duty:{name}/{where}", after={"name": name})
        return code


def end_duty(ctx: Context, code: str, seen: int) -> None:
    """From today on it is due no more; what was done of it stays. `seen`: its version."""
    with ctx.write() as session:
        row = session.scalar(select(OwnDuty).where(OwnDuty.code == code))
        if row is None:
            raise NotFound(msg("No such duty"), msg("It is no longer in the store."))
        where = department_name(session, row.department_id)
        permission.require(ctx, session, Action.ADD_DUTY, Place(row.department_id))
        if row.version != seen or row.ended_on is not None:
            raise Conflict(msg("Somebody else changed this first."), msg("Look at it once more."))
        row.ended_on = ctx.today() - _DAY
        ctx.audit(session, Deed.DUTY_END, f"duty:{row.name}/{where}")


def keep_checklist(
    ctx: Context,
    department_id: int,
    duty: str,
    lines: Sequence[str],
    seen: Seen[Sequence[str]] | None = None,
) -> None:
    """Keep the department's own lines for a checklist; none: the rulebook's again.

    What was checked before keeps the lines that it was checked by. `seen`: its own lines as they
    were shown.
    """
    lines = [tidied(line) for line in lines if tidied(line)]
    with ctx.write() as session:
        where = department_name(session, department_id)
        permission.require(ctx, session, Action.ADD_DUTY, Place(department_id))
        found = known_duty(session, duty, department_id)
        if found is None or found.form is not DutyForm.CHECKLIST:
            raise NotFound(msg("No such duty"), msg("It has no checklist."))
        subject = f"checklist:{found.name or duty}/{where}"
        before = list(checklist(session, department_id, duty))
        shown = Seen(list(seen.value)) if seen is not None else None
        refuse_stale(session, shown, before, lines, _said, subject)
        here = (CheckItem.department_id == department_id) & (CheckItem.duty == duty)
        session.execute(delete(CheckItem).where(here))
        if lines:
            rows = [
                {"department_id": department_id, "duty": duty, "position": at, "text": line}
                for at, line in enumerate(lines)
            ]
            session.execute(insert(CheckItem), rows)
        ctx.audit(session, Deed.CHECKLIST_KEEP, subject, {"items": before}, {"items": lines})


def _said(lines: list[str]) -> Message | str:
    return " · ".join(lines) or msg("the rulebook's own lines")


def _refuse(session: Session, department_id: int, name: str, new: NewDuty) -> None:
    if name_problem(name):
        raise BadInput(msg("A name is needed"), msg("Say in a few words what is to be done."))
    if new.doer not in (None, *DOERS) or new.receiver not in (None, *RECEIVERS):
        raise BadInput(msg("Who does it?"), msg("Nobody with this role does such duties."))
    taken = select(OwnDuty.id).where(
        OwnDuty.department_id == department_id,
        OwnDuty.name == name,
        OwnDuty.ended_on.is_(None),
    )
    if session.scalar(taken) is not None:
        raise BadInput(
            msg("This name is taken"), msg("The department has a duty called {name}.", name=name)
        )


def _next_code(session: Session) -> str:
    last = session.scalar(select(func.max(OwnDuty.id))) or 0
    return f"own_{last + 1}"
