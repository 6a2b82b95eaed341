"""How many people a team needs on each shift: a grid in which only what was changed is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.models import StaffingNeed, Team
from app.queries.keeping import shifts
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.facts import CENTRE
from app.rules.permissions import Action
from app.rules.rostering.stated_need import MOST_NEEDED
from app.rules.vocabulary import Message, msg
from app.services.people.places import known_team
from app.services.seen import stale

Cell = tuple[int, int]
"""Shift id and weekday, 0 Monday to 6 Sunday."""
Needs = Mapping[Cell, int]

_WEEKDAYS = (
    msg("Monday"), msg("Tuesday"), msg("Wednesday"), msg("Thursday"), msg("Friday"),
    msg("Saturday"), msg("Sunday"),
)  # fmt: skip


def set_needs(ctx: Context, team_id: int | None, needed: Needs, seen: Needs | None = None) -> None:
    """Set what a team (None: the centre as a whole) needs in each cell; nothing said, or nought,
    means nobody.

    Only cells that are not as they were `seen` are written (without it, all). Stale where somebody
    else changed one of these to something else: then nothing is.
    """
    with ctx.write() as session:
        place = CENTRE if team_id is None else known_team(session, team_id)
        permission.require(ctx, session, Action.EDIT_NEEDS, place)
        codes = {row.id: row.code for row in shifts.shifts(session)}
        _check(needed, codes)
        before = shifts.needs(session, team_id)
        wanted = _wanted(needed, before if seen is None else seen)
        subject = "needs:centre" if team_id is None else f"needs:team:{team_id}"
        if seen is not None:
            _refuse_stale(session, wanted, seen, before, codes, subject)
        after = {cell: n for cell, n in {**before, **wanted}.items() if n}
        if before == after:
            return
        _write(session, team_id, wanted)
        ctx.audit(session, Deed.NEED_SET, subject, _told(before, codes), _told(after, codes))


def copy_needs(ctx: Context, from_team: int | None, to_teams: Sequence[int]) -> int:
    """Have several teams need what another one (None: the centre as a whole) needs, all of them or
    none; how many changed."""
    with ctx.write() as session:
        codes = {row.id: row.code for row in shifts.shifts(session)}
        wanted = shifts.needs(session, from_team)
        changed = 0
        for team_id in to_teams:
            permission.require(ctx, session, Action.EDIT_NEEDS, known_team(session, team_id))
            before = shifts.needs(session, team_id)
            if before == wanted:
                continue
            changed += 1
            _write(session, team_id, {**dict.fromkeys(before, 0), **wanted})
            told = (_told(before, codes), _told(wanted, codes))
            ctx.audit(session, Deed.NEED_SET, f"needs:team:{team_id}", *told)
        return changed


def _check(needed: Needs, codes: Mapping[int, str]) -> None:
    if any(not 0 <= number <= MOST_NEEDED for number in needed.values()):
        raise BadInput(msg("Check the numbers"), msg("From 0 to {most} people.", most=MOST_NEEDED))
    if any(shift not in codes for (shift, _day), number in needed.items() if number):
        raise NotFound(
            msg("No such shift"), msg("It is no longer in the store. Look at the grid again.")
        )


def _wanted(needed: Needs, seen: Needs) -> Needs:
    """The cells that are to change."""
    asked = {cell: needed.get(cell, 0) for cell in (*seen, *needed)}
    return {cell: number for cell, number in asked.items() if number != seen.get(cell, 0)}


def _refuse_stale(
    session: Session,
    wanted: Needs,
    seen: Needs,
    before: Needs,
    codes: Mapping[int, str],
    subject: str,
) -> None:
    changed = [
        cell
        for cell, number in wanted.items()
        if before.get(cell, 0) not in (seen.get(cell, 0), number)
    ]
    if changed:
        said = [_said(cell, before.get(cell, 0), codes) for cell in sorted(changed)]
        raise stale(session, before, said, subject)


def _said(cell: Cell, number: int, codes: Mapping[int, str]) -> Message:
    shift, day = cell
    return msg(
        "{number} on {shift}, {weekday}",
        number=number, shift=codes.get(shift, "–"), weekday=_WEEKDAYS[day],
    )  # fmt: skip


def _write(session: Session, team_id: int | None, wanted: Needs) -> None:
    """What a cell wants, and its most, stay as far as the least leaves them room."""
    need, mine = StaffingNeed, shifts.weekly(team_id)
    rows = {(row.shift_id, row.weekday): row for row in session.scalars(select(need).where(*mine))}
    department = session.scalar(select(Team.department_id).where(Team.id == team_id))
    for (shift, day), least in wanted.items():
        row = rows.get((shift, day))
        if row is None and least:
            place = {"department_id": department, "team_id": team_id}
            session.add(need(**place, shift_id=shift, weekday=day, least=least))
        elif row is not None and least:
            row.least = least
            row.want, row.most = _at_least(row.want, least), _at_least(row.most, least)
        elif row is not None:
            session.delete(row)


def _at_least(number: int | None, least: int) -> int | None:
    return None if number is None else max(number, least)


def _told(needed: Mapping[tuple[int, int], int], codes: Mapping[int, str]) -> dict[str, list[int]]:
    """Code -> needed from Monday to Sunday, as the audit trail keeps it."""
    shown = sorted({shift for shift, _ in needed}, key=lambda shift: codes[shift])
    return {codes[shift]: [needed.get((shift, day), 0) for day in range(7)] for shift in shown}
