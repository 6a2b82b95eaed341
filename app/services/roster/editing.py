"""Editing a roster: the draft, and what is published already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Delete, bindparam, delete, insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Assignment, DraftAssignment
from app.queries import facts
from app.queries.roster import load
from app.queries.roster.findings import judged_cells
from app.queries.roster.load import Days
from app.queries.roster.rows import RosterCell
from app.queries.roster.scopes import Scope
from app.rules.deeds import Deed
from app.rules.edits import CellChange, Codes, latest
from app.rules.findings import Finding
from app.rules.permissions import Action
from app.rules.roster import touched
from app.rules.vocabulary import msg
from app.rules.work import Cell
from app.services.roster.handing_ends import end_spent
from app.services.roster.offer_upkeep import follow
from app.services.roster.scope import Target, scopes_of, targets, touch_months
from app.services.roster.standing import keeping_decisions
from app.services.roster.swaps import respect_swaps
from app.services.roster.telling import tell_changed
from app.services.roster.versions import ChangedCell, NewVersion, add_versions
from app.services.swaps.upkeep import recheck


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """What an edit did. `changes` are those that changed anything, with what was there before.

    `cells` are their looks now; `findings` those of every cell that was `judged`: the changed
    ones and their neighbours. A judged cell that is not in `findings` has none.
    """

    changes: tuple[CellChange, ...] = ()
    cells: Mapping[Cell, RosterCell] = field(default_factory=dict)
    judged: frozenset[Cell] = frozenset()
    findings: Mapping[Cell, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def inverse(self) -> tuple[CellChange, ...]:
        """The changes that undo this edit; whose own inverse does it again."""
        return tuple(change.inverse() for change in self.changes)


def edit_cells(ctx: Context, changes: Iterable[CellChange]) -> EditOutcome:
    """Put codes into the draft: typed, deleted, pasted, filled, undone or redone.

    A team leader edits the draft of the own team, a head that of the own department. All of it
    or nothing. Raises BadInput (unknown code), NotFound, NotAllowed, Conflict (a cell is no
    longer what the editor saw) and RuleViolated (SWAP-8, SWAP-9: bound by an effective swap).
    """
    return _edit(ctx, changes, Action.DRAFT_ROSTER, _write_draft, draft=True)


def edit_published(ctx: Context, changes: Iterable[CellChange], reason: str) -> EditOutcome:
    """Change published shifts at once: a tracked edit, a version of its own with its reason.

    A head, in the own department. What a draft would have in these cells is dropped. Raises as
    `edit_cells`, and BadInput without a reason or where nothing is published yet.
    """
    if not reason.strip():
        raise BadInput(
            msg("A reason is needed"),
            msg("The roster is published. Say why it changes; the reason stays with the version."),
        )

    def write(ctx: Context, session: Session, edit: _Edit) -> None:
        _write_published(ctx, session, edit, reason.strip())
        cells = [_changed(target, edit.shift_ids) for target in edit.targets]
        tell_changed(ctx, session, cells, reason.strip())

    return _edit(ctx, changes, Action.PUBLISH_ROSTER, write, draft=False)


def place_shifts(ctx: Context, session: Session, found: Sequence[Target], reason: str) -> None:
    """Put shifts into published cells on behalf of another service, which has asked whether the
    actor may and tells whom it concerns: a version of their own with its reason. Raises as
    `edit_published`."""
    published, _drafted = _own_codes(session, found)
    changed = [_as_seen(target, published) for target in found]
    _respect_swaps(session, changed)
    shift_ids = {shift.code: id_ for id_, shift in load.shifts_by_id(session).items()}
    _write_published(ctx, session, _Edit(changed, published, shift_ids), reason)


@dataclass(frozen=True, slots=True)
class _Edit:
    """A checked edit: what changes, the published shifts under it, ids of the codes."""

    targets: Sequence[Target]
    published: Mapping[Cell, str]
    shift_ids: Mapping[str, int]


def _edit(
    ctx: Context,
    changes: Iterable[CellChange],
    action: Action,
    write: Callable[[Context, Session, _Edit], None],
    draft: bool,
) -> EditOutcome:
    wanted = latest(changes)
    if not wanted:
        return EditOutcome()
    with ctx.write() as session:
        return _edit_in(ctx, session, wanted, action, write, draft)


def put_into_draft(
    ctx: Context, session: Session, changes: Iterable[CellChange], action: Action
) -> EditOutcome:
    """`edit_cells` within another service's transaction, by the right to do `action`."""
    wanted = latest(changes)
    if not wanted:
        return EditOutcome()
    return _edit_in(ctx, session, wanted, action, _write_draft, draft=True)


def _edit_in(
    ctx: Context,
    session: Session,
    wanted: Sequence[CellChange],
    action: Action,
    write: Callable[[Context, Session, _Edit], None],
    draft: bool,
) -> EditOutcome:
    found = targets(ctx, session, action, wanted, _codes(session))
    published, drafted = _own_codes(session, found)
    seen = {**published, **drafted} if draft else published
    changed = [_as_seen(target, seen) for target in found]
    changed = [target for target in changed if target.code != target.change.before]
    if changed:
        _respect_swaps(session, changed)
        shift_ids = {s.code: id_ for id_, s in load.shifts_by_id(session).items()}
        write(ctx, session, _Edit(changed, published, shift_ids))
    return _outcome(ctx, session, changed, draft)


def _respect_swaps(session: Session, changed: Sequence[Target]) -> None:
    places = [(target.person_id, target.change.day) for target in changed]
    days = Days.of(min(day for _, day in places), max(day for _, day in places))
    respect_swaps(session, days, places, {t.person_id: t.change.person for t in changed})


def _codes(session: Session) -> Codes:
    return Codes(shift.code for shift in load.shift_rows(session) if not shift.retired)


def _own_codes(
    session: Session, found: Sequence[Target]
) -> tuple[dict[Cell, str], dict[Cell, str]]:
    """What is published in the targets' cells ("" for nothing), and what the draft puts there."""
    cells = {(target.person_id, target.change.day): target.change.cell for target in found}
    days = Days.of(min(day for _, day in cells), max(day for _, day in cells))
    people = {person for person, _ in cells}
    codes = {id_: shift.code for id_, shift in load.shifts_by_id(session).items()}
    sheet = load.published_sheet(session, days, people)
    published = {
        cell: codes.get(sheet[person][days.column_of(day)], "") if person in sheet else ""
        for (person, day), cell in cells.items()
    }
    drafts = load.draft_sheet(session, days, people)
    drafted = {
        cell: codes.get(drafts[person][days.column_of(day)], "")
        for (person, day), cell in cells.items()
        if person in drafts and drafts[person][days.column_of(day)] != load.SAME
    }
    return published, drafted


def _as_seen(target: Target, seen: Mapping[Cell, str]) -> Target:
    """The target with what the store holds as its change's `before`; Conflict where the editor
    saw something else."""
    change, held = target.change, seen[target.change.cell]
    if change.before is not None and held not in (change.before, target.code):
        raise Conflict(
            msg("Somebody else changed this cell"),
            msg(
                "{no} on {day}: you saw “{seen}”, by now it is “{held}”. Look at it and type it "
                "again.",
                no=change.person,
                day=change.day,
                seen=change.before or "–",
                held=held or "–",
            ),
        )
    return replace(target, change=replace(change, code=target.code, before=held))


def _write_draft(ctx: Context, session: Session, edit: _Edit) -> None:
    """A draft holds only what differs from what is published."""
    _drop_drafts(session, edit.targets)
    differing = [
        target for target in edit.targets if target.code != edit.published[target.change.cell]
    ]
    if differing:
        session.connection().execute(
            insert(DraftAssignment),
            [_row(target, edit.shift_ids.get(target.code)) for target in differing],
        )
    scopes = scopes_of(edit.targets)
    touch_months(session, scopes)
    _audit(ctx, session, Deed.ROSTER_DRAFT, edit.targets)
    end_spent(ctx, session, scopes)


def _write_published(ctx: Context, session: Session, edit: _Edit, reason: str) -> None:
    scopes = scopes_of(edit.targets)
    months = touch_months(session, scopes)
    if any(months[scope].version == 0 for scope in scopes):
        raise BadInput(
            msg("Not published yet"),
            msg("This month is still a draft. Edit the draft, then publish it."),
        )
    cells = [(target.person_id, target.change.day) for target in edit.targets]
    _drop_drafts(session, edit.targets)
    with keeping_decisions(ctx, session, cells):
        _replace_published(session, edit)
    recheck(ctx, session, cells)
    follow(ctx, session, {day for _person, day in cells})
    made = [
        NewVersion(months[scope], [_changed(target, edit.shift_ids) for target in mine])
        for scope, mine in _by_scope(edit.targets).items()
    ]
    add_versions(ctx, session, made, reason)
    _audit(ctx, session, Deed.ROSTER_EDIT, edit.targets, reason)
    end_spent(ctx, session, scopes, reason)


def _changed(target: Target, shift_ids: Mapping[str, int]) -> ChangedCell:
    change = target.change
    return (
        target.person_id,
        change.day,
        shift_ids.get(change.before or ""),
        shift_ids.get(target.code),
    )


def _replace_published(session: Session, edit: _Edit) -> None:
    connection = session.connection()
    connection.execute(_delete_cell(Assignment), _keys(edit.targets))
    filled = [target for target in edit.targets if target.code]
    if filled:
        connection.execute(
            insert(Assignment), [_row(target, edit.shift_ids[target.code]) for target in filled]
        )


def _drop_drafts(session: Session, found: Sequence[Target]) -> None:
    session.connection().execute(_delete_cell(DraftAssignment), _keys(found))


def _delete_cell(table: type[Assignment] | type[DraftAssignment]) -> Delete:
    return delete(table).where(
        table.person_id == bindparam("person"), table.day == bindparam("on_day")
    )


def _keys(found: Sequence[Target]) -> list[dict[str, Any]]:
    return [{"person": target.person_id, "on_day": target.change.day} for target in found]


def _row(target: Target, shift_id: int | None) -> dict[str, Any]:
    return {"person_id": target.person_id, "day": target.change.day, "shift_id": shift_id}


def _by_scope(found: Sequence[Target]) -> dict[Scope, list[Target]]:
    grouped: dict[Scope, list[Target]] = defaultdict(list)
    for target in found:
        grouped[target.scope].append(target)
    return grouped


def _audit(
    ctx: Context, session: Session, deed: Deed, found: Sequence[Target], reason: str = ""
) -> None:
    """One entry for each team's month, with every cell from what to what."""
    for (scope, month), mine in _by_scope(found).items():
        names = {f"{t.change.person}@{t.change.day}": t for t in mine}
        after: dict[str, Any] = {name: target.code for name, target in names.items()}
        ctx.audit(
            session,
            deed,
            f"{scope}@{month:%Y-%m}",
            {name: target.change.before for name, target in names.items()},
            {**after, "reason": reason} if reason else after,
        )


def _outcome(ctx: Context, session: Session, changed: Sequence[Target], draft: bool) -> EditOutcome:
    if not changed:
        return EditOutcome()
    people = {target.change.person: target.person_id for target in changed}
    cells = {target.change.cell for target in changed}
    policy = facts.policies(session).at(ctx.now())
    judged = judged_cells(session, cells, people, ctx.time, policy, draft)
    return EditOutcome(
        tuple(target.change for target in changed),
        judged.cells,
        frozenset(touched(cells, policy)),
        judged.findings,
    )
