"""What tests on a server stand on. Those are marked `server`: they run by ./run test-server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

from app.address import parse_address
from app.bootstrap import create_store
from tests.factories import TestClock
from tests.kept import KEEPER, SPRING
from tests.servers import Server, shared


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
