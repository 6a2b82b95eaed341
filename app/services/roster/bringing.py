"""A centre's own roster file comes into the draft, as one change that can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.reading import permission
from app.reading.roster.bringing import action_for, preview_in
from app.rules.bringing.answers import Answers, NewShift
from app.rules.bringing.preview import CellRow, Named, Preview
from app.rules.bringing.said import Said
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.facts import Place
from app.rules.staff import PersonDetails, PostDetails
from app.rules.vocabulary import Role, msg
from app.services.keeping.shifts import ShiftDetails, put_shift
from app.services.people.people import put_person
from app.services.people.places import known_team
from app.services.people.teams import department_within, team_within
from app.services.roster.editing import EditOutcome, put_into_draft


@dataclass(frozen=True, slots=True)
class Source:
    """The file: its name without folders, and the SHA-256 of its bytes in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in. `outcome.inverse` takes the draft's cells back; people and shifts stay."""

    preview: Preview
    outcome: EditOutcome


def bring_in(
    ctx: Context, said: Said, answers: Answers, source: Source, seen: Preview | None = None
) -> Brought:
    """Write the new people and shifts and the draft's cells, in one transaction.

    BadInput while anything is asked or where nothing would change; Conflict where the roster is no
    longer as in the preview that was `seen`; NotAllowed for who may edit no roster of it.
    """
    with ctx.write(long=True) as session:
        found = preview_in(ctx, session, said, answers)
        _refuse_unready(found, seen)
        _add_people(ctx, session, found.new_people, answers)
        for shift in found.new_shifts:
            put_shift(ctx, session, _details(shift))
        action = action_for(permission.standing(ctx, session))
        outcome = put_into_draft(ctx, session, map(_change, found.cells), action)
        _audit(ctx, session, source, found)
        return Brought(found, outcome)


def _refuse_unready(found: Preview, seen: Preview | None) -> None:
    if found.asked:
        raise BadInput(
            msg("Not everything is told yet"),
            msg("{n} questions about this file are open. Nothing was written.", n=found.asked),
        )
    if seen is not None and (seen.cells, seen.left_out) != (found.cells, found.left_out):
        raise Conflict(
            msg("The roster has changed"),
            msg("Somebody edited it while you looked at the file. Look at the preview again."),
        )
    if not found.cells:
        raise BadInput(
            msg("Nothing to bring in"),
            msg("The roster has all of it already, or everything of the file is left out."),
        )


def _add_people(
    ctx: Context, session: Session, people: tuple[Named, ...], answers: Answers
) -> None:
    if not people:
        return
    assert answers.hired is not None  # else it is lacking
    place = _place(ctx, session, answers)
    post = PostDetails(answers.hired, Role.AGENT, place.department, place.team)
    for person in people:
        put_person(ctx, session, PersonDetails(person.number, person.name, answers.hired), post)


def _place(ctx: Context, session: Session, answers: Answers) -> Place:
    if answers.new_team is None:
        assert answers.team_id is not None  # else it is lacking
        return known_team(session, answers.team_id)
    department, team = answers.new_team
    department_id = department_within(ctx, session, department)
    return Place(department_id, team_within(ctx, session, department_id, team))


def _details(shift: NewShift) -> ShiftDetails:
    return ShiftDetails(shift.code, shift.name, shift.start, shift.end, shift.night)


def _change(row: CellRow) -> CellChange:
    return CellChange(row.number, row.day, row.after, row.before)


def _audit(ctx: Context, session: Session, source: Source, found: Preview) -> None:
    after = {
        "sha256": source.sha256,
        "cells": len(found.cells),
        "new_people": len(found.new_people),
        "new_shifts": len(found.new_shifts),
        "left_out": len(found.left_out),
    }
    ctx.audit(session, Deed.ROSTER_BRING, source.name, after=after)
