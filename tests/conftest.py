"""What all tests stand on: fresh stores, a clock that stands still, and no unexpected warnings."""

from __future__ import annotations

import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import Connection
from sqlcipher3 import dbapi2 as driver

from app.address import FileAddress, StoreAddress
from app.bootstrap import create_store, open_demo, open_store
from app.context import Context
from app.queries.reference import kept_under
from app.services.accounts import passwords
from app.store import migrate, schema
from app.store.sqlite import backups, engine, objects
from tests.factories import SmallCentre, TestClock, small_centre
from tests.kept import KEEPER, SPRING, CentreTemplate, KeptStores, first_written, unsaid_in
from tests.server_fixtures import (
    SERVER,
    centre_on,
    cluster,
    database,
    kept_on,
    on_server,
    pytest_collection_modifyitems,
    pytest_generate_tests,
    server_template,
    store_database,
)

__all__ = [
    "KEEPER",
    "cluster",
    "database",
    "kept_on",
    "pytest_collection_modifyitems",
    "pytest_generate_tests",
    "server_template",
    "store_database",
]

# A slow machine is no fault of the code: speed belongs in benchmarks. The gate draws the same
# examples each time, so that it says the same of the same code; DUTYDESK_TESTS=long draws others.
LONG = os.environ.get("DUTYDESK_TESTS") == "long"
settings.register_profile(
    "house",
    max_examples=200 if LONG else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not LONG,
)
settings.load_profile("house")


OWN = frozenset({"store_path", "store_address"})
"""Who names one of these has a file of its own, not one that is kept."""
DEMO_NOW = datetime(2026, 11, 18, 2, 12, tzinfo=UTC)


def pytest_collection_finish() -> None:
    """What the collected tests are made of stays to the end: no collection of garbage need look."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a tenth of the time would go into looking for it otherwise


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """Each test opens engines of its own; what SQLAlchemy compiled for one is good for all.

    Else a fifth of the time of a test with a store goes into compiling what the last one compiled.
    """
    first = create_engine("sqlite://", module=driver)
    first.connect().close()  # asks the driver what it can do
    compiled: dict[Any, Any] = {}

    def like_the_first(*words: Any, **options: Any) -> Engine:
        made = create_engine(*words, execution_options={"compiled_cache": compiled}, **options)
        made.dialect = first.dialect
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", like_the_first)
        yield


@pytest.fixture(scope="session", autouse=True)
def _migrations_are_run_once() -> Iterator[None]:
    """What they make of an empty file is put into the next one as it stands: they take a second.

    Tests of migrations run others than the program's, or on files of before: those are run.
    """
    run, present = migrate.run, (migrate.LOCATION, schema.HEAD)
    made: list[tuple[str, tuple[Any, ...]]] = []

    def run_or_put(connection: Connection, keep: Callable[[bytes], str]) -> None:
        if connection.dialect.name != "sqlite":
            run(connection, keep)
            return
        bare: Any = connection.connection.driver_connection
        begun = bool(bare.execute(objects.ALL).fetchall())
        if present != (migrate.LOCATION, schema.HEAD) or (begun and revision(bare) != schema.HEAD):
            run(connection, keep)
        elif not begun and made:
            for statement, values in made:
                bare.execute(statement, values)
        elif not begun:
            run(connection, keep)
            made.extend(statements_of(bare))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "run", run_or_put)
        yield


def revision(bare: Any) -> str | None:
    named = bare.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone()
    row = bare.execute("SELECT version_num FROM alembic_version").fetchone() if named else None
    return row and str(row[0])


def statements_of(bare: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What makes a database like this one: tables, their rows, and then what watches over them."""
    found = bare.execute(
        "SELECT type, name, sql FROM sqlite_schema "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid"
    ).fetchall()
    yield from ((sql, ()) for kind, _name, sql in found if kind == "table")
    for _kind, name, _sql in (one for one in found if one[0] == "table"):
        for row in bare.execute(f'SELECT * FROM "{name}"').fetchall():
            yield f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', tuple(row)
    yield from ((sql, ()) for kind, _name, sql in found if kind != "table")


@pytest.fixture(scope="session")
def store_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, made once and copied for each test. Nobody works in this one.

    It was made in spring, so that a test may begin on any day since, with a backup of today.
    """
    path = tmp_path_factory.mktemp("template") / "centre.dutydesk"
    create_store(
        path, centre_name="Test centre", actor=KEEPER, clock=TestClock(SPRING)
    ).store.close()
    shutil.rmtree(backups.folder_of(path))
    open_store(path, KEEPER, TestClock()).store.close()
    return path


@pytest.fixture(scope="session", autouse=True)
def _data_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept in the data directory of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTYDESK_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def clock() -> TestClock:
    """15 October 2026, 09:00 in Shanghai, until the test lets time go by."""
    return TestClock()


@dataclass(frozen=True, slots=True)
class SmallTemplate:
    """A file with the small centre in it."""

    path: Path
    made: CentreTemplate


@pytest.fixture(scope="session")
def small_template(store_template: Path) -> SmallTemplate:
    """The empty store with the small centre in it, made once and copied."""
    path = store_template.with_name("small.dutydesk")
    shutil.copy(store_template, path)
    shutil.copytree(backups.folder_of(store_template), backups.folder_of(path))
    opened = open_store(path, KEEPER, clock := TestClock())
    first_written(opened, clock)
    made = unsaid_in(opened, small_centre)
    clock.now = SPRING  # its seal is of then, too
    opened.store.close()
    return SmallTemplate(path, made)


@pytest.fixture
def centre_template(request: pytest.FixtureRequest, kept_on: str) -> CentreTemplate:
    """The small centre as the store of a test that has it holds it at first."""
    if kept_on == SERVER:
        return centre_on(request)
    small: SmallTemplate = request.getfixturevalue("small_template")
    return small.made


@pytest.fixture
def store_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The file of a fresh store that is not open: empty, or with the small centre where the test
    has that."""
    return Path(shutil.copy(_template(request), tmp_path / "centre.dutydesk"))


@pytest.fixture
def store_address(request: pytest.FixtureRequest, kept_on: str) -> StoreAddress:
    """Of the store of `context`, for other processes: where it is a file, of this test alone."""
    if kept_on == SERVER:
        context: Context = request.getfixturevalue("context")
        return context.store.address
    return FileAddress(request.getfixturevalue("store_path"))


def _template(request: pytest.FixtureRequest) -> Path:
    if "centre_template" in request.fixturenames:
        small: SmallTemplate = request.getfixturevalue("small_template")
        return small.path
    empty: Path = request.getfixturevalue("store_template")
    return empty


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo of Wednesday, 18 November 2026, 10:12: it takes seconds to make, so it is made once,
    to be copied."""
    path = tmp_path_factory.mktemp("demo") / "demo.dutydesk"
    open_demo(path, clock=TestClock(DEMO_NOW)).store.close()
    return path


@pytest.fixture(scope="session")
def kept_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptStores]:
    stores = KeptStores(lambda: tmp_path_factory.mktemp("kept"))
    yield stores
    stores.close()


@pytest.fixture
def context(request: pytest.FixtureRequest, kept_on: str, clock: TestClock) -> Iterator[Context]:
    """A fresh store (zone Asia/Shanghai), acted in by the store keeper; in some rooms a file, and
    once more one on a server (`server_fixtures.py`).

    A file has today's backup already, so that opening it takes none. Where the test names its file
    (`store_path`) it is opened for this test alone, else it is one of `kept_stores`.
    """
    kept_under.cache_clear()  # all copies have one stamp; what another test read is its own
    if kept_on != SERVER and not OWN.isdisjoint(request.fixturenames):
        path = request.getfixturevalue("store_path")
        yield from opened(path, request.getfixturevalue("store_template"), clock)
        return
    template = on_server(request) if kept_on == SERVER else _template(request)
    yield request.getfixturevalue("kept_stores").given(template, clock)  # noqa: PT022


def opened(path: Path, template: Path, clock: TestClock) -> Iterator[Context]:
    """The copy of a template, until the test is over."""
    shutil.copytree(backups.folder_of(template), backups.folder_of(path))
    context = open_store(path, KEEPER, clock)
    first_written(context, clock)
    yield context
    context.store.close()


@pytest.fixture
def centre(context: Context, centre_template: CentreTemplate) -> SmallCentre:
    """`context`, with the small centre: see factories.SmallCentre."""
    made = centre_template.centre  # what a test adds to its own centre stays its own
    return replace(
        made, context=context,
        people=dict(made.people), teams=dict(made.teams), shifts=dict(made.shifts),
    )  # fmt: skip


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost nothing, where what they cost is no matter."""
    monkeypatch.setattr(passwords, "hashed", lambda password: f"hash of {password}")
    monkeypatch.setattr(passwords, "outdated", lambda _encoded: False)
    monkeypatch.setattr(
        passwords, "matches", lambda encoded, password: encoded == f"hash of {password}"
    )


@pytest.fixture(autouse=True)
def _no_unexpected_log_lines(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or worse in the log fails the test, unless it reads it and clears `caplog`."""
    yield
    loud = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if loud:
        pytest.fail(f"unexpected log lines: {loud}")
