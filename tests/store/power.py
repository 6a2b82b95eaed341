"""A disk whose power can be cut: what was synced is there, of the rest any sectors may be.

SQLite's own VFS interface (through APSW, a second binding to it) records every write and sync of a
workload. The workload is the statements that the program itself sent, under the program's own
pragmas. `Tape.cut` then gives the files as a power cut would leave them at some moment: all that
was synced before, and of each write since then an arbitrary choice of its 512-byte sectors.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Event:
    """Something that reached the disk's cache, or a commit that was confirmed."""

    kind: str  # write, truncate, sync, delete, confirmed
    name: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass
class Tape:
    """All that happened to the files of one database, whose content at first was `start`."""

    start: bytes
    events: list[Event] = field(default_factory=list)

    def confirmed(self, moment: int) -> int:
        """How many commits had returned before the event `moment`."""
        return sum(event.kind == "confirmed" for event in self.events[:moment])

    def cut(self, moment: int, chance: random.Random) -> dict[str, bytes]:
        """The files by the ending of their names, if the power failed before event `moment`."""
        safe: dict[str, bytearray] = {"": bytearray(self.start)}
        loose: dict[str, list[Event]] = {}
        for event in self.events[:moment]:
            if event.kind == "sync":
                for earlier in loose.pop(event.name, []):
                    _apply(safe, earlier)
            elif event.kind == "delete" and event.offset:  # the folder was synced with it
                loose.pop(event.name, None)
                safe.pop(event.name, None)
            elif event.kind != "confirmed":
                loose.setdefault(event.name, []).append(event)
        for events in loose.values():
            for piece in _pieces(events):
                if chance.random() < 0.5:
                    _apply(safe, piece)
        return {name: bytes(content) for name, content in safe.items()}


def record(path: Path, pragmas: Iterable[str], changes: Sequence[Sequence[str]], name: str) -> Tape:
    """Run `changes`, each one transaction's statements, on the closed database `path`."""
    tape = Tape(path.read_bytes())
    vfs = _Vfs(name, tape, path)
    connection = apsw.Connection(str(path), vfs=name)
    for pragma in pragmas:
        connection.execute(pragma).fetchall()
    for statements in changes:
        for statement in statements:
            connection.execute(statement).fetchall()
        tape.events.append(Event("confirmed"))
    del connection, vfs
    return tape


def _apply(files: dict[str, bytearray], event: Event) -> None:
    if event.kind == "delete":
        files.pop(event.name, None)
        return
    content = files.setdefault(event.name, bytearray())
    if event.kind == "truncate":
        del content[event.offset :]
        return
    end = event.offset + len(event.data)
    content.extend(bytes(max(0, end - len(content))))
    content[event.offset : end] = event.data


def _pieces(events: Iterable[Event]) -> Iterable[Event]:
    """The events, each write in the sectors that a disk may keep or lose one by one."""
    for event in events:
        if event.kind != "write":
            yield event
            continue
        at, end = event.offset, event.offset + len(event.data)
        while at < end:
            until = min(end, (at // SECTOR + 1) * SECTOR)
            yield Event(
                "write", event.name, at, event.data[at - event.offset : until - event.offset]
            )
            at = until


class _Vfs(apsw.VFS):
    def __init__(self, name: str, tape: Tape, path: Path) -> None:
        self.tape, self.path = tape, str(path)
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        filename = name.filename() if isinstance(name, apsw.URIFilename) else name
        return _File(self.tape, str(filename)[len(self.path) :], name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.tape.events.append(Event("delete", filename[len(self.path) :], int(syncdir)))
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, tape: Tape, ending: str, name: Any, flags: list[int]) -> None:
        self.tape, self.ending = tape, ending
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.tape.events.append(Event("write", self.ending, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self.tape.events.append(Event("truncate", self.ending, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self.tape.events.append(Event("sync", self.ending))
        super().xSync(flags)
