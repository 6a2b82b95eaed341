"""Stores on a server, each in a database of its own: a copy of one that is made once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from app.address import ServerAddress
from app.bootstrap import open_store
from app.context import Context
from tests.cutting import CuttingProxy
from tests.servers import Server
from tests.store.server.desks import KEEPER, Swallowing


@pytest.fixture
def address(store_database: str) -> ServerAddress:
    """Where a store of this test's own is."""
    return ServerAddress(store_database)


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
