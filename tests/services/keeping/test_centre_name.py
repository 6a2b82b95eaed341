"""The centre's name can be changed; who saw an older one is told."""

from __future__ import annotations

import pytest

from app.context import Context
from app.errors import BadInput, Stale
from app.reading.keeping.store import summary
from app.services.keeping.store_settings import name_centre
from app.services.seen import Seen


def test_a_centre_is_renamed_by_its_keeper(context: Context) -> None:
    name_centre(context, " 客户服务中心 ")
    assert summary(context).centre_name == "客户服务中心"
    with pytest.raises(Stale):
        name_centre(context, "呼叫中心", Seen("另一个"))
    with pytest.raises(BadInput):
        name_centre(context, "  ")
    assert summary(context).centre_name == "客户服务中心"
