"""An administrator stays, on every day to come, whatever is changed of people and accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.errors import NotAllowed
from app.queries.accounts import rows
from app.queries.people import rows as people_rows
from app.rules.staff import PersonDetails, PostDetails
from app.rules.vocabulary import Role
from app.services.accounts import managing as accounts
from app.services.accounts import passwords
from app.services.people import people
from tests.services.people.centre import HIRED, TODAY, Centre

NEXT_MONTH = date(2026, 11, 1)
TOMORROW = TODAY + timedelta(days=1)
Change = Callable[[Centre, int, int], object]


@pytest.fixture
def kept(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """The centre with one account, its administrator's."""
    monkeypatch.setattr(passwords, "hashed", lambda password: password)
    accounts.create_accounts(centre.keeper, [centre.ids["admin"]])
    return centre


def agent_from(centre: Centre, since: date) -> PostDetails:
    return PostDetails(since, Role.AGENT, centre.inbound, centre.team_a, "inbound", 3)


def hired_on(day: date) -> Change:
    return lambda centre, key, version: people.edit_person(
        centre.keeper, key, version, "Person admin", day
    )


def agent_on(day: date) -> Change:
    return lambda centre, key, version: people.give_post(
        centre.keeper, key, version, agent_from(centre, day)
    )


def leaving_after(day: date) -> Change:
    return lambda centre, key, version: people.leave_centre(centre.keeper, key, version, day)


CHANGES = [
    (hired_on(TODAY), None),
    (hired_on(TOMORROW), TODAY),
    (agent_on(TODAY), TODAY),
    (agent_on(NEXT_MONTH), NEXT_MONTH),
    (leaving_after(TODAY), TOMORROW),
    (leaving_after(NEXT_MONTH), NEXT_MONTH + timedelta(days=1)),
]


def make(centre: Centre, change: Change) -> None:
    change(centre, centre.ids["admin"], centre.row("admin").version)


@pytest.mark.parametrize(("change", "day"), CHANGES)
def test_the_last_administrator_is_not_lost_on_any_day_to_come(
    kept: Centre, change: Change, day: date | None
) -> None:
    if day is None:
        make(kept, change)
        return
    with pytest.raises(NotAllowed) as refused:
        make(kept, change)
    assert refused.value.title.msgid == "The last administrator"
    assert refused.value.message.params == {"day": day, "names": "Person admin"}


@pytest.mark.parametrize(("change", "day"), CHANGES)
def test_with_another_administrator_each_of_these_is_allowed(
    kept: Centre, change: Change, day: date | None
) -> None:
    kept.add("admin2", Role.ADMINISTRATOR, kept.inbound)
    accounts.create_accounts(kept.keeper, [kept.ids["admin2"]])
    make(kept, change)


def test_who_takes_over_later_must_do_so_in_time(kept: Centre) -> None:
    late = PersonDetails("admin2", "Person admin2", NEXT_MONTH)
    kept.ids["admin2"] = people.add_person(
        kept.keeper, late, PostDetails(NEXT_MONTH, Role.ADMINISTRATOR, kept.inbound, None)
    )
    accounts.create_accounts(kept.keeper, [kept.ids["admin2"]])
    with pytest.raises(NotAllowed):
        make(kept, agent_on(NEXT_MONTH - timedelta(days=1)))
    make(kept, agent_on(NEXT_MONTH))


def test_a_successors_post_is_not_taken_back_once_it_is_counted_on(kept: Centre) -> None:
    key = kept.ids["leader"]
    accounts.create_accounts(kept.keeper, [key])
    appointed = PostDetails(NEXT_MONTH, Role.ADMINISTRATOR, kept.inbound, None)
    people.give_post(kept.keeper, key, kept.row("leader").version, appointed)
    make(kept, agent_on(NEXT_MONTH))
    with kept.keeper.read() as session:
        successor = people_rows.posts_of(session, key)[-1]
    with pytest.raises(NotAllowed):
        people.take_back_post(kept.keeper, key, kept.row("leader").version, successor.id)


def test_the_account_that_is_counted_on_later_is_not_disabled(kept: Centre) -> None:
    kept.add("admin2", Role.ADMINISTRATOR, kept.inbound)
    accounts.create_accounts(kept.keeper, [kept.ids["admin2"]])
    make(kept, leaving_after(NEXT_MONTH))
    with kept.keeper.read() as session:
        other = rows.account_of(session, kept.ids["admin2"])
    assert other is not None
    with pytest.raises(NotAllowed) as refused:
        accounts.disable(kept.keeper, [other.id])
    assert refused.value.message.params["day"] == NEXT_MONTH + timedelta(days=1)


def test_where_nobody_has_an_account_nothing_is_refused(centre: Centre) -> None:
    make(centre, agent_on(TODAY))
    make(centre, hired_on(HIRED))
