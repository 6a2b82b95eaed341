"""Tests of the store have one of their own, opened and closed for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.context import Context
from tests.conftest import opened
from tests.factories import TestClock


@pytest.fixture
def context(store_path: Path, store_template: Path, clock: TestClock) -> Iterator[Context]:
    yield from opened(store_path, store_template, clock)
