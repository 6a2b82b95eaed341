"""Shift types and what they need.

A code is what rosters, registers and workbooks name, and its times are what they are judged by.
So the times of a shift that was ever rostered never change: it is replaced by a new code, keeps
its past, and is retired. Names may change at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import time

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import ShiftNeed, ShiftType
from app.queries.keeping import shifts
from app.queries.keeping.shifts import ShiftTypeRow
from app.queries.people import rows as people
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import CENTRE
from app.rules.permissions import Action
from app.rules.plaintext import identifier
from app.rules.staff import Problems, name_problem
from app.rules.vocabulary import Message, msg

MAX_CODE = 6
MOST_NEEDED = 999


@dataclass(frozen=True, slots=True)
class ShiftDetails:
    """A shift type as typed; `end` <= `start` means that it ends the next day."""

    code: str
    name: str
    start: time
    end: time
    night: bool = False


def shift_problems(shift: ShiftDetails) -> Problems:
    """What is wrong with it, field by field, but for a code that is taken."""
    problems: Problems = {}
    code = identifier(shift.code)
    if not code:
        problems["code"] = msg("Enter the code that stands in the roster.")
    elif len(code) > MAX_CODE or not code.isprintable() or " " in code or code[0] in "=+-@":
        problems["code"] = msg("At most {n} letters or digits, no spaces.", n=MAX_CODE)
    name = name_problem(shift.name)
    if name:
        problems["name"] = name
    if shift.start == shift.end:
        problems["end"] = msg("A shift ends at another time than it starts.")
    return problems


def add_shift(ctx: Context, shift: ShiftDetails) -> int:
    """Add a shift type; its id."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        return _add(ctx, session, shift)


def _add(ctx: Context, session: Session, shift: ShiftDetails) -> int:
    shift = _checked(session, shift)
    row = ShiftType(
        code=shift.code, name=shift.name, start_at=shift.start, end_at=shift.end, night=shift.night
    )
    session.add(row)
    session.flush()
    ctx.audit(session, Deed.SHIFT_ADD, f"shift:{shift.code}", after=asdict(shift))
    return row.id


def edit_shift(ctx: Context, shift_id: int, shift: ShiftDetails) -> None:
    """Change a shift type; of one that was ever rostered only the name."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        before = _known(session, shift_id)
        shift = _checked(session, shift, shift_id)
        old = _details(before)
        problem = past_problem(before, shift)
        if problem:
            raise Conflict(msg("Shift {code} has a past", code=before.code), problem)
        session.execute(
            update(ShiftType)
            .where(ShiftType.id == shift_id)
            .values(
                code=shift.code,
                name=shift.name,
                start_at=shift.start,
                end_at=shift.end,
                night=shift.night,
            )
        )
        ctx.audit(session, Deed.SHIFT_EDIT, f"shift:{before.code}", asdict(old), asdict(shift))


def past_problem(before: ShiftTypeRow, shift: ShiftDetails) -> Message | None:
    """Why a shift cannot become `shift`: what was ever rostered keeps all but its name."""
    if not before.used or replace(shift, name=before.name) == _details(before):
        return None
    return msg(
        "Shift {code} stands {n} times in rosters, which are judged by its times. Only its name"
        " can change; replace it by a new code.",
        code=before.code,
        n=before.used,
    )


def _details(row: ShiftTypeRow) -> ShiftDetails:
    return ShiftDetails(row.code, row.name, row.start, row.end, row.night)


def replace_shift(ctx: Context, shift_id: int, shift: ShiftDetails) -> int:
    """Retire a shift and add `shift` in its place, with what the old one needed; the new id."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        before = _known(session, shift_id)
        new = _add(ctx, session, shift)
        session.execute(
            update(ShiftNeed).where(ShiftNeed.shift_id == shift_id).values(shift_id=new)
        )
        _set_retired(ctx, session, before, True)
        return new


def retire_shift(ctx: Context, shift_id: int, retired: bool = True) -> None:
    """Take a shift out of service, or put it back: rosters keep it, new cells cannot have it."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        _set_retired(ctx, session, _known(session, shift_id), retired)


def _set_retired(ctx: Context, session: Session, shift: ShiftTypeRow, retired: bool) -> None:
    if shift.retired == retired:
        return
    session.execute(update(ShiftType).where(ShiftType.id == shift.id).values(retired=retired))
    deed = Deed.SHIFT_RETIRE if retired else Deed.SHIFT_RESTORE
    ctx.audit(session, deed, f"shift:{shift.code}")


def remove_shift(ctx: Context, shift_id: int) -> None:
    """Remove a shift that never stood in a roster."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        shift = _known(session, shift_id)
        if shift.used:
            raise Conflict(
                msg("Shift {code} has a past", code=shift.code),
                msg("It stands {n} times in rosters. Retire it instead.", n=shift.used),
            )
        session.execute(delete(ShiftNeed).where(ShiftNeed.shift_id == shift_id))
        session.execute(delete(ShiftType).where(ShiftType.id == shift_id))
        ctx.audit(session, Deed.SHIFT_REMOVE, f"shift:{shift.code}", {"name": shift.name})


def set_needs(ctx: Context, team_id: int | None, needed: Mapping[tuple[int, int], int]) -> None:
    """Replace what a team (None: the centre as a whole) needs: (shift id, weekday 0-6) -> people.

    Nothing said, or nought, means that nobody is needed.
    """
    with ctx.write() as session:
        place = CENTRE if team_id is None else people.place_of_team(session, team_id)
        permission.require(ctx, session, Action.EDIT_NEEDS, place)
        if any(not 0 <= number <= MOST_NEEDED for number in needed.values()):
            raise BadInput(
                msg("Check the numbers"), msg("From 0 to {most} people.", most=MOST_NEEDED)
            )
        before = shifts.needs(session, team_id)
        after = {cell: number for cell, number in needed.items() if number}
        if before == after:
            return
        mine = ShiftNeed.team_id.is_(None) if team_id is None else ShiftNeed.team_id == team_id
        session.execute(delete(ShiftNeed).where(mine))
        if after:
            session.execute(
                insert(ShiftNeed),
                [
                    {"team_id": team_id, "shift_id": shift, "weekday": day, "needed": number}
                    for (shift, day), number in after.items()
                ],
            )
        subject = "needs:centre" if team_id is None else f"needs:team:{team_id}"
        codes = {row.id: row.code for row in shifts.shifts(session)}
        ctx.audit(session, Deed.NEED_SET, subject, _told(before, codes), _told(after, codes))


def _told(needed: Mapping[tuple[int, int], int], codes: Mapping[int, str]) -> dict[str, list[int]]:
    """Code -> needed from Monday to Sunday, as the audit trail keeps it."""
    shown = sorted({shift for shift, _ in needed}, key=lambda shift: codes[shift])
    return {codes[shift]: [needed.get((shift, day), 0) for day in range(7)] for shift in shown}


def _checked(session: Session, shift: ShiftDetails, own_id: int | None = None) -> ShiftDetails:
    shift = replace(shift, code=identifier(shift.code), name=shift.name.strip())
    for problem in shift_problems(shift).values():
        raise BadInput(msg("Check the details"), problem)
    taken = session.scalar(select(ShiftType.id).where(ShiftType.code == shift.code))
    if taken is not None and taken != own_id:
        raise Conflict(msg("Code taken"), msg("There is a shift {code} already.", code=shift.code))
    return shift


def _known(session: Session, shift_id: int) -> ShiftTypeRow:
    shift = next((row for row in shifts.shifts(session) if row.id == shift_id), None)
    if shift is None:
        raise NotFound(msg("No such shift"), msg("It is no longer in the store."))
    return shift
