"""A month's roster is made: loaded, solved outside any transaction, written as one edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.planning.building import Built, build
from app.planning.contradiction import contradictions
from app.planning.solver.loading import require
from app.planning.solver.problem import Rows, Solution
from app.queries import facts
from app.queries.planning.rostered import AskedScene
from app.queries.planning.scene import load_scene
from app.queries.roster.scopes import places_of_scopes, scope_of
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.facts import Place
from app.rules.permissions import Action
from app.rules.rostering.certificate.records import ShortShift
from app.rules.rostering.contradictions import Contradiction
from app.rules.rostering.scene import RosterScene
from app.rules.vocabulary import msg
from app.services.roster.editing import EditOutcome, put_into_draft

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A month that is to be made, of the rosters `scopes`.

    `contradictions`: why there is none, as far as it shows before anything is solved.
    """

    asked: AskedScene
    scene: RosterScene
    built: Built
    scopes: tuple[str, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def open_cells(self) -> int:
        """How many cells there is a choice for."""
        return sum(
            bool(may) and day not in worker.fixed
            for worker in self.built.problem.workers
            for day, may in enumerate(worker.may)
        )

    def changes(self, rows: Rows) -> list[CellChange]:
        """What is to change in the draft for it to be as in `rows`."""
        scene = self.scene
        return [
            CellChange(no, day, code, before)
            for (no, day), code in self.built.cells(rows).items()
            if no in scene.people and (no, day) not in scene.fixed
            if (before := scene.roster.get(no, {}).get(day, "")) != code
        ]

    def short(self, rows: Rows) -> list[ShortShift]:
        """The needs whose least is not met, of shifts that may still be given out."""
        built = self.built
        may = dict(zip(built.days, built.open_to_all, strict=True))
        return [one for one in built.short(rows) if built.choice(one.shift) in may[one.day]]

    def would_be(self, rows: Rows) -> RosterScene:
        """The scene with `rows` as its roster."""
        roster = {no: dict(row) for no, row in self.scene.roster.items()}
        for change in self.changes(rows):
            row = roster.setdefault(change.person, {})
            row.pop(change.day, None)
            row |= {change.day: change.code} if change.code else {}
        return replace(self.scene, roster=roster)


def prepare(ctx: Context, month: date, scopes: Collection[str] | None = None) -> Prepared:
    """All that a month is made of, for those on the rosters of `scopes` (None: of all).

    Raises NotAllowed for whom may not draft one of them, BadInput where nobody is on them or the
    month has gone by, AppError where OR-Tools is not installed.
    """
    require()
    asked = AskedScene(month.replace(day=1), draft=True, scopes=scopes)
    with ctx.read() as session:
        scene = _scene(ctx, session, asked)
        wanted = tuple(sorted(_scopes_of(scene) if scopes is None else scopes))
        for place in places_of_scopes(session, wanted):
            permission.require(ctx, session, _action(ctx), place)
    _require_people(scene)
    built = build(scene, ctx.time)
    holders = sorted({no for no, _day in scene.held})
    found = Prepared(asked, scene, built, wanted, tuple(contradictions(scene, built, holders)))
    _require_choice(found)
    return found


def explain(prepared: Prepared) -> tuple[Contradiction, ...]:
    """Everything that contradicts, once a solver has found that there is no roster."""
    scene = prepared.scene
    return tuple(contradictions(scene, prepared.built, sorted(scene.people)))


def put(ctx: Context, prepared: Prepared, solution: Solution, seed: int = 0) -> EditOutcome:
    """Write what was made into the draft, as one edit; its `inverse` takes all of it back.

    Raises Conflict where what it was made of is another by now: nothing is written then.
    """
    assert solution.rows is not None
    changes = prepared.changes(solution.rows)
    with ctx.write() as session:
        _require_same(prepared, _scene(ctx, session, prepared.asked), changes)
        outcome = put_into_draft(ctx, session, changes, _action(ctx))
        _audit(ctx, session, prepared, solution, seed, len(outcome.changes))
    return outcome


def _action(ctx: Context) -> Action:
    """Who holds the store brings rosters into it as well."""
    return Action.IMPORT if ctx.actor.keeper else Action.DRAFT_ROSTER


def _scene(ctx: Context, session: Session, asked: AskedScene) -> RosterScene:
    now = ctx.now()
    return load_scene(session, asked, ctx.time, now, facts.policies(session).at(now))


def _scopes_of(scene: RosterScene) -> set[str]:
    return {
        scope_of(person.place_on(day))
        for person in scene.people.values()
        for day in {scene.first, scene.last, *(post.since for post in person.posts)}
        if scene.first <= day <= scene.last
    }


def _require_people(scene: RosterScene) -> None:
    if not scene.people:
        raise BadInput(
            msg("Nobody is on this roster"),
            msg(
                "No agent or team leader is employed there in {month}.",
                month=f"{scene.first:%Y-%m}",
            ),
        )


def _require_choice(prepared: Prepared) -> None:
    if not prepared.open_cells and not prepared.contradictions:
        raise BadInput(
            msg("There is nothing to fill"),
            msg("Every day has gone by, is fixed, or is bound by a swap or a leave."),
        )


def _require_same(prepared: Prepared, now: RosterScene, changes: Sequence[CellChange]) -> None:
    """What a roster is made of may have changed while it was being made; others, who are only
    counted beside its people, may do what they like."""
    then = prepared.scene
    same = (
        (_own(then, then.roster), _own(then, then.leaves), then.held, then.people, then.shifts)
        == (_own(now, now.roster), _own(now, now.leaves), now.held, now.people, now.shifts)
        and (then.work_rules, then.in_service, then.unknown, then.policy)
        == (now.work_rules, now.in_service, now.unknown, now.policy)
    )  # fmt: skip
    if not same or any(change.cell in now.fixed for change in changes):
        raise Conflict(
            msg("The roster has changed"),
            msg(
                "Somebody edited the roster, or what it is made of, while it was being filled. "
                "Nothing was written. Fill it again: it goes on from what was found."
            ),
        )


def _own(scene: RosterScene, of: Mapping[str, Kept]) -> dict[str, Kept]:
    """What is kept of the people whose month is made."""
    return {no: of[no] for no in scene.people if no in of}


def _audit(
    ctx: Context,
    session: Session,
    prepared: Prepared,
    solution: Solution,
    seed: int,
    cells: int,
) -> None:
    after = {
        "cells": cells,
        "total_cost": solution.value,
        "least_cost": max(solution.bound, 0) or None,  # no roster costs less than nothing
        "filling_seconds": round(solution.seconds, 1),
        "same_again": seed or None,
    }
    subject = f"{_subject(session, prepared.scopes)}@{prepared.scene.first:%Y-%m}"
    ctx.audit(session, Deed.ROSTER_MAKE, subject, None, after)


def _subject(session: Session, scopes: Sequence[str]) -> str:
    """The one roster, or the department that all of them are in, or the centre."""
    if len(scopes) == 1:
        return scopes[0]
    departments = {place.department for place in places_of_scopes(session, scopes)}
    return scope_of(Place(departments.pop())) if len(departments) == 1 else "centre"
