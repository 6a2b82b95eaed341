"""What tests on a server stand on. Those are marked `server`: they run by ./run test-server.

What holds of a store in a file holds of one on a server: in the rooms below each test that takes
`context` (or the command line's `store`) is there twice, the second time on a server. A test that
is about files says so: by the mark `files`, or by naming what only a file has.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from zlib import crc32

import pytest

from app.address import parse_address
from app.bootstrap import create_store
from tests.factories import TestClock
from tests.kept import KEEPER, SPRING, CentreTemplate
from tests.servers import Server, shared

if TYPE_CHECKING:
    from tests.kept_server import ServerTemplate

FILE, SERVER = "file", "server"
ROOMS = frozenset({"services", "queries", "reading", "exchange", "cli"})
FILES = frozenset({"store_path", "store_template", "store_file", "filled_file", "demo_made"})
SHARE = int(os.environ.get("DUTYDESK_SERVER_SHARE", "1"))
"""Of these tests each eighth, say, runs on a server: always the same ones."""

_HERE = Path(__file__).parent


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Where nobody asks for tests on a server, none are made."""
    asked = metafunc.config.option.markexpr
    if asked == "not server" or not _is_for_both(metafunc):
        return
    places = [pytest.param(SERVER, marks=pytest.mark.server)]
    if asked != "server":
        places.insert(0, pytest.param(FILE, id=pytest.HIDDEN_PARAM))
    metafunc.parametrize("kept_on", places, indirect=True)


def _is_for_both(metafunc: pytest.Metafunc) -> bool:
    test = metafunc.definition
    return (
        "kept_on" in metafunc.fixturenames
        and test.path.relative_to(_HERE).parts[0] in ROOMS
        and FILES.isdisjoint(metafunc.fixturenames)
        and test.get_closest_marker("files") is None
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The share of these that is wanted; others that need a server run always."""
    if SHARE == 1 or os.environ.get("DUTYDESK_TESTS") == "long":
        return
    left = [item for item in items if _runs_twice(item) and crc32(item.nodeid.encode()) % SHARE]
    config.hook.pytest_deselected(items=left)
    away = set(left)
    items[:] = [item for item in items if item not in away]


def _runs_twice(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and (
        item.get_closest_marker("server") is not None and "kept_on" in item.fixturenames
    )


@pytest.fixture
def kept_on(request: pytest.FixtureRequest) -> str:
    """What the test's store is kept in: FILE or SERVER."""
    return str(getattr(request, "param", FILE))


def on_server(request: pytest.FixtureRequest) -> ServerTemplate:
    """What a test's store on a server begins with, as `context` has it."""
    from tests.kept_server import ServerTemplate  # what it needs is loaded where it is needed

    small = "centre_template" in request.fixturenames
    return ServerTemplate(request.getfixturevalue("cluster"), small)


def centre_on(request: pytest.FixtureRequest) -> CentreTemplate:
    """The small centre as a store on the server holds it."""
    kept = request.getfixturevalue("kept_stores").kept(on_server(request))
    made: CentreTemplate = kept.centre
    return made


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the whole run, and of all its workers: databases are made on it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with shared(folder / "server") as server:
        yield server


@pytest.fixture(scope="session")
def server_template(cluster: Server) -> str:
    """The name of a database with an empty store, made once in spring and copied for each test."""
    name = f"dutydesk_template_{uuid4().hex[:12]}"
    address = parse_address(cluster.create_database(name))
    create_store(
        address, centre_name="Test centre", actor=KEEPER, clock=TestClock(SPRING)
    ).store.close()
    return name


@pytest.fixture
def store_database(cluster: Server, server_template: str) -> Iterator[str]:
    """The URL of a database of this test's own, with an empty store."""
    name = f"dutydesk_test_{uuid4().hex[:12]}"
    yield cluster.create_database(name, server_template)
    cluster.drop(name)


@pytest.fixture
def database(cluster: Server) -> Iterator[str]:
    """The URL of an empty database of this test's own."""
    name = f"dutydesk_test_{uuid4().hex[:12]}"
    yield cluster.create_database(name)
    cluster.drop(name)
