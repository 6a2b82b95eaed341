"""Shift types.

A code is what rosters, registers and workbooks name, and its times are what they are judged by.
So the times of a shift that was ever rostered never change: it is replaced by a new code, keeps
its past, and is retired. Names may change at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import time

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import ShiftType, StaffingNeed
from app.queries.keeping import shifts
from app.queries.keeping.shifts import ShiftTypeRow
from app.queries.referred import is_referred
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.plaintext import identifier
from app.rules.staff import Problems, name_problem
from app.rules.vocabulary import Message, msg
from app.services.keeping.named_shifts import in_work_rules, name_anew
from app.services.seen import Seen, refuse_stale

MAX_CODE = 6


@dataclass(frozen=True, slots=True)
class ShiftDetails:
    """A shift type as typed; `end` <= `start` means that it ends the next day."""

    code: str
    name: str
    start: time
    end: time
    night: bool = False


def details_of(row: ShiftTypeRow) -> ShiftDetails:
    """A shift type as its form shows it."""
    return ShiftDetails(row.code, row.name, row.start, row.end, row.night)


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
        return put_shift(ctx, session, shift)


def put_shift(ctx: Context, session: Session, shift: ShiftDetails) -> int:
    """`add_shift` within another service's transaction."""
    permission.require(ctx, session, Action.EDIT_SHIFTS)
    return _add(ctx, session, shift)


def add_shifts(ctx: Context, wanted: Sequence[ShiftDetails]) -> int:
    """Add those of several shift types whose codes are not taken; how many."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        taken = set(session.scalars(select(ShiftType.code)))
        new = [shift for shift in wanted if shift.code not in taken]
        for shift in new:
            _add(ctx, session, shift)
        return len(new)


def _add(ctx: Context, session: Session, shift: ShiftDetails) -> int:
    shift = _checked(session, shift)
    row = ShiftType(
        code=shift.code, name=shift.name, start_at=shift.start, end_at=shift.end, night=shift.night
    )
    session.add(row)
    session.flush()
    ctx.audit(session, Deed.SHIFT_ADD, f"shift:{shift.code}", after=asdict(shift))
    return row.id


def edit_shift(
    ctx: Context, shift_id: int, shift: ShiftDetails, seen: Seen[ShiftDetails] | None = None
) -> None:
    """Change a shift type; of one that was ever rostered only the name. Stale where it is no longer
    what was `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        before = _known(session, shift_id)
        shift, old = _checked(session, shift, shift_id), details_of(before)
        _refuse_stale(session, seen, old, shift)
        _refuse_past(before, past_problem(before, shift))
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
        if shift.code != before.code:
            name_anew(session, {before.code: [shift.code]})
        ctx.audit(session, Deed.SHIFT_EDIT, f"shift:{before.code}", asdict(old), asdict(shift))


def past_problem(before: ShiftTypeRow, shift: ShiftDetails) -> Message | None:
    """Why a shift cannot become `shift`: what rosters or swaps name keeps all but its name."""
    if replace(shift, name=before.name) == details_of(before):
        return None
    used = msg(
        "Shift {code} stands {n} times in rosters, which are judged by its times. Only its name"
        " can change; replace it by a new code.",
        code=before.code,
        n=before.used,
    )
    return _past(before, used)


def _past(shift: ShiftTypeRow, used: Message) -> Message | None:
    """What stands against changing it; `used`: what is said of one that stands in rosters now."""
    if not shift.past:
        return None
    once = msg("Former rosters or swaps name it. Retire it, or replace it by a new code.")
    return used if shift.used else once


def replace_shift(
    ctx: Context, shift_id: int, shift: ShiftDetails, seen: Seen[ShiftDetails] | None = None
) -> int:
    """Retire a shift and add `shift` in its place, with what the old one needed and what work rules
    say of it; the new id. Stale
    where it is no longer what was `seen`, Conflict where it is out of service by now."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        before = _known(session, shift_id)
        _refuse_stale(session, seen, details_of(before))
        _refuse_retired(before)
        new = _add(ctx, session, shift)
        session.execute(
            update(StaffingNeed).where(StaffingNeed.shift_id == shift_id).values(shift_id=new)
        )
        name_anew(session, {before.code: [before.code, shift.code]})
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


def remove_shift(ctx: Context, shift_id: int, seen: Seen[ShiftDetails] | None = None) -> None:
    """Remove a shift that never stood in a roster and that no book names. Stale where it is no
    longer what was `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_SHIFTS)
        shift = _known(session, shift_id)
        _refuse_stale(session, seen, details_of(shift))
        used = msg("It stands {n} times in rosters. Retire it instead.", n=shift.used)
        _refuse_past(shift, _past(shift, used))
        if in_work_rules(session, shift.code):
            _refuse_past(shift, msg("Work rules name it. Take it out of them first, or retire it."))
        session.execute(delete(StaffingNeed).where(StaffingNeed.shift_id == shift_id))
        if is_referred(session, ShiftType, shift_id):
            named = msg("Roll calls, logs or seats name it. Retire it instead.")
            _refuse_past(shift, named)
        session.execute(delete(ShiftType).where(ShiftType.id == shift_id))
        ctx.audit(session, Deed.SHIFT_REMOVE, f"shift:{shift.code}", {"name": shift.name})


def _refuse_stale(
    session: Session,
    seen: Seen[ShiftDetails] | None,
    stands: ShiftDetails,
    wanted: ShiftDetails | None = None,
) -> None:
    codes = {stands.code, seen.value.code} if seen else ()
    refuse_stale(session, seen, stands, wanted, _said, *(f"shift:{code}" for code in codes))


def _said(shift: ShiftDetails) -> Message:
    words = {"code": shift.code, "name": shift.name}
    times = {"start": f"{shift.start:%H:%M}", "end": f"{shift.end:%H:%M}"}
    if shift.night:
        return msg("{code} {name}, {start}–{end}, night", **words, **times)
    return msg("{code} {name}, {start}–{end}", **words, **times)


def _refuse_past(shift: ShiftTypeRow, problem: Message | None) -> None:
    if problem:
        raise Conflict(msg("Shift {code} has a past", code=shift.code), problem)


def _refuse_retired(shift: ShiftTypeRow) -> None:
    if shift.retired:
        raise Conflict(
            msg("Shift {code} is out of service", code=shift.code),
            msg("Somebody retired or replaced it meanwhile. Look at the list again."),
        )


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
