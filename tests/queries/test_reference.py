"""What rarely changes is kept by the process, and never longer than it holds."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text, update

from app.models import Account, Person, Setting, SettingKey
from app.queries.reference import reference
from app.store.schema import REFERENCE
from tests.factories import HIRED, SmallCentre, a_person

ANY_CHANGE = {
    "account": "INSERT INTO account (login, password_hash, must_change, disabled) "
    "VALUES ('root', '', false, false)",
    "calendar_day": "INSERT INTO calendar_day (day, name, kind, provisional) "
    "VALUES ('2026-10-01', 'National Day', 'holiday', false)",
    "delegation": "INSERT INTO delegation (by_id, to_id, first_date, last_date, made_at, reason) "
    "VALUES (1, 2, '2026-10-01', '2026-10-02', '2026-10-01', '')",
    "department": "UPDATE department SET name = 'Calls'",
    "own_leave_kind": "INSERT INTO own_leave_kind (code, name, notice_days, director, "
    "has_balance, retired, counting) "
    "VALUES ('annual', 'Annual', 1, 'long', false, false, 'rostered')",
    "person": "UPDATE person SET left_on = '2026-10-31' WHERE employee_no = '1001'",
    "policy_value": "INSERT INTO policy_value (key, value, since, set_at, set_by, reason) "
    "VALUES ('swap_monthly_limit', 3, '2026-10-01', '2026-10-01', '', '')",
    "post": "DELETE FROM post WHERE person_id = (SELECT max(person_id) FROM post)",
    "shift_type": "UPDATE shift_type SET start_at = '08:00:00.000000' WHERE code = 'E'",
    "team": "UPDATE team SET name = 'C' WHERE name = 'A'",
}


def stamp(centre: SmallCentre) -> str:
    with centre.context.read() as session:
        return session.scalars(
            select(Setting.value).where(Setting.key == SettingKey.REFERENCE_STAMP)
        ).one()


def test_every_reference_table_has_a_change_here() -> None:
    assert set(ANY_CHANGE) == {*REFERENCE, "account"}


@pytest.mark.parametrize("table", sorted(ANY_CHANGE))
def test_a_change_behind_the_program_s_back_draws_a_new_stamp(
    centre: SmallCentre, table: str
) -> None:
    before = stamp(centre)
    with centre.context.write() as session:
        session.execute(text(ANY_CHANGE[table]))
    assert stamp(centre) != before


def test_what_changed_is_seen_by_the_next_transaction(centre: SmallCentre) -> None:
    key = centre.people["1001"]
    with centre.context.read() as session:
        assert reference(session).people([key])["1001"].employed_on(date(2026, 11, 2))
        assert reference(session).policies.at(centre.context.now()).swap_monthly_limit == 2
    with centre.context.write() as session:
        session.execute(text(ANY_CHANGE["person"]))
        session.execute(text(ANY_CHANGE["policy_value"]))
        assert not reference(session).people([key])["1001"].employed_on(date(2026, 11, 2))
    with centre.context.read() as session:
        assert not reference(session).people([key])["1001"].employed_on(date(2026, 11, 2))
        assert reference(session).policies.at(centre.context.now()).swap_monthly_limit == 3


def test_what_was_rolled_back_is_kept_by_nobody(centre: SmallCentre) -> None:
    key = centre.people["1001"]
    with pytest.raises(RuntimeError), centre.context.write() as session:
        session.execute(update(Person).where(Person.id == key).values(name="Nobody"))
        assert reference(session).people([key])["1001"].name == "Nobody"
        raise RuntimeError
    with centre.context.write() as session:
        session.execute(update(Person).where(Person.id == key).values(name="Somebody"))
        assert reference(session).people([key])["1001"].name == "Somebody"


def test_nothing_is_read_twice_while_it_holds(centre: SmallCentre) -> None:
    key = centre.people["1001"]
    with centre.context.read() as session:
        known = reference(session)
        first = (known.person(key), known.shifts, known.policies, known.approvers([key]))
    with centre.context.write() as session:
        known = reference(session)
        again = (known.person(key), known.shifts, known.policies, known.approvers([key]))
    assert all(one is other for one, other in zip(first[:3], again[:3], strict=True))
    assert first[3] == again[3] == {centre.people[no] for no in ("0002", "1000", "2000")}


def test_people_are_read_only_when_they_are_asked_for(centre: SmallCentre) -> None:
    with centre.context.read() as session:
        known = reference(session)
        known.people([centre.people["1001"], centre.people["1002"]])
        assert set(known.kept.people) == {centre.people["1001"], centre.people["1002"]}


def test_a_sign_in_is_no_change_of_who_may_act(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(Account(login="1001", person_id=centre.people["1001"], password_hash=""))
    before = stamp(centre)
    with centre.context.write() as session:
        session.execute(update(Account).values(signed_in_at=centre.context.now()))
    assert stamp(centre) == before


def test_a_disabled_account_and_an_unknown_person_have_no_place(centre: SmallCentre) -> None:
    key = centre.people["1001"]
    with centre.context.write() as session:
        session.add(Account(login="1001", person_id=key, password_hash="", disabled=True))
        known = reference(session)
        assert known.is_disabled(key, "1001")
        assert known.person(999_999) is None
        assert known.place_of(999_999, HIRED).department is None


def test_a_row_that_the_session_still_holds_is_counted(centre: SmallCentre) -> None:
    """What was added to the session is written before anything is read."""
    with centre.context.write() as session:
        added = a_person(session, "9999")
        added.name = "Renamed"
        assert reference(session).number(added.id) == "9999"
        assert reference(session).people([added.id])["9999"].name == "Renamed"
