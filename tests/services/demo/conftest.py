"""A demo to work in, copied from the one that was made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import open_store
from app.context import Context
from tests.conftest import DEMO_NOW
from tests.factories import TestClock


@pytest.fixture
def clock() -> TestClock:
    return TestClock(DEMO_NOW)


@pytest.fixture
def path(demo_made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_made, tmp_path / "demo.dutydesk"))


@pytest.fixture
def ctx(path: Path, clock: TestClock) -> Iterator[Context]:
    opened = open_store(path, clock=clock)
    yield opened
    opened.store.close()
