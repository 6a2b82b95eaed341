"""One step of a request, whatever its kind: claimed on the version that was seen, moved by the
kind's table, compared and set.

`Kept` says how the requests of a kind are kept; `services/{swaps,leave}` have one each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import CursorResult, Update, bindparam, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict, NotFound
from app.models import table_of
from app.rules.course import ActionT, Course, StateT
from app.rules.deeds import Deed
from app.rules.requests import RequestRef
from app.rules.vocabulary import msg


class RequestRow(Protocol):
    """What a row of any kind has."""

    @property
    def id(self) -> int: ...
    @property
    def no(self) -> str: ...
    @property
    def status(self) -> StrEnum: ...
    @property
    def version(self) -> int: ...


RowT = TypeVar("RowT", bound=RequestRow)


@cache
def _step(model: Any) -> Update:
    """The row as it was seen, and no other. Put together once: many decide while others wait."""
    table = table_of(model)
    return update(table).where(
        table.c.id == bindparam("of"),
        table.c.version == bindparam("seen"),
        table.c.status == bindparam("was"),
    )


@dataclass(frozen=True, slots=True)
class Kept(Generic[RowT, StateT, ActionT]):
    """How the requests of a kind are kept. `table` has the columns id, status and version; what is
    `discreet` tells the audit trail its state alone, since reasons may be medical."""

    course: Course[StateT, ActionT]
    table: Any
    read: Callable[[Session, str], RowT | None]
    discreet: bool = False

    def ref(self, row: RowT) -> RequestRef:
        return self.course.kind.ref(row.no)

    def one(self, session: Session, no: str) -> RowT:
        """The request with this number; NotFound."""
        row = self.read(session, no)
        if row is None:
            raise NotFound(
                msg("No such request"), msg("There is no request {no} in this store.", no=no)
            )
        return row

    def claim(self, session: Session, no: str, version: int) -> RowT:
        """The request as it is now; a Conflict where it is no longer the `version` that was
        seen."""
        row = self.one(session, no)
        if row.version != version:
            raise Conflict(
                msg("Somebody was faster"),
                msg(
                    "{no} has changed since you opened it: it is {state} now.",
                    no=row.no,
                    state=row.status,
                ),
            )
        return row

    def state_after(self, row: RowT, action: ActionT) -> StateT:
        """The state that `action` leads to; a Conflict where it is not its turn."""
        state = self.course.after(self.course.states(row.status), action)
        if state is None:
            raise Conflict(
                msg("That is not its turn"),
                msg("{no} is {state} now.", no=row.no, state=row.status),
            )
        return state

    def move(
        self, ctx: Context, session: Session, row: RowT, action: ActionT, **values: Any
    ) -> StateT:
        """Take the one step that the table allows, compared and set on the row's version and
        state; the state it is in then. `values` are written with it."""
        state = self.state_after(row, action)
        seen = {"of": row.id, "seen": row.version, "was": row.status}
        new = {"status": state, "version": row.version + 1, **values}
        moved = session.execute(_step(self.table), seen | new)
        assert isinstance(moved, CursorResult)
        assert moved.rowcount == 1, "the writing transaction holds the lock"
        told = {} if self.discreet else values
        ctx.audit(
            session,
            Deed(f"{self.course.kind}.{action}"),
            str(self.ref(row).file),
            {"status": row.status},
            {"status": state, **told},
        )
        return state
