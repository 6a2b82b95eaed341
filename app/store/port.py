"""What every store does, whatever it is kept in.

All else relies on this, and no more:

- A reading transaction sees one state from its first statement to its last.
- `Store.writing` takes the store's one write lock before anything is read, and holds it until the
  transaction ends. So there is one writer at a time, on all machines, and what a writer has read
  is still so when it writes. The next number of a register, the next link of the audit trail and
  "exactly one row moved" follow from that alone.
- A store draws a new random stamp (`SettingKey.REFERENCE_STAMP`) in the transaction of whatever
  changes the tables of `schema.REFERENCE`, whoever changes them: what `queries/reference.py` has
  kept under a stamp is what a transaction that reads that stamp would read itself.
- A store refuses to change or delete a row of `schema.LEDGERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.address import StoreAddress
from app.rules.vocabulary import Message
from app.store.records import Backup, BackupKind, Report, Restored

__all__ = ["LAST", "PROOF", "Clock", "Description", "Place", "Store", "Watch", "system_clock"]

Clock = Callable[[], datetime]

PROOF = "proof"
"""In a writing session's `info`: number and link of the last entry that its transaction adds to the
trail. Where the answer to a commit is lost, that entry says what became of it."""

LAST = "last"
"""In a writing session's `info`: the trail's last entry (`audit.Last`), where the store read it as
it took the lock, so that nobody asks for it once more."""


def system_clock() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Description:
    """A store in words. `kind`: what it is kept in; `size`: in bytes, None where nobody knows."""

    kind: Message
    where: str
    size: int | None = None


class Store(Protocol):
    """A store that is open. `notices`: what its keeper should know, found while it was opened."""

    @property
    def address(self) -> StoreAddress: ...
    @property
    def reader(self) -> Engine:
        """For reading transactions; a write in one fails."""

    @property
    def writer(self) -> Engine:
        """For writing transactions, each as `writing` begins it."""

    @property
    def notices(self) -> list[Message]:
        """As of now: looking a backup over takes a while, and goes on beside."""

    @property
    def read_only(self) -> bool:
        """Whether it can only be looked at: nothing can be changed or recorded."""

    @property
    def shared(self) -> bool:
        """Whether many desks work in it at once, so that none reads all of it for itself alone."""

    @property
    def clock(self) -> Clock:
        """What all who work in it go by: on a server the server's, not each desk's own."""

    def reading(self) -> AbstractContextManager[Session]:
        """A reading transaction, with what goes wrong in it `explained`."""

    def writing(self, *, long: bool = False) -> AbstractContextManager[Session]:
        """A writing transaction, with what goes wrong in it `explained`: committed at the end, or
        not at all. The write lock is taken before anything is read.

        It fails in words where somebody else holds the lock too long, and with those of
        `check_same`: nothing is confirmed in what is not the store any longer. What this account
        has seen confirmed is kept outside the store, so that `verify` and `notices` can say where
        the store ends before it. Where the answer to the commit is lost, the store is asked what
        became of it (`PROOF`). `long`: it computes for minutes between statements, as an import.
        """

    def watch(self) -> Watch:
        """Hears of what is committed in it from now on, by anybody; whoever asks closes it."""

    def check_same(self) -> None:
        """StoreGone where what was opened is no longer the store (deleted, moved, replaced),
        StoreRestored where somebody went back to a backup. Cheap enough for every second.
        """

    def changed(self, session: Session) -> dict[str, str]:
        """What the writing transaction of `session` has changed so far in the rows that are held
        against the trail, as its last entry is to say (`store/held.py`)."""

    def standing(self, session: Session) -> dict[str, str]:
        """The same of all that stands, for an entry from which on the trail counts anew."""

    def explained(self) -> AbstractContextManager[None]:
        """What the driver says went wrong within, as an AppError that a person can act on.

        StoreProblem where the store is busy, full, read-only or damaged, Conflict where a row that
        was read has changed since, BadInput for a value that no store can hold. A bug stays what
        it is.
        """

    def settings(self) -> dict[str, str]:
        """The facts of the whole store, by SettingKey."""

    def look_after(
        self, settings: dict[str, str], now: datetime, date_of: Callable[[datetime], date]
    ) -> None:
        """What is due at each opening, before the first write: who changed what while it was
        closed, the day's backup. Adds to `notices`; `close` waits for what goes on beside."""

    def keep_certificate(self, content: bytes) -> str:
        """Have a certificate's content kept for good, before the row that names it is committed;
        its SHA-256 (hex), by which it is found again. The same content is kept once."""

    def certificate(self, digest: str) -> bytes:
        """The content with this SHA-256; StoreProblem where it is gone or no longer that."""

    def describe(self) -> Description: ...

    def back_up(self, kind: BackupKind, now: datetime) -> Backup:
        """A copy of the store as it is now, while others may be at work in it; in the second
        place, too, if there is one. `notices` say what went wrong there.

        StoreProblem where the copy is not whole: it is not kept.
        """

    def backups(self) -> list[Backup]:
        """Its backups, the newest first, superseded ones last."""

    def second_backups(self, folder: Path) -> list[Backup]:
        """The backups in a second place for them; none where it cannot be read just now."""

    def doubts(self, folder: Path) -> list[Message]:
        """What speaks against a second place for backups; BadInput where it cannot be one."""

    def verify(self) -> Report:
        """Every fault of the store, its schema, its audit trail and its certificates."""

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        """Go back to a backup. The store is to be opened anew after it.

        AnotherCentre where it is a backup of another centre's store, unless that is wanted.
        """

    def close(self) -> None: ...


class Watch(Protocol):
    """Hears of commits. One with a `handle` may be opened and closed in another thread than the one
    that hears; any other is used in one alone. Never by two at a time."""

    @property
    def handle(self) -> int | None:
        """A socket that can be read when there is something to hear; None: ask each second."""

    def heard(self) -> bool:
        """Whether anything was committed since this was asked last; it waits for nothing.

        StoreProblem where the store does not answer (a new watch is wanted then), and those of
        `Store.check_same`.
        """

    def close(self) -> None: ...


class Place(Protocol):
    """Where a store is or may be: what can be done without opening it, or before it is there.

    StoreProblem says what to do where something cannot be done.
    """

    @property
    def address(self) -> StoreAddress: ...

    def is_there(self) -> bool: ...

    def refuse_taken(self) -> None:
        """StoreProblem where no store can be made: something is there, or was."""

    def refuse_in_use(self) -> None:
        """StoreProblem where others have the store open."""

    def make(self, now: datetime, actor: str, settings: dict[str, str]) -> None:
        """Make a store of the present schema, whole or not at all, never over another one."""

    def unfilled(self, *, keep: bool) -> AbstractContextManager[Place]:
        """A place for a store that comes here once it is filled, or with `keep` unset never."""

    def open(self, clock: Clock, actor: str) -> Store:
        """Open it; one of an older program is backed up and brought to the present schema.

        That it was opened and closed is recorded as the actor's, by the clock.
        """

    def backups(self) -> list[Backup]:
        """As `Store.backups`, also where it is damaged or gone."""

    def remove(self) -> None:
        """Delete it with its backups and certificates: for a demo, in which nothing is real."""

    def verify(self) -> Report:
        """As `Store.verify`, also where it is too damaged to be opened."""

    def restore(
        self, backup: Path, now: datetime, actor: str, *, another_centre: bool = False
    ) -> Restored:
        """As `Store.restore`, also where it is damaged or gone; what was there is kept."""
