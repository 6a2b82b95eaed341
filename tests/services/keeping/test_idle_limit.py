"""How long a desk may stay open with nobody there: the administrator's word for every machine."""

from __future__ import annotations

import json

import pytest

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed
from app.models import AuditEntry
from app.reading.keeping.idle_limit import idle_limit
from app.rules.deeds import Deed
from app.services.keeping.store_settings import set_idle_limit
from app.services.seen import Seen
from tests.services.people.centre import Centre, build


@pytest.fixture
def centre(context: Context) -> Centre:
    return build(context)


def test_it_is_fifteen_minutes_at_first_and_everybody_may_know_it(centre: Centre) -> None:
    assert {idle_limit(centre.acting(no)) for no in ("agent", "leader", "admin")} == {15}


def test_the_administrator_sets_it_and_it_is_on_record(centre: Centre) -> None:
    set_idle_limit(centre.acting("admin"), 5, Seen(15))
    assert idle_limit(centre.acting("agent")) == 5
    with centre.keeper.read() as session:
        entry = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
        assert entry is not None
        assert (entry.actor, entry.action) == ("admin", Deed.STORE_LIMIT_IDLE)
        assert json.loads(entry.before or "") == {"idle_minutes": 15}
        assert json.loads(entry.after or "")["idle_minutes"] == 5


@pytest.mark.parametrize("no", ["agent", "leader", "inspector", "head", "director"])
def test_nobody_else_sets_it(centre: Centre, no: str) -> None:
    with pytest.raises(NotAllowed):
        set_idle_limit(centre.acting(no), 60, Seen(15))
    assert idle_limit(centre.keeper) == 15


@pytest.mark.parametrize("minutes", [1, 60])
def test_a_minute_and_an_hour_are_its_ends(centre: Centre, minutes: int) -> None:
    set_idle_limit(centre.keeper, minutes, Seen(15))
    assert idle_limit(centre.keeper) == minutes


@pytest.mark.parametrize("minutes", [0, 61, -5])
def test_never_is_no_limit_and_neither_is_longer_than_an_hour(centre: Centre, minutes: int) -> None:
    with pytest.raises(BadInput):
        set_idle_limit(centre.keeper, minutes, Seen(15))


def test_of_two_who_set_it_the_second_is_told(centre: Centre) -> None:
    set_idle_limit(centre.acting("admin"), 5, Seen(15))
    with pytest.raises(Conflict):
        set_idle_limit(centre.keeper, 30, Seen(15))
    assert idle_limit(centre.keeper) == 5
