"""The facts that `check` judges, kept and brought up to date by what the audit trail says since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.books import Sheets
from app.queries.keeping import trail
from app.queries.reference import stamp
from app.rules.books import Books
from app.rules.deeds import ONLY_NOTED, Deed, known
from app.rules.facts import Attendance, CentreFacts, Roster
from app.rules.policy import PolicyBook
from app.rules.standing_books import ChangedBooks
from app.rules.standing_check import Changed

_SWAPS, _LEAVES, _ATTENDANCE, _NOTHING = "swaps", "leaves", "attendance", ""
_INSPECTIONS = "inspections"
_TOUCHED: Mapping[str, str] = {
    "swap": _SWAPS,
    "taking_back": _SWAPS,
    "leave": _LEAVES,
    "giving_up": _LEAVES,
    "certificate": _LEAVES,
    "attendance": _ATTENDANCE,
    "inspection": _INSPECTIONS,
    # What is planned, drawn, proposed or agreed is none of the facts; what it comes to is.
    **dict.fromkeys(("calibration", "contact", "proposal", "sample"), _NOTHING),
    **dict.fromkeys(("account", "balance", "checklist"), _NOTHING),
    # Rosters are made by these, and judged by none of them.
    **dict.fromkeys(("forecast", "goal", "need", "volume", "wish", "work_rules"), _NOTHING),
    # A version of the roster says itself which cells it changed, also where an offer was taken.
    **dict.fromkeys(("cover", "offer", "roster"), _NOTHING),
    # The store stamps these: see `queries/reference.py`.
    **dict.fromkeys(("calendar", "delegation", "department", "leave_kind"), _NOTHING),
    **dict.fromkeys(("person", "policy", "shift", "team"), _NOTHING),
}
"""What a deed's kind, which stands before its point, touches of the facts; any other: all."""
_BOOKS: Mapping[str, tuple[str, ...]] = {
    "handover": ("logs", "items"),
    "item": ("logs", "items"),
    "bulletin": ("bulletins",),
    "roll_call": (),
    "seat": (),
    "floor": ("left_floor",),
    "duty": ("duties_done",),
    "duty_log": ("duty_logs",),
    "training": ("trainings",),
    "report": ("reports",),
    "stop": ("reports",),
    "complaint": ("complaints",),
    "visitor": ("visitors",),
    "card": ("cards",),
}
"""The sheets of the daily books that a deed's kind touches. The first item opens its log, and an
order to stop working is reported. Seats and roll calls are read again by the day, the readers of
bulletins by their numbers."""
_SCORED: Mapping[Deed, tuple[str, ...]] = {
    Deed.INSPECTION_SUBMIT: ("scores",),
    Deed.INSPECTION_UPHOLD: ("scores",),
}
"""The deeds of a register that write in a sheet as well."""
_DAY = timedelta(days=1)
_LAST_VERSION = select(func.max(m.RosterVersion.id))
_QUIET = ONLY_NOTED | {
    Deed.STORE_BACKUP, Deed.STORE_KEEP, Deed.INSPECTION_BEGIN, Deed.INSPECTION_HAND_BACK,
    Deed.CARD_AGREE,
}  # fmt: skip


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
    if _INSPECTIONS in touched.registers:
        centre = replace(centre, inspections=facts.inspections(session))
    if touched.days:
        centre = replace(centre, attendance=_sheets(session, centre.attendance, touched.days))
    if touched.books:
        centre = replace(centre, books=_books(session, centre.books, touched))
    parts = ChangedBooks(
        seat_days=frozenset(touched.seat_days),
        roll_days=frozenset(touched.roll_days),
        bulletins=_news(touched),
    )
    changed = Changed(days=cells | touched.days, books=parts)
    return Carried(centre, last.policies, changed, head, now, version)


@dataclass(frozen=True, slots=True)
class _Touched:
    registers: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    """Those of which roll call recorded something."""
    sheets: set[str] = field(default_factory=set)
    """Of the daily books, as their facts call them; to be read again whole."""
    seat_days: set[date] = field(default_factory=set)
    roll_days: set[date] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    """The numbers of bulletins that somebody read."""

    @property
    def books(self) -> bool:
        return bool(self.sheets or self.seat_days or self.roll_days or self.read)

    def add(self, deed: Deed, subject: str) -> bool:
        """Note what a deed touched; False where that may be anything."""
        kind = str(deed).partition(".")[0]
        if kind == _ATTENDANCE:
            self.days.add(_day_of(subject))
        if kind == "seat":
            self.seat_days.update(_day_of(subject) + step for step in (-_DAY, 0 * _DAY, _DAY))
        self.sheets.update(_SCORED.get(deed, ()))
        if kind == "roll_call":
            self.roll_days.add(_day_of(subject))
        if deed is Deed.BULLETIN_READ:
            self.read.add(subject.partition(":")[2])
        elif deed in _QUIET:
            pass
        elif kind in _BOOKS:
            self.sheets.update(_BOOKS[kind])
        elif kind in _TOUCHED:
            self.registers.add(_TOUCHED[kind])
        else:
            return False
        return True


def _day_of(subject: str) -> date:
    """Of a subject like "attendance:1001@2026-10-14" or "roll_call:Service/A@2026-10-14/E"."""
    return date.fromisoformat(subject.rpartition("@")[2][:10])


def _touched(session: Session, head: str) -> _Touched | None:
    """What the entries after `head` touched; None: anything, or the trail is another one."""
    entries = trail.after(session, head)
    if entries is None:
        return None
    touched = _Touched()
    for action, subject in entries:
        deed = known(action)
        if deed is None or not touched.add(deed, subject):
            return None
    return touched


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
    session: Session, before: Iterable[Attendance], days: Collection[date]
) -> tuple[Attendance, ...]:
    """What roll call recorded: of `days` as it stands now, of the others as before."""
    others = (row for row in before if row.day not in days)
    return (*others, *facts.attendance(session, days=days))


def _books(session: Session, before: Books, touched: _Touched) -> Books:
    """The daily books: the sheets that were touched as they stand now, the others as before."""
    sheets = Sheets(session)
    now: dict[str, Any] = {name: tuple(getattr(sheets, name)()) for name in touched.sheets}
    if touched.seat_days:
        others = (row for row in before.seats if row.day not in touched.seat_days)
        now["seats"] = (*others, *sheets.seats(touched.seat_days))
    if touched.roll_days:
        called = (row for row in before.roll_calls if row.day not in touched.roll_days)
        now["roll_calls"] = (*called, *sheets.roll_calls(touched.roll_days))
    if touched.read:
        rest = (row for row in before.reads if row.bulletin not in touched.read)
        now["reads"] = (*rest, *sheets.reads(touched.read))
    return replace(before, **now)


def _news(touched: _Touched) -> frozenset[str] | None:
    """The bulletins of which something changed; None where that may be any."""
    return None if "bulletins" in touched.sheets else frozenset(touched.read)
