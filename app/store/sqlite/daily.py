"""The day's backup, and every other that is checked before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Thread

from sqlcipher3 import dbapi2 as driver

from app.errors import StoreProblem
from app.rules.vocabulary import Message, msg
from app.store.records import Backup, BackupKind, Report
from app.store.sqlite import backups, second
from app.store.sqlite.engine import connect
from app.store.sqlite.verify import verify

_DAMAGED = frozenset({"database", "unreadable"})
_USELESS = _DAMAGED | {"audit"}
"""Faults of a copy that nobody can go back to. With any other it is kept, and pushes none out."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a store's backups go: how many of a kind are kept, and the second place, if any."""

    store: Path
    kept: int
    second: Path | None = None

    def take(self, kind: BackupKind, now: datetime) -> tuple[Backup, list[Message]]:
        """A checked backup, and what its keeper should know. StoreProblem: there is none."""
        backup, report = take_checked(self.store, kind, now)
        said = [fault.message for fault in report.faults[:1]]
        kept = self.kept if report.whole else None
        if kept is not None:
            folder = backups.folder_of(self.store)
            backups.rotate(folder, backups.all_of(self.store), kept, backup)
        if self.second is not None:
            said.extend(second.carry(backup, self.second, self.store, kept))
        return backup, said

    def is_due(self, now: datetime, date_of: Callable[[datetime], date]) -> bool:
        """Whether the day has no backup yet."""
        taken = {date_of(each.taken_at) for each in backups.all_of(self.store) if _is_daily(each)}
        return date_of(now) not in taken

    def take_daily(self, now: datetime) -> list[Message]:
        """Take the day's backup; what its keeper should know. No trouble keeps a store closed."""
        try:
            return self.take(BackupKind.DAILY, now)[1]
        except StoreProblem as problem:
            return [problem.title, problem.message, *_quick_faults(self.store)]


@dataclass(slots=True)
class Beside:
    """Work that is done beside everything else; whoever closes the store waits for it."""

    thread: Thread | None = None
    said: list[Message] = field(default_factory=list)
    """What the keeper was told of the latest backup."""

    def begin(self, work: Callable[[], None]) -> None:
        self.thread = Thread(target=work, name="backup")
        self.thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Until it is done, for `seconds` at most; not at all where there is none."""
        if self.thread is not None:
            self.thread.join(seconds)


def take_checked(store: Path, kind: BackupKind, now: datetime) -> tuple[Backup, Report]:
    """A backup that somebody can go back to, and what looking it over found all the same."""
    useless = _DAMAGED if kind is BackupKind.MIGRATION else _USELESS  # it says what stood before
    reports: list[Report] = []
    backup = backups.take(
        store, kind, now, check=lambda copy: reports.append(checked(copy, str(store), useless))
    )
    return backup, reports[0]


def checked(copy: Path, shown: str, useless: Collection[str] = _USELESS) -> Report:
    """What looking over a copy of the store that is `shown` so finds; StoreProblem where nobody
    could go back to it."""
    report = verify(copy)
    refuse_useless(report, shown, useless)
    return report


def refuse_useless(report: Report, shown: str, useless: Collection[str] = _USELESS) -> None:
    """StoreProblem where nobody could go back to what the report is of."""
    for fault in report.faults:
        if fault.code in useless:
            raise StoreProblem(
                msg("The backup is not whole and was not kept."),
                msg(
                    "{path}: {fault} Earlier backups stay as they are: verify the store, and go "
                    "back to the latest backup if it has faults.",
                    path=shown,
                    fault=fault.message,
                ),
            )


def _quick_faults(store: Path) -> Iterator[Message]:
    """What a quick look at the store finds, where no copy of it could be looked over."""
    try:
        with closing(connect(store)) as connection:
            lines = [str(line) for (line,) in connection.execute("PRAGMA quick_check(1)")]
    except driver.Error as error:
        lines = [str(error)]
    for line in lines:
        if line != "ok":
            yield msg("The database is damaged: {what}.", what=line)


def _is_daily(backup: Backup) -> bool:
    return backup.kind is BackupKind.DAILY and not backup.superseded
