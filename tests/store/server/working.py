"""What the drills on a server run in processes of their own."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier, Event
from typing import Any

from sqlalchemy import func, select

from app.address import ServerAddress
from app.bootstrap import create_store, open_store
from app.errors import AppError
from app.models import Department, Setting
from app.rules.deeds import Deed
from app.store import migrate, schema
from app.store.postgresql import connecting
from app.store.postgresql.place import ServerPlace
from tests.factories import NOW
from tests.store.server.desks import KEEPER, tell


def write_until(address: ServerAddress, name: str, stop: Event, told: Connection) -> None:
    """Add departments, one after the other, until `stop`; then tell of each what was said of it."""
    context = open_store(address, KEEPER)
    told.send("open")
    said: list[tuple[str, str | None]] = []
    while not stop.is_set():
        each = f"{name}{len(said)}"
        said.append((each, tell(context, each)))
        if said[-1][1]:
            stop.wait(0.05)  # as a person would, only faster
    context.store.close()
    told.send(said)


def hold_and_stop(address: ServerAddress, patience: str, told: Connection) -> None:
    """Take the lock, change something and stop for good, as a computer that goes to sleep; once it
    is woken, tell what is said then. `patience`: the server's with whoever holds the lock."""
    connecting.SESSION["idle_in_transaction_session_timeout"] = patience
    context = open_store(address, KEEPER)
    try:
        with context.write() as session:
            session.add(Department(name="asleep"))
            context.audit(session, Deed.DEPARTMENT_ADD, "asleep")
            session.flush()
            told.send("holds")
            os.kill(os.getpid(), signal.SIGSTOP)
    except AppError as error:
        told.send(error.title.msgid)
    context.store.close()


def take_numbers(
    address: ServerAddress, name: str, attempts: int, start: Barrier, taken: Connection
) -> None:
    """Take the next number so often, each on record as the next link of the trail."""
    context = open_store(address, KEEPER)
    start.wait()
    said = [tell(context, f"{name}{attempt}") for attempt in range(attempts)]
    numbers = []
    for _ in range(attempts):
        with context.write() as session:
            row = session.get(Setting, "number") or session.merge(Setting(key="number", value="0"))
            row.value = str(int(row.value) + 1)
            numbers.append(int(row.value))
    context.store.close()
    taken.send((said, numbers))


def make(address: ServerAddress, start: Barrier, told: Connection) -> None:
    """Make a store where none is; tell what was said, None for a store that was made."""
    start.wait()
    try:
        create_store(address, actor=KEEPER).store.close()
    except AppError as error:
        told.send(error.title.msgid)
    else:
        told.send(None)


def make_and_be_killed(address: ServerAddress, told: Connection) -> None:
    """The same, telling when it begins; a parent ends it."""
    told.send("begins")
    create_store(address, actor=KEEPER).store.close()
    told.send("made")


def open_with(
    address: ServerAddress, location: str, head: str, start: Barrier, told: Connection
) -> None:
    """Open a store as a program with other migrations would, and tell how many departments it
    sees, or what was said."""
    migrate.LOCATION, schema.HEAD = location, head
    start.wait()
    told.send(_opened(address))


def open_and_be_killed(address: ServerAddress, location: str, head: str, told: Connection) -> None:
    migrate.LOCATION, schema.HEAD = location, head
    told.send("begins")
    told.send(_opened(address))


def _opened(address: ServerAddress) -> Any:
    place = ServerPlace(address)
    try:
        store = place.open(lambda: NOW, KEEPER.name)
    except AppError as error:
        return error.title.msgid
    with store.reading() as session:
        count = session.scalars(select(func.count()).select_from(Department)).one()
    store.close()
    return count
