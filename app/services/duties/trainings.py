"""A training with who took part and what its exam gave, archived for each person (TRAIN-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Training
from app.queries.duties.trainings import TrainingRow, training
from app.queries.reference import reference
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.staff import name_problem
from app.rules.vocabulary import Role, msg
from app.services.typed import tidied

MOST = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part. Who was not there has no score and has not passed."""

    person_id: int
    attended: bool
    score: float | None = None
    passed: bool = False


def keep_training(
    ctx: Context,
    title: str,
    held_on: date,
    parts: Sequence[Part],
    no: str = "",
    seen: Sequence[TrainingRow] = (),
) -> str:
    """Archive a training, a new one without `no`; its number.

    A head keeps those of the department, a team leader those of the own team; nobody is taken
    out of an archive again. What it is called and when it was held is said of all who took part:
    only who keeps it for all of them changes that. Conflict where somebody changed it since it
    was `seen`.
    """
    with ctx.write() as session:
        return archive_training(ctx, session, title, held_on, parts, no, seen)


def archive_training(
    ctx: Context,
    session: Session,
    title: str,
    held_on: date,
    parts: Sequence[Part],
    no: str = "",
    seen: Sequence[TrainingRow] = (),
) -> str:
    """`keep_training`, within what else the transaction does."""
    title = tidied(title)
    _refuse(ctx, title, held_on, parts)
    there = {row.person_id: row for row in training(session, no)} if no else {}
    named = {part.person_id for part in parts}
    renamed = [key for key, row in there.items() if (row.title, row.held_on) != (title, held_on)]
    for person_id in sorted({*named, *renamed}):
        _require_keeper(ctx, session, person_id)
    if no and list(there.values()) != list(seen):
        raise Conflict(msg("Somebody else changed this first."), msg("Look at it once more."))
    no = no or _next_no(session, held_on)
    for part in parts:
        _keep(session, no, title, held_on, part, there.get(part.person_id))
    for person_id in {*renamed} - named:
        row = session.get_one(Training, there[person_id].id)
        row.title, row.held_on = title, held_on
    told = {"title": title, "day": held_on, "people": len(parts)}
    ctx.audit(session, Deed.TRAINING_KEEP, f"training:{no}", after=told)
    return no


def _keep(
    session: Session,
    no: str,
    title: str,
    held_on: date,
    part: Part,
    there: TrainingRow | None,
) -> None:
    row = session.get_one(Training, there.id) if there else None
    if row is None:
        row = Training(training_no=no, person_id=part.person_id)
        session.add(row)
    row.title, row.held_on, row.attended = title, held_on, part.attended
    row.score = round(part.score, 2) if part.attended and part.score is not None else None
    row.passed = part.attended and part.passed


def _require_keeper(ctx: Context, session: Session, person_id: int) -> None:
    """A head for the own department, a team leader for the own team."""
    place = reference(session).place_of(person_id, ctx.today())
    mine = permission.require(ctx, session, Action.DO_DUTY, place)
    leads = mine.role is Role.TEAM_LEADER and mine.place.team == place.team
    if not leads and mine.role is not Role.DEPARTMENT_HEAD:
        raise permission.refusal(session, Action.ADD_DUTY, place)


def _refuse(ctx: Context, title: str, held_on: date, parts: Sequence[Part]) -> None:
    if name_problem(title):
        raise BadInput(msg("A title is needed"), msg("Say what the training was about."))
    if held_on > ctx.today():
        raise BadInput(msg("That is still to come"), msg("Only what was held is archived."))
    if not parts:
        raise BadInput(msg("Something is missing"), msg("Say who was there."))
    if len({part.person_id for part in parts}) < len(parts):
        raise BadInput(msg("Somebody is named twice"), msg("Name each person once."))
    if any(part.score is not None and not 0 <= part.score <= MOST for part in parts):
        raise BadInput(msg("A score does not fit"), msg("Give 0 to {most}.", most=MOST))


def _next_no(session: Session, held_on: date) -> str:
    """ "T-202610-03": the third of its month, and no number of another."""
    begin = f"T-{held_on:%Y%m}-"
    taken = set(
        session.scalars(
            select(Training.training_no).where(Training.training_no.startswith(begin)).distinct()
        )
    )
    count = len(taken) + 1
    while f"{begin}{count:02}" in taken:
        count += 1
    return f"{begin}{count:02}"
