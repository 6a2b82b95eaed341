"""A small centre for the services' tests."""

from __future__ import annotations

import pytest

from app.context import Context
from tests.services.people.centre import Centre, build


@pytest.fixture
def centre(context: Context) -> Centre:
    return build(context)
