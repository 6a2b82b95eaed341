"""Keeping what was told of a roster file, so that the next month's is one step."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import RosterMapping
from app.queries.roster.mappings import MappingRow, mappings
from app.reading.roster.bringing import require_bringing
from app.rules.bringing.kept import Told, to_json
from app.rules.deeds import Deed
from app.rules.staff import name_problem
from app.rules.vocabulary import Message, msg
from app.services.seen import stale


def keep(
    ctx: Context, name: str, told: Told, signs: Collection[str], version: int | None = None
) -> int:
    """Keep `told` under `name`; its id. What stands there is replaced where it is still of the
    `version` that was seen (None: there is none yet). Stale, or Conflict for a name in use."""
    with ctx.write() as session:
        require_bringing(ctx, session)
        name = _checked(name)
        before = _named(session, name)
        values = {
            "told": to_json(told),
            "signs": json.dumps(sorted(signs), ensure_ascii=False),
            "kept_at": ctx.now(),
            "kept_by": ctx.actor.name,
        }
        if before is None:
            session.execute(insert(RosterMapping).values(name=name, version=1, **values))
        else:
            _refuse_changed(session, before, version)
            session.execute(
                update(RosterMapping)
                .where(RosterMapping.id == before.id)
                .values(version=before.version + 1, **values)
            )
        after = {"words": len(told.answers.words), "people": len(told.answers.people)}
        ctx.audit(session, Deed.ROSTER_MAPPING, _subject(name), after=after)
        return session.scalars(select(RosterMapping.id).where(RosterMapping.name == name)).one()


def rename(ctx: Context, mapping_id: int, version: int, name: str) -> None:
    """Give it another name. Stale where somebody changed it since."""
    with ctx.write() as session:
        require_bringing(ctx, session)
        before, name = _known(session, mapping_id), _checked(name)
        _refuse_changed(session, before, version)
        if name == before.name:
            return
        if _named(session, name) is not None:
            raise _in_use(name)
        session.execute(
            update(RosterMapping)
            .where(RosterMapping.id == mapping_id)
            .values(name=name, version=version + 1)
        )
        told = ({"name": before.name}, {"name": name})
        ctx.audit(session, Deed.ROSTER_MAPPING, _subject(before.name), *told)


def drop(ctx: Context, mapping_id: int, version: int) -> None:
    """Forget it; rosters stay. Stale where somebody changed it since."""
    with ctx.write() as session:
        require_bringing(ctx, session)
        before = _known(session, mapping_id)
        _refuse_changed(session, before, version)
        session.execute(delete(RosterMapping).where(RosterMapping.id == mapping_id))
        ctx.audit(session, Deed.ROSTER_MAPPING_DROP, _subject(before.name))


def _checked(name: str) -> str:
    problem = name_problem(name)
    if problem is not None:
        raise BadInput(msg("Check the details"), problem)
    return name.strip()


def _named(session: Session, name: str) -> MappingRow | None:
    return next((row for row in mappings(session) if row.name == name), None)


def _known(session: Session, mapping_id: int) -> MappingRow:
    found = next((row for row in mappings(session) if row.id == mapping_id), None)
    if found is None:
        raise NotFound(
            msg("Nothing is kept under this name"), msg("Somebody removed it meanwhile.")
        )
    return found


def _refuse_changed(session: Session, before: MappingRow, version: int | None) -> None:
    if version is None:
        raise _in_use(before.name)
    if before.version != version:
        raise stale(session, before.version, _said(before), _subject(before.name))


def _in_use(name: str) -> Conflict:
    return Conflict(
        msg("This name is in use"), msg("Something is kept under {name} already.", name=name)
    )


def _said(row: MappingRow) -> Message:
    return msg("{name}, kept by {who}, {at}", name=row.name, who=row.kept_by, at=row.kept_at)


def _subject(name: str) -> str:
    return f"roster_mapping:{name}"
