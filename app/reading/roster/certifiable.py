"""Of which parts of the centre somebody may prove the roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.context import Context
from app.queries.planning.parts import units
from app.queries.roster.lines import Unit
from app.reading import permission
from app.rules.facts import Place
from app.rules.permissions import Action, Scope


@dataclass(frozen=True, slots=True)
class CertifiablePart:
    """A team, a department with its teams (`team` ""), or the centre (both ""; `scopes` None)."""

    department: str
    team: str
    scopes: frozenset[str] | None


def certifiable(ctx: Context) -> Sequence[CertifiablePart]:
    """The widest first; none for who may prove nothing."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        seen = [
            unit
            for unit in units(session)
            if mine.may(Action.SEE_REGISTERS, Place(unit.department_id, unit.team_id))
        ]
    whole = mine.scope(Action.SEE_REGISTERS) is Scope.CENTRE
    return (*([CertifiablePart("", "", None)] if whole else ()), *_parts(seen))


def _parts(seen: Sequence[Unit]) -> Iterator[CertifiablePart]:
    """Each department whose own people are seen, before its teams."""
    known = [unit for unit in seen if unit.department_id is not None]
    for department, group in groupby(known, lambda unit: unit.department):
        theirs = list(group)
        if any(unit.team_id is None for unit in theirs):
            scopes = frozenset(unit.scope for unit in theirs)
            yield CertifiablePart(department, "", scopes)
        for unit in theirs:
            if unit.team_id is not None:
                yield CertifiablePart(department, unit.team, frozenset({unit.scope}))
