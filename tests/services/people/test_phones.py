"""Telephone numbers: who keeps them, who sees them (CONF-1)."""

from __future__ import annotations

import pytest

from app.errors import BadInput, NotAllowed
from app.models import AuditEntry
from app.reading.people.file import open_file
from app.reading.people.staff import biography
from app.rules.staff import PersonDetails, PostDetails
from app.rules.vocabulary import Role
from app.services.people import people
from tests.services.people.centre import HIRED, Centre

pytestmark = pytest.mark.rule("CONF-1")


def keep(centre: Centre, no: str, phone: str) -> None:
    row = centre.row(no)
    people.edit_person(centre.keeper, row.id, row.version, row.name, row.hired_on, phone)


def seen(centre: Centre, reader: str, no: str) -> str | None:
    life = biography(centre.acting(reader), centre.ids[no])
    return life.phone if life is not None else None


def test_the_own_leader_the_head_and_the_director_see_it_and_no_colleague(centre: Centre) -> None:
    keep(centre, "agent", "１３９ 0000-0001")
    assert open_file(centre.acting("agent"), "agent").phone == "139 0000-0001"
    for reader in ("leader", "head", "director"):
        assert seen(centre, reader, "agent") == "139 0000-0001", reader
    centre.add("colleague", Role.AGENT, centre.inbound, centre.team_a)
    centre.add("leader_b", Role.TEAM_LEADER, centre.inbound, centre.team_b)
    for reader in ("colleague", "leader_b"):
        assert not seen(centre, reader, "agent"), reader


def test_it_is_kept_until_it_is_taken_out_and_goes_with_who_was_added_by_mistake(
    centre: Centre,
) -> None:
    post = PostDetails(HIRED, Role.AGENT, centre.inbound, centre.team_a)
    new = PersonDetails("9001", "New", HIRED, "8001")
    centre.ids["9001"] = people.add_person(centre.keeper, new, post)
    row = centre.row("9001")
    people.edit_person(centre.keeper, row.id, row.version, "Another name", HIRED)
    assert seen(centre, "head", "9001") == "8001"
    keep(centre, "9001", " ")
    assert seen(centre, "head", "9001") == ""
    keep(centre, "9001", "8002")
    people.remove_person(centre.keeper, row.id, centre.row("9001").version)


@pytest.mark.parametrize("phone", ["none", "+", "1" * 33, "12;34"])
def test_what_nobody_can_dial_is_refused(centre: Centre, phone: str) -> None:
    with pytest.raises(BadInput):
        keep(centre, "agent", phone)


def test_only_who_manages_people_writes_it_and_the_trail_says_so(centre: Centre) -> None:
    row = centre.row("agent")
    with pytest.raises(NotAllowed):
        people.edit_person(
            centre.acting("leader"), row.id, row.version, row.name, row.hired_on, "1"
        )
    keep(centre, "agent", "8001")
    with centre.keeper.read() as session:
        last = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
        assert last is not None
        assert "8001" in str(last.after)
