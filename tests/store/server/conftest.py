"""Stores on a server, each in a database of its own: a copy of one that is made once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest

from app.address import ServerAddress
from app.bootstrap import create_store, open_store
from app.context import Context
from tests.cutting import CuttingProxy
from tests.servers import Server
from tests.store.server.desks import KEEPER, Swallowing


@pytest.fixture(scope="session")
def made(cluster: Server) -> Iterator[str]:
    """The name of a database with an empty store, to make others of."""
    name = f"dutydesk_made_{uuid4().hex[:12]}"
    address = ServerAddress(cluster.create_database(name))
    create_store(address, actor=KEEPER).store.close()
    yield name
    cluster.drop(name)


@pytest.fixture
def address(cluster: Server, made: str) -> Iterator[ServerAddress]:
    """Where a store of this test's own is."""
    name = f"dutydesk_test_{uuid4().hex[:12]}"
    yield ServerAddress(cluster.create_database(name, made))
    cluster.drop(name)


@pytest.fixture
def desk(address: ServerAddress) -> Iterator[Context]:
    """Somebody who has it open."""
    context = open_store(address, KEEPER)
    with closing(context.store):
        yield context


@pytest.fixture
def proxy(cluster: Server) -> Iterator[Swallowing]:
    with Swallowing(cluster) as proxy:
        yield proxy


@pytest.fixture
def remote(address: ServerAddress, proxy: CuttingProxy) -> Iterator[Context]:
    """Somebody who has it open behind the proxy."""
    context = open_store(ServerAddress(proxy.url(address.database)), KEEPER)
    with closing(context.store):
        yield context
