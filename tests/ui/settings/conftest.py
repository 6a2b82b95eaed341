"""The staffed centre of the services' tests, at the desks of its people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.context import Context
from app.ui.kit.desk import Desk
from tests.kept import KeptStores
from tests.services.people.centre import Centre, build


@pytest.fixture
def staffed(context: Context, kept_stores: KeptStores) -> Centre:
    return build(context, kept_stores)


@pytest.fixture
def desk_at(staffed: Centre, desk_of: Callable[..., Desk]) -> Callable[[str], Desk]:
    """The desk of the person with this number."""
    return lambda no: desk_of(staffed.ids[no], no)
