"""What the drills run in processes of their own. A parent kills them, or counts what they did."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import StoreRestored
from app.models import Department, Setting, Team
from app.rules.deeds import Deed
from app.store import migrate, schema
from app.store.places import Named
from app.store.sqlite.upgrade import upgrade
from tests.factories import TestClock

TIMES = int(os.environ.get("DRILL_TIMES", "1"))
"""How many times over the drills run: 1 in the gate, more at leisure."""

DRILL = Actor("os:drill", keeper=True)
LIMIT = 20


def processes() -> SpawnContext | ForkServerContext:
    """Where the system can: forked from one that has imported everything, so that a start is cheap.

    That one has opened no store: SQLite's connections do not survive a fork.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["tests.store.server.working", "sqlalchemy.dialects.postgresql.psycopg", "alembic.command"]
    )
    return context


def together(
    named: Named, work: Callable[..., None], shares: Sequence[tuple[Any, ...]]
) -> list[Any]:
    """Run `work(named, *share, start, told)` once for each of `shares`, each in a process of its
    own, on the store that is named; what each tells."""
    context = processes()
    start = context.Barrier(len(shares))
    pipes, running = [], []
    for share in shares:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(named, *share, start, theirs))
        process.start()
        theirs.close()
        pipes.append(ours)
        running.append(process)
    told = [pipe.recv() for pipe in pipes]
    for process in running:
        process.join()
    return told


def add_numbered(context: Context, number: int) -> None:
    """One change over three tables: after it there are `number` departments, teams, audit rows."""
    with context.write() as session:
        department = Department(name=f"D{number} " + "x" * 1500)
        session.add(department)
        session.flush()
        session.add(Team(department_id=department.id, name=f"T{number}"))
        context.audit(session, Deed.DEPARTMENT_ADD, f"department:{number}")


def write_until_killed(path: Path, now: datetime, confirmed: Connection) -> None:
    """Write one change after another, and tell each number once its commit has returned."""
    context = open_store(path, DRILL, TestClock(now))
    with context.read() as session:
        number = session.scalars(select(func.count()).select_from(Department)).one()
    while True:
        number += 1
        add_numbered(context, number)
        confirmed.send(number)


def write_and_wait(path: Path, count: int, confirmed: Connection) -> None:
    """Make `count` changes, tell of the last, and wait to be killed."""
    context = open_store(path, DRILL, TestClock())
    with context.read() as session:
        last = session.scalars(select(func.count()).select_from(Department)).one()
    for number in range(last + 1, last + count + 1):
        add_numbered(context, number)
    confirmed.send(count)
    confirmed.recv()


def write_through_restores(path: Path, name: str, stop: Event, confirmed: Connection) -> None:
    """Make named changes until `stop`, opening the store anew whenever it was restored; then tell
    the names of those that were confirmed."""
    context = open_store(path, DRILL, TestClock())
    names: list[str] = []
    while not stop.is_set():
        try:
            with context.write() as session:
                session.add(Department(name=f"{name}{len(names)}"))
                context.audit(session, Deed.DEPARTMENT_ADD, "department:0")
            names.append(f"{name}{len(names)}")
        except StoreRestored:
            context.store.close()
            context = open_store(path, DRILL, TestClock())
    context.store.close()
    confirmed.send(names)


def take_places(path: Path, attempts: int, start: Barrier, taken: Connection) -> None:
    """Try to take a place under LIMIT, over and over; tell how many were taken."""
    context = open_store(path, DRILL, TestClock())
    count = 0
    start.wait()
    for attempt in range(attempts):
        with context.write() as session:
            places = session.scalars(
                select(func.count()).select_from(Setting).where(Setting.key.like("place %"))
            ).one()
            if places < LIMIT:
                key = f"place {taken.fileno()} {attempt} {places}"
                session.execute(insert(Setting).values(key=key, value=""))
                count += 1
    taken.send(count)


def migrate_to(path: Path, location: str, head: str, now: datetime, ready: Connection) -> None:
    """Bring a store to the schema of other migrations than the program's own."""
    migrate.LOCATION, schema.HEAD = location, head
    ready.send(None)
    upgrade(path, now, DRILL.name, {})
    ready.send("done")
