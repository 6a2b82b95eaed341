"""The centre's own kinds of leave: each with its notice and chain, which then stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.context import Actor, Context
from app.errors import BadInput, NotAllowed, NotFound
from app.queries.leave.kinds import KindDetails, own_kind_details
from app.rules.kinds import LONGEST_NOTICE
from app.rules.vocabulary import Upwards
from app.services.leave import requests as leave
from app.services.leave.kinds import add_kind, edit_kind
from app.services.leave.requests import JudgedLeave, Wish
from tests.factories import SmallCentre

ANNUAL = KindDetails("annual", "年假", 3, Upwards.NEVER)


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def kinds(centre: SmallCentre) -> list[KindDetails]:
    with centre.context.read() as session:
        return own_kind_details(session)


def judged(centre: SmallCentre, first: date, last: date) -> JudgedLeave:
    ctx = acting(centre, "1002")
    with ctx.read() as session:
        return leave.judge_wish(
            ctx, session, Wish(centre.people["1002"], "annual", first, last, reason="家中有事")
        )


@pytest.mark.parametrize("by", ["0002", "0001", "0004"])
def test_heads_the_director_and_who_sets_a_centre_up_add_kinds(
    centre: SmallCentre, by: str
) -> None:
    add_kind(acting(centre, by), ANNUAL)
    assert kinds(centre) == [ANNUAL]


@pytest.mark.parametrize("by", ["1001", "1000", "0003"])
def test_nobody_else_does(centre: SmallCentre, by: str) -> None:
    with pytest.raises(NotAllowed):
        add_kind(acting(centre, by), ANNUAL)
    assert kinds(centre) == []


@pytest.mark.parametrize("code", ["", "1st", "two words", "年-假"])
def test_a_code_is_one_word_that_begins_with_a_letter(centre: SmallCentre, code: str) -> None:
    with pytest.raises(BadInput):
        add_kind(acting(centre, "0002"), replace(ANNUAL, code=code))


@pytest.mark.parametrize("code", ["annual", "sick", "personal"])
def test_a_code_is_never_used_twice(centre: SmallCentre, code: str) -> None:
    add_kind(acting(centre, "0002"), ANNUAL)
    with pytest.raises(BadInput):
        add_kind(acting(centre, "0002"), replace(ANNUAL, code=code, name="另一种"))


def test_notice_is_between_nought_and_a_year(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    for code, days in (("none", 0), ("year", LONGEST_NOTICE)):
        add_kind(head, replace(ANNUAL, code=code, notice_days=days))
    for days in (-1, LONGEST_NOTICE + 1):
        with pytest.raises(BadInput):
            add_kind(head, replace(ANNUAL, notice_days=days))


def test_leaves_are_judged_by_the_kinds_own_notice(centre: SmallCentre) -> None:
    """Three days of notice on the 15th: the 18th is in time, the 17th is late."""
    add_kind(acting(centre, "0002"), ANNUAL)
    assert not judged(centre, date(2026, 10, 18), date(2026, 10, 18)).late
    assert judged(centre, date(2026, 10, 17), date(2026, 10, 17)).late


def test_leaves_take_the_kinds_own_chain(centre: SmallCentre) -> None:
    add_kind(acting(centre, "0002"), ANNUAL)
    assert judged(centre, date(2026, 10, 19), date(2026, 10, 21)).steps == ("leader", "head")


@pytest.mark.parametrize(
    ("upwards", "days", "to_director"),
    [(Upwards.ALWAYS, 1, True), (Upwards.LONG, 1, False), (Upwards.LONG, 2, True)],
)
def test_the_director_decides_as_the_kind_says(
    centre: SmallCentre, upwards: Upwards, days: int, to_director: bool
) -> None:
    add_kind(acting(centre, "0002"), replace(ANNUAL, director=upwards))
    steps = judged(centre, date(2026, 10, 19), date(2026, 10, 18 + days)).steps
    assert ("director" in steps) is to_director


def test_name_balance_and_retirement_change_and_the_rest_stays(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    add_kind(head, ANNUAL)
    changed = replace(ANNUAL, name="带薪年假", has_balance=True, retired=True)
    edit_kind(head, changed)
    assert kinds(centre) == [changed]
    for other in (replace(changed, notice_days=1), replace(changed, director=Upwards.ALWAYS)):
        with pytest.raises(BadInput):
            edit_kind(head, other)
    assert kinds(centre) == [changed]


def test_a_kind_that_is_not_there_is_not_edited(centre: SmallCentre) -> None:
    with pytest.raises(NotFound):
        edit_kind(acting(centre, "0002"), ANNUAL)
