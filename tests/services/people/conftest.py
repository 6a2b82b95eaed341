"""A small centre for the services' tests."""

from __future__ import annotations

import pytest

from app.context import Context
from tests.kept import KeptStores
from tests.services.people.centre import Centre, build


@pytest.fixture
def centre(context: Context, kept_stores: KeptStores) -> Centre:
    return build(context, kept_stores)
