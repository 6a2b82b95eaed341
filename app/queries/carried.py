"""The facts that `check` judges, kept and brought up to date by what the audit trail says since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.keeping import trail
from app.queries.reference import stamp
from app.rules.deeds import ONLY_NOTED, Deed, known
from app.rules.facts import Attendance, CentreFacts, Roster
from app.rules.policy import PolicyBook
from app.rules.standing_check import Changed

_SWAPS, _LEAVES, _ATTENDANCE, _NOTHING = "swaps", "leaves", "attendance", ""
_TOUCHED: Mapping[str, str] = {
    "swap": _SWAPS,
    "leave": _LEAVES,
    "giving_up": _LEAVES,
    "certificate": _LEAVES,
    "attendance": _ATTENDANCE,
    **dict.fromkeys(("account", "balance", "need"), _NOTHING),
    # A version of the roster says itself which cells it changed.
    **dict.fromkeys(("roster", "cover"), _NOTHING),
    # The store stamps these: see `queries/reference.py`.
    **dict.fromkeys(("calendar", "delegation", "department", "leave_kind"), _NOTHING),
    **dict.fromkeys(("person", "policy", "shift", "team"), _NOTHING),
}
"""What a deed's kind, which stands before its point, touches of the facts; any other: all."""
_LAST_VERSION = select(func.max(m.RosterVersion.id))
_QUIET = ONLY_NOTED | {Deed.STORE_BACKUP, Deed.STORE_KEEP}


@dataclass(frozen=True, slots=True)
class Carried:
    """The facts as of one entry of the trail."""

    facts: CentreFacts
    policies: PolicyBook
    changed: Changed
    """Against the facts that these were carried on from."""
    head: str
    """The entry's number and link."""
    stamp: str
    version: int
    """The latest version of a roster."""


def carried(session: Session, last: Carried | None) -> Carried:
    """The facts as this transaction sees them; what nothing touched since `last` is `last`'s."""
    head, now = trail.trail_head(session), stamp(session)
    touched = None if last is None or last.stamp != now else _touched(session, last.head)
    version = session.scalar(_LAST_VERSION) or 0
    if last is None or touched is None:
        whole = Changed(whole=True)
        return Carried(facts.centre(session), facts.policies(session), whole, head, now, version)
    centre, cells = last.facts, frozenset[date]()
    if version != last.version:
        centre, cells = _new_cells(session, last.facts, last.version)
    if _SWAPS in touched.registers:
        centre = replace(centre, swaps=facts.swaps(session))
    if _LEAVES in touched.registers:
        centre = replace(centre, leaves=facts.leaves(session))
    if touched.days:
        centre = replace(centre, attendance=_sheets(session, centre.attendance, touched.days))
    changed = Changed(days=touched.days | cells)
    return Carried(centre, last.policies, changed, head, now, version)


@dataclass(frozen=True, slots=True)
class _Touched:
    registers: frozenset[str]
    days: frozenset[date]
    """Those of which roll call recorded something."""


def _touched(session: Session, head: str) -> _Touched | None:
    """What the entries after `head` touched; None: anything, or the trail is another one."""
    entries = trail.after(session, head)
    if entries is None:
        return None
    registers, days = set(), set()
    for action, subject in entries:
        deed = known(action)
        if deed is None:
            return None
        kind = str(deed).partition(".")[0]
        if deed not in _QUIET:
            if kind not in _TOUCHED:
                return None
            registers.add(_TOUCHED[kind])
        if kind == _ATTENDANCE:
            days.add(date.fromisoformat(subject.rpartition("@")[2]))
    return _Touched(frozenset(registers), frozenset(days))


def _new_cells(
    session: Session, centre: CentreFacts, version: int
) -> tuple[CentreFacts, frozenset[date]]:
    """The facts with the cells that versions of the roster after `version` changed, and which
    days these are of."""
    change = m.RosterChange
    cells = session.execute(
        select(change.person_id, change.day).where(change.version_id > version).distinct()
    ).all()
    if not cells:
        return replace(centre, months=facts.months(session)), frozenset()
    people, days = {row.person_id for row in cells}, frozenset(row.day for row in cells)
    first, last = min(days), max(days)
    numbers = session.scalars(select(m.Person.employee_no).where(m.Person.id.in_(people)))
    now = facts.roster(session, people, first, last)
    roster = {**centre.roster, **dict(_rows(centre.roster, now, numbers, first, last))}
    return replace(centre, roster=roster, months=facts.months(session)), days


def _rows(
    before: Roster, now: Roster, numbers: Iterable[str], first: date, last: date
) -> Iterable[tuple[str, dict[date, str]]]:
    """Each one's row: as before, but from `first` to `last` as now."""
    for no in numbers:
        beyond = {d: code for d, code in before.get(no, {}).items() if not first <= d <= last}
        yield no, beyond | dict(now.get(no, {}))


def _sheets(
    session: Session, before: Iterable[Attendance], days: frozenset[date]
) -> tuple[Attendance, ...]:
    """What roll call recorded: of `days` as it stands now, of the others as before."""
    others = (row for row in before if row.day not in days)
    return (*others, *facts.attendance(session, days=days))
