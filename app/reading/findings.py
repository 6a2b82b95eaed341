"""What a check found, as far as the one who asks may see it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import findings
from app.queries.findings import CarriedCheck, FindingRow, Found
from app.queries.keeping import trail
from app.queries.quality.blind import hidden_inspections
from app.queries.reference import reference
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.rules.permissions import Action, Scope
from app.rules.sight import Sight, Standing

_LEAVE = "LEAVE-"
GOOD_FOR = timedelta(minutes=5)
"""How long a check stands where nothing was recorded: shifts start and terms run out."""


def findings_for(ctx: Context, as_of: datetime | None = None) -> Found:
    """Check the store as of `as_of` (now); only the findings within the asker's scope.

    That scope is the registers' own: a team leader sees who was in the team on the finding's day,
    a head the department, everybody what concerns themselves.
    """
    with ctx.read() as session:
        return _in_sight(ctx, session, findings.found(session, ctx.time, as_of or ctx.now()))


def _in_sight(ctx: Context, session: Session, found: Found) -> Found:
    seen = permission.sight(ctx, session)
    told = Discretion(session, seen)
    hidden = hidden_inspections(session, seen.standing.person_id)
    rows = tuple(_told(told, row) for row in found.rows if sees(seen, row, hidden))
    return replace(found, rows=rows)


def _told(told: Discretion, row: FindingRow) -> FindingRow:
    finding = told.finding(row.finding, row.person_id)
    return row if finding is row.finding else replace(row, finding=finding)


def sees(seen: Sight, row: FindingRow, hidden: Container[str]) -> bool:
    """Whether the finding is in sight; one about nobody goes by the place whose it is.

    What is found of a leave tells its kind: it is for those who may see the leave. `hidden`: the
    inspections of calibrations that are still scored blind, of which nothing is told.
    """
    if row.finding.subject in hidden:
        return False
    if not row.person_id:
        return seen.finding_at(row.place)
    of_leave = row.finding.rule.startswith(_LEAVE)
    sight = seen.leave_finding if of_leave else seen.finding
    return sight(row.person_id, row.finding.day)


class LastCheck:
    """The check as of now that one person may see, carried on as the store changes or time goes on.

    In a store that many desks share, who does not see the whole centre has only their own
    departments checked, and for all it stands for `GOOD_FOR`, whatever is recorded meanwhile.

    Threads share it: who asks while it runs waits for its answer rather than checking as well.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[int, Found] | None = None
        self._check = CarriedCheck()
        self._asked = False

    def found(self, ctx: Context) -> Found:
        """What was found last, or is found now where something was recorded since."""
        with self._lock:
            with ctx.read() as session:
                last = 0 if ctx.store.shared else trail.last(session)
                if self._kept is None or self._kept[0] != last or self._is_old(self._kept[1], ctx):
                    self._kept = last, _in_sight(ctx, session, self._find(ctx, session))
                    self._asked = False
            return self._kept[1]

    def forget(self) -> None:
        """Somebody asked: check anew, and for whoever answers for others the whole centre."""
        with self._lock:
            self._kept, self._check, self._asked = None, CarriedCheck(), True

    def _find(self, ctx: Context, session: Session) -> Found:
        now = ctx.now()
        mine = permission.standing(ctx, session)
        if not ctx.store.shared or _reach(mine) is Scope.CENTRE:
            return self._check.found(session, ctx.time, now)
        if self._asked and _reach(mine) > Scope.OWN:
            return findings.found(session, ctx.time, now)
        return findings.found_near(
            session, ctx.time, now, _departments(session, mine), mine.person_id
        )

    def _is_old(self, found: Found, ctx: Context) -> bool:
        return not found.as_of <= ctx.now() < found.as_of + GOOD_FOR


def _reach(mine: Standing) -> Scope:
    """How far what `check` finds is shown to somebody."""
    return max(map(mine.scope, (Action.SEE_REGISTERS, Action.SIGN_HANDOVER)))


def _departments(session: Session, mine: Standing) -> set[int]:
    """Those of which somebody may see what is found: where they lead, or are or were themselves."""
    one = None if mine.person_id is None else reference(session).person(mine.person_id)
    places = [mine.place, *(post.place for post in (one.posts if one else ()))]
    return {place.department for place in places if place.department is not None}
