"""What tests on a server stand on. Those are marked `server`: they run by ./run test-server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.servers import Server, shared


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the whole run, and of all its workers: databases are made on it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with shared(folder / "server") as server:
        yield server


@pytest.fixture
def database(cluster: Server) -> Iterator[str]:
    """The URL of an empty database of this test's own."""
    name = f"dutydesk_test_{uuid4().hex[:12]}"
    yield cluster.create_database(name)
    cluster.drop(name)
