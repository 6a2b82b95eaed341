"""What the rows of `benchmarks.desks` stand on: a server of their own, stores, a row's words."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from app.address import ServerAddress, parse_address
from app.bootstrap import create_store, open_store
from app.context import Context
from app.store.places import Named
from benchmarks import roster_store
from tests import servers
from tests.conftest import KEEPER
from tests.factories import TestClock
from tests.servers import Cluster

DURABLE = {"fsync": "on", "full_page_writes": "on", "max_wal_size": "1GB"}
"""As a centre's server is run: what it says it has written is on the disk."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is asked for; `reached` None: it could not be measured."""

    what: str
    goal: str
    measured: str
    reached: bool | None


def at_most(what: str, goal: float, found: float, unit: str = "", told: str = "") -> Row:
    return Row(what, f"≤ {goal:g}{unit}", f"{found:.2f}{unit}{told}", found <= goal)


def at_least(what: str, goal: float, found: float, told: str = "") -> Row:
    return Row(what, f"≥ {goal:g}", f"{found:.2f}{told}", found >= goal)


def exactly(what: str, goal: int, found: int, told: str = "") -> Row:
    return Row(what, f"{goal:,}", f"{found:,}{told}", found == goal)


@dataclass(slots=True)
class Bench:
    """`attempts`: how many of each race. `sample`: the folder with the centre's workbooks."""

    server: Cluster
    folder: Path
    sample: Path | None
    attempts: int
    years: int
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _centre: Path | None = None

    def database(self) -> ServerAddress:
        """A new, empty one."""
        return parse_server(self.server.create_database(f"desks_{next(self._numbers)}"))

    def file(self) -> Path:
        """Where no file is."""
        return self.folder / f"{next(self._numbers)}.dutydesk"

    def store(self) -> ServerAddress:
        """A new store on the server, with nobody in it."""
        address = self.database()
        made(address)
        return address

    def made_file(self) -> Path:
        """A new store in a file, with nobody in it."""
        path = self.file()
        made(path)
        return path

    def centre(self) -> Path:
        """A file with 1,000 people over years."""
        if self._centre is None:
            self._centre = self.file()
            roster_store.build(self._centre, self.years).store.close()
        return self._centre

    def drop(self, address: ServerAddress) -> None:
        self.server.drop(address.database)


def parse_server(url: str) -> ServerAddress:
    address = parse_address(url)
    assert isinstance(address, ServerAddress)
    return address


def made(named: Named) -> None:
    """Make an empty store there."""
    create_store(named, centre_name="Desks", actor=KEEPER, clock=TestClock()).store.close()


@contextmanager
def opened(named: Named) -> Iterator[Context]:
    context = open_store(named, KEEPER, TestClock())
    with closing(context.store):
        yield context


@contextmanager
def bench(sample: Path | None, attempts: int, years: int) -> Iterator[Bench]:
    """With a server whose data is on the disk, whatever room there is in memory."""
    with tempfile.TemporaryDirectory() as folder:
        servers.MEMORY = Path(folder) / "none"
        with Cluster(tcp=True, settings=DURABLE) as server:
            yield Bench(server, Path(folder), sample, attempts, years)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def typical(work: Callable[[], object], runs: int) -> float:
    """The median seconds of so many runs."""
    return median(seconds(work) for _ in range(runs))


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
