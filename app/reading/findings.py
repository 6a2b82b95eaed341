"""What a check found, as far as the one who asks may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import findings
from app.queries.findings import FindingRow, Found
from app.queries.keeping import audit
from app.queries.people import rows as people
from app.reading.permission import Standing, standing
from app.rules.permissions import Action, Scope

GOOD_FOR = timedelta(minutes=5)
"""How long a check stands where nothing was recorded: shifts start and terms run out."""


def findings_for(ctx: Context, as_of: datetime | None = None) -> Found:
    """Check the store as of `as_of` (now); only the findings within the asker's scope.

    That scope is the registers' own: a team leader sees who was in the team on the finding's day,
    a head the department, everybody what concerns themselves.
    """
    with ctx.read() as session:
        found = findings.found(session, ctx.time, as_of or ctx.now())
        seen = Sight(session, standing(ctx, session))
        return replace(found, rows=tuple(row for row in found.rows if seen.holds(row)))


class LastCheck:
    """The check as of now that one person may see, kept until the store changed or time went on.

    Threads share it: who asks while it runs waits for its answer rather than checking as well.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[int, Found] | None = None

    def found(self, ctx: Context) -> Found:
        """What was found last, or is found now where something was recorded since."""
        with self._lock:
            with ctx.read() as session:
                last = audit.last_id(session)  # before the check: what comes meanwhile is new
            if self._kept is None or self._kept[0] != last or self._is_old(self._kept[1], ctx):
                self._kept = last, findings_for(ctx)
            return self._kept[1]

    def forget(self) -> None:
        """Check anew at the next asking."""
        with self._lock:
            self._kept = None

    def _is_old(self, found: Found, ctx: Context) -> bool:
        return not found.as_of <= ctx.now() < found.as_of + GOOD_FOR


class Sight:
    """Whose findings a standing shows."""

    def __init__(self, session: Session, mine: Standing) -> None:
        self._scope = mine.scope(Action.SEE_REGISTERS)
        self._department, self._team = people.names_of(session, mine.place)
        me = people.name_of(session, mine.person_id) if mine.person_id is not None else None
        self._number = me.employee_no if me else ""

    def holds(self, row: FindingRow) -> bool:
        if self._scope is Scope.CENTRE or row.finding.person == self._number:
            return True
        if self._scope is Scope.NONE or not self._department:
            return False
        ours = row.department == self._department
        if self._scope is Scope.DEPARTMENT:
            return ours
        return self._scope is Scope.TEAM and bool(self._team) and ours and row.team == self._team
