"""Whether anything in the store still names a row: asked before it is removed."""

from __future__ import annotations

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.models import Base, table_of


def is_referred(session: Session, model: type[Base], key: int) -> bool:
    """Whether a row of any table has a foreign key to the row `key` of `model`."""
    wanted = table_of(model)
    columns = (
        foreign.parent
        for table in Base.metadata.sorted_tables
        for foreign in table.foreign_keys
        if foreign.column.table is wanted
    )
    return any(
        session.scalar(select(literal(1)).where(column == key).limit(1)) is not None
        for column in columns
    )
