"""A roster is repaired: all cells of a way in one step, judged anew by what is there by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, RuleViolated
from app.planning.mending import Mending
from app.queries.known import ids
from app.queries.roster import load
from app.queries.roster.lines import stays_of
from app.reading import permission
from app.reading.leave.cover import open_shift
from app.reading.roster.repairing import (
    RepairAsked,
    RepairCase,
    places_asked,
    read_case,
    read_mending,
)
from app.rules.cover import OpenShift
from app.rules.edits import CellChange
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.rostering.repairs import RepairWay
from app.rules.vocabulary import msg
from app.services.leave.cover import cover_reason, record_cover
from app.services.roster.editing import EditOutcome, place_shifts, put_into_draft
from app.services.roster.offer_upkeep import follow
from app.services.roster.scope import Target
from app.services.roster.telling import tell_changed


def make_repair(
    ctx: Context, asked: RepairAsked, way: RepairWay, reason: str
) -> EditOutcome | None:
    """Make a way that was found for `asked`. In a draft it is one edit, whose `inverse` takes it
    back; in a published roster (None) a tracked edit, and who takes an open shift covers it.

    Raises Conflict where something of it is another by now, RuleViolated where somebody would break
    a rule that they keep, NotAllowed where it is the head's, BadInput without a `reason` for a
    published roster.
    """
    with ctx.write() as session:
        case = read_case(ctx, session, asked)
        _refuse_changed(all(vacancy in case.vacancies for vacancy, _taker in way.taken))
        mending = read_mending(ctx, session, case, tuple(one for one, _taker in way.taken))
        _require(ctx, session, case, way, mending)
        if case.draft:
            return put_into_draft(ctx, session, way.changes, Action.DRAFT_ROSTER)
        _refuse_silence(reason)
        _publish(ctx, session, way, reason.strip(), mending)
        return None


def _require(
    ctx: Context, session: Session, case: RepairCase, way: RepairWay, mending: Mending
) -> None:
    people = mending.scene.people
    _refuse_changed(all(change.person in people for change in way.changes))
    for action, place in places_asked(way, case.draft, people):
        permission.require(ctx, session, action, place)
    roster, fixed = mending.scene.roster, mending.scene.fixed
    _refuse_changed(
        all(
            roster.get(one.person, {}).get(one.day, "") == one.before and one.cell not in fixed
            for one in way.changes
        )
    )
    _refuse_broken(way, mending)


def _refuse_changed(same: bool) -> None:
    if not same:
        raise Conflict(
            msg("The roster has changed"),
            msg(
                "Somebody filled the shift, or changed one of these days, since the ways were "
                "looked for. Nothing was changed. Look for ways again."
            ),
        )


def _refuse_broken(way: RepairWay, mending: Mending) -> None:
    broken = mending.breaks(way.changes)
    if broken:
        names = sorted({mending.scene.people[one.person].name for one in broken})
        raise RuleViolated(
            msg("{name} cannot take this shift", name=names[0]),
            msg(
                "By now it would break a rule that they keep. Nothing was changed. Look for ways "
                "again."
            ),
            broken,
        )


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise BadInput(
            msg("A reason is needed"),
            msg("The roster is published. Say why it changes; the reason stays with the version."),
        )


def _publish(ctx: Context, session: Session, way: RepairWay, reason: str, mending: Mending) -> None:
    """One version for all cells; each open shift has its cover."""
    covers = list(_covers(ctx, session, way, mending))
    said = [cover_reason(shift, person, leave_no) for shift, leave_no, person in covers]
    found = list(_targets(session, way.changes))
    place_shifts(ctx, session, found, " · ".join([*said, reason]))
    for shift, leave_no, person in covers:
        record_cover(ctx, session, shift, person, person.id, leave_no, reason)
    covering = {change.cell for _vacancy, change in way.covers()}
    _tell(ctx, session, [one for one in found if one.change.cell not in covering], reason)
    follow(ctx, session, {one.day for one in way.changes})


def _covers(
    ctx: Context, session: Session, way: RepairWay, mending: Mending
) -> Iterator[tuple[OpenShift, str, Person]]:
    """Each open shift with the leave that opened it ("": somebody left), and who takes it."""
    absent = ids(session, numbers=[one.person for one, _taker in way.covers()])
    for vacancy, change in way.covers():
        shift, cell = open_shift(ctx, session, absent[vacancy.person], vacancy.day)
        leave_no = cell.leave.leave_no if cell.leave is not None else ""
        yield shift, leave_no, mending.scene.people[change.person]


def _targets(session: Session, changes: Sequence[CellChange]) -> Iterator[Target]:
    for change in changes:
        stay = next(one for one in stays_of(session, [change.person], change.day, change.day))
        yield Target(change, change.code, stay.person_id, stay.unit)


def _tell(ctx: Context, session: Session, found: Sequence[Target], reason: str) -> None:
    """Whoever has another shift than before, besides those who are told of a cover."""
    shifts = {shift.code: key for key, shift in load.shifts_by_id(session).items()}
    cells = [
        (one.person_id, one.change.day, shifts.get(one.change.before or ""), shifts.get(one.code))
        for one in found
    ]
    tell_changed(ctx, session, cells, reason)
