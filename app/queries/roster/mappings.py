"""How roster files are read, as it was kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import RosterMapping


@dataclass(frozen=True, slots=True)
class MappingRow:
    """What was told under a name; `told` and `signs` as `rules/bringing/kept.py` has them."""

    id: int
    name: str
    told: str
    signs: frozenset[str]
    kept_at: datetime
    kept_by: str
    version: int


def mappings(session: Session) -> list[MappingRow]:
    """All of them, the last one kept first."""
    order = (RosterMapping.kept_at.desc(), RosterMapping.id.desc())
    return [
        MappingRow(
            row.id, row.name, row.told, _signs(row.signs), row.kept_at, row.kept_by, row.version
        )
        for row in session.scalars(select(RosterMapping).order_by(*order))
    ]


def _signs(text: str) -> frozenset[str]:
    return frozenset(map(str, json.loads(text)))
