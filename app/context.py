"""Who acts, on which store, at what time: what every service and query is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.errors import NotAllowed
from app.rules.calendar import CentreTime
from app.rules.deeds import UNRECORDED, Deed
from app.rules.vocabulary import msg
from app.store import audit, held
from app.store.port import Clock, Description, Store, Watch, system_clock
from app.store.records import ACCEPTABLE, Backup, BackupKind, Report, Restored

__all__ = [
    "ACCEPTABLE", "Actor", "Backup", "BackupKind", "Clock", "Context", "Description", "Report",
    "Restored", "Watch", "system_clock",
]  # fmt: skip

_NOTED = "noted"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `person_id` None: an administrator without a post, or the command line.

    `name` is what the audit trail records: an employee number, a login, or `os:<account>`.
    """

    name: str
    person_id: int | None = None
    keeper: bool = False
    """The store keeper at the command line: who holds the store holds the data."""
    must_change: bool = False
    """The password was given out: it is replaced before anything else is read or written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a committed transaction did: the number of its audit entry, and the deed.

    The number is None for a deed that is told and not recorded.
    """

    number: int | None
    deed: Deed


Listener = Callable[[Sequence[Written]], object]


@dataclass(slots=True)
class Recorded:
    """The latest instant that a store has on record, as this process last read it."""

    at: datetime = _LONG_AGO


@dataclass(frozen=True, slots=True)
class Context:
    """One actor's way to one store. `listener` hears what each commit did, and of no rollback.

    `recorded` is shared by all who act in it: in a store no instant runs backwards.
    """

    store: Store
    actor: Actor
    time: CentreTime
    clock: Clock = system_clock
    listener: Listener | None = None
    recorded: Recorded = field(default_factory=Recorded, compare=False, repr=False)

    @property
    def engine(self) -> Engine:
        """The reading engine, for those who measure or watch its statements."""
        return self.store.reader

    def now(self) -> datetime:
        """What the clock says, but never before the latest instant on record: a computer's clock
        that is set back must not put what is asked now before what was decided already."""
        return max(self.clock(), self.recorded.at)

    def today(self) -> date:
        """The date in the centre now."""
        return self.time.local_date(self.now())

    def acting_as(self, actor: Actor) -> Context:
        return replace(self, actor=actor)

    def heard_by(self, listener: Listener) -> Context:
        """The same, with somebody who hears what is written by it, in the thread that writes."""
        return replace(self, listener=listener)

    def look_back(self) -> datetime:
        """Read the latest instant on record, which `now` is never before."""
        with self.store.reading() as session:
            self.recorded.at = audit.latest(session) or self.recorded.at
        return self.recorded.at

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A reading transaction: one consistent state; a write in it fails.

        NotAllowed while the actor's password is one that was given out.
        """
        self._require_own_password()
        with self.store.reading() as session:
            yield session

    @contextmanager
    def write(self, *, long: bool = False) -> Iterator[Session]:
        """A writing transaction under the store's one lock: committed at the end, or not at all.

        StoreProblem where the store is busy, full or read-only, Conflict where a row that was
        read has changed since, BadInput for a value that no store can hold. NotAllowed as in
        `read`. `long`: it computes for minutes between statements.
        """
        self._require_own_password()
        with self.store.writing(long=long) as session:
            self.recorded.at = audit.latest(session) or self.recorded.at
            yield session
            written = self._record(session)
        if self.listener is not None and written:
            self.listener(written)

    def _require_own_password(self) -> None:
        if self.actor.must_change:
            raise NotAllowed(
                msg("Choose a password first"),
                msg("Yours was given out to you. Sign in and choose one that only you know."),
            )

    def audit(
        self,
        session: Session,
        deed: Deed,
        subject: str,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Record in the transaction of the change what was done, from what to what.

        The entry is written at the transaction's end, the last one with what all of it changed
        (`store/held.py`). Once it is committed, `listener` and the windows of other processes are
        told.
        """
        _note(session, _Noted(deed, self.now(), self.actor.name, subject, before, after))

    def counted(self, session: Session) -> Mapping[str, Any]:
        """What an entry says from which on the trail counts anew what stands in the store."""
        return {held.KEY: self.store.standing(session)}

    def tell(self, session: Session, deed: Deed) -> None:
        """Have `listener` told of one of the deeds that are not recorded."""
        assert deed in UNRECORDED
        _note(session, _Noted(deed))

    def _record(self, session: Session) -> list[Written]:
        """Append what was noted to the trail."""
        session.flush()
        noted: list[_Noted] = session.info.get(_NOTED, [])
        recorded = [note for note in noted if note.at is not None]
        changed = self.store.changed(session)
        if recorded and changed:
            recorded[-1].after = {**(recorded[-1].after or {}), held.KEY: changed}
        numbers = iter(audit.append(session, *map(_entry, recorded)) if recorded else ())
        return [Written(next(numbers) if note.at else None, note.deed) for note in noted]


@dataclass(slots=True)
class _Noted:
    """A deed of a transaction that is not at its end; `at` None: told, and not recorded."""

    deed: Deed
    at: datetime | None = None
    actor: str = ""
    subject: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def _note(session: Session, note: _Noted) -> None:
    session.info.setdefault(_NOTED, []).append(note)


def _entry(note: _Noted) -> audit.Entry:
    assert note.at is not None
    before, after = (
        None if values is None else audit.as_text(values) for values in (note.before, note.after)
    )
    return audit.Entry(note.at, note.actor, note.deed, note.subject, before, after)
