"""Whose month a cell belongs to, whether the actor may touch it, and its month's row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.models import RosterMonth, Team
from app.queries.roster.lines import Stay, Unit, stays_of
from app.reading import permission
from app.rules.edits import CellChange, Codes
from app.rules.permissions import CENTRE, Action, Place
from app.rules.vocabulary import RosterState, msg

Scope = tuple[str, date]
"""A roster month: `team:<id>`, `department:<id>` or `centre`, and the month's first day."""


@dataclass(frozen=True, slots=True)
class Target:
    """A change with the person and the unit that it falls to. `code` is spelt as the shift's."""

    change: CellChange
    code: str
    person_id: int
    unit: Unit

    @property
    def scope(self) -> Scope:
        return (self.unit.scope, self.change.day.replace(day=1))


def targets(
    ctx: Context, session: Session, action: Action, changes: Sequence[CellChange], codes: Codes
) -> list[Target]:
    """The changes' people, units and codes, if the actor may do `action` in every unit.

    Raises NotFound for an unknown person, BadInput for an unknown code, NotAllowed.
    """
    stays = _stays_by_number(session, changes)
    found = [_target(change, stays, codes) for change in changes]
    for unit in {target.unit for target in found}:
        permission.require(ctx, session, action, Place(unit.department_id, unit.team_id))
    return found


def _stays_by_number(session: Session, changes: Sequence[CellChange]) -> dict[str, list[Stay]]:
    days = [change.day for change in changes]
    numbers = {change.person for change in changes}
    stays: dict[str, list[Stay]] = {number: [] for number in numbers}
    for stay in stays_of(session, numbers, min(days), max(days)):
        stays[stay.no].append(stay)
    return stays


def _target(change: CellChange, stays: Mapping[str, list[Stay]], codes: Codes) -> Target:
    code = codes.find(change.code)
    if code is None:
        raise BadInput(msg("Unknown shift"), codes.problem(change.code))
    for stay in stays[change.person]:
        if stay.first <= change.day <= stay.last:
            return Target(change, code, stay.person_id, stay.unit)
    raise NotFound(
        msg("Unknown person"),
        msg("Nobody has the employee number {no}. Read the roster anew.", no=change.person),
    )


def places_of_scopes(session: Session, scopes: Collection[str]) -> list[Place]:
    """The places that the permission table is asked with."""
    departments = {
        f"team:{team}": department
        for team, department in session.execute(select(Team.id, Team.department_id))
    }
    return [_place(scope, departments.get(scope)) for scope in scopes]


def _place(scope: str, department: int | None) -> Place:
    kind, _, key = scope.partition(":")
    if kind == "team":
        return Place(department, int(key))
    return Place(int(key)) if kind == "department" else CENTRE


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The row of one roster month, as it stood before this transaction touched it."""

    id: int
    version: int
    edit_version: int


def touch_months(session: Session, scopes: Collection[Scope]) -> dict[Scope, MonthRow]:
    """The months' rows, made where missing; their `edit_version` is counted up."""
    missing = set(scopes) - set(month_rows(session, scopes))
    if missing:
        session.execute(
            insert(RosterMonth),
            [
                {"scope": scope, "month": month, "state": RosterState.DRAFT}
                for scope, month in sorted(missing)
            ],
        )
    rows = month_rows(session, scopes)
    session.connection().execute(
        update(RosterMonth)
        .where(RosterMonth.id == bindparam("row"))
        .values(edit_version=RosterMonth.edit_version + 1),
        [{"row": row.id} for row in rows.values()],
    )
    return rows


def month_rows(session: Session, scopes: Collection[Scope]) -> dict[Scope, MonthRow]:
    """The rows that there are."""
    wanted = set(scopes)
    columns = select(
        RosterMonth.scope,
        RosterMonth.month,
        RosterMonth.id,
        RosterMonth.version,
        RosterMonth.edit_version,
    ).where(
        RosterMonth.scope.in_({scope for scope, _ in wanted}),
        RosterMonth.month.in_({month for _, month in wanted}),
    )
    return {
        (row.scope, row.month): MonthRow(row.id, row.version, row.edit_version)
        for row in session.execute(columns)
        if (row.scope, row.month) in wanted
    }


def scopes_of(found: Iterable[Target]) -> set[Scope]:
    """The months that targets fall to."""
    return {target.scope for target in found}
