"""Needs of dates, departments and job types: who may state them, what is refused, what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.errors import BadInput, Conflict, NotAllowed, NotFound, Stale
from app.models import AuditEntry
from app.reading.keeping.further_needs import load_further_needs
from app.rules.deeds import Deed
from app.rules.rostering.stated_need import MOST_NEEDED, StatedNeed, need_problems
from app.services.keeping.further_needs import add_need, edit_need, remove_need
from app.services.keeping.needs import set_needs
from app.services.seen import Seen
from tests.factories import SmallCentre
from tests.services.requests.test_offers import acting

DAY = date(2026, 11, 11)


def stated(centre: SmallCentre, **words: object) -> StatedNeed:
    plain = StatedNeed(centre.department, None, "", "E", weekday=None, day=None, least=2)
    return replace(plain, **words)  # type: ignore[arg-type]


def listed(centre: SmallCentre) -> list[StatedNeed]:
    return [row.need for row in load_further_needs(acting(centre, "0002")).rows]


def test_a_head_adds_changes_and_removes_a_row_and_it_is_on_record(centre: SmallCentre) -> None:
    head, need = acting(centre, "0002"), stated(centre, day=DAY, job_type="inbound", want=3, most=4)
    key = add_need(head, need)
    assert listed(centre) == [need]
    edit_need(head, key, replace(need, least=3), Seen(need))
    assert [one.least for one in listed(centre)] == [3]
    remove_need(head, key, Seen(replace(need, least=3)))
    assert listed(centre) == []
    with centre.context.read() as session:
        deeds = session.scalars(
            select(AuditEntry.action).where(AuditEntry.subject == f"need:{key}")
        )
        assert [*deeds] == [Deed.NEED_STATE, Deed.NEED_STATE, Deed.NEED_REMOVE]


@pytest.mark.parametrize("no", ["1000", "1001", "0003"])
def test_who_may_not_state_needs_only_reads_them(centre: SmallCentre, no: str) -> None:
    key = add_need(acting(centre, "0002"), stated(centre))
    other = acting(centre, no)
    for act in (
        lambda: add_need(other, stated(centre, day=DAY)),
        lambda: edit_need(other, key, stated(centre, least=9)),
        lambda: remove_need(other, key),
    ):
        with pytest.raises(NotAllowed):
            act()
    read = load_further_needs(other)
    assert not any(read.may_edit(row) for row in read.rows)


def test_a_head_states_none_of_the_centre_as_a_whole_but_the_director_does(
    centre: SmallCentre,
) -> None:
    whole = stated(centre, department=None)
    with pytest.raises(NotAllowed):
        add_need(acting(centre, "0002"), whole)
    add_need(acting(centre, "0001"), whole)
    assert listed(centre) == [whole]


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ({"least": 0}, set()), ({"least": -1}, {"least"}),
        ({"least": MOST_NEEDED}, set()), ({"least": MOST_NEEDED + 1}, {"least"}),
        ({"want": 2}, set()), ({"want": 1}, {"want"}),
        ({"most": 2}, set()), ({"most": 1}, {"most"}),
        ({"want": 5, "most": 5}, set()), ({"want": 5, "most": 4}, {"most"}),
    ],
)  # fmt: skip
def test_no_fewer_are_wanted_than_at_least_and_no_more_than_at_most(
    centre: SmallCentre, numbers: dict[str, int], wrong: set[str]
) -> None:
    need = stated(centre, **numbers)
    assert need_problems(need).keys() == wrong
    if wrong:
        with pytest.raises(BadInput):
            add_need(acting(centre, "0002"), need)


def test_there_is_one_row_for_the_same_people_shift_and_days(centre: SmallCentre) -> None:
    head, need = acting(centre, "0002"), stated(centre, weekday=1)
    add_need(head, need)
    other = add_need(head, replace(need, weekday=2))
    with pytest.raises(Conflict):
        add_need(head, replace(need, least=7))
    with pytest.raises(Conflict):
        edit_need(head, other, need)


def test_what_the_grid_says_of_a_weekday_can_be_said_with_more(centre: SmallCentre) -> None:
    head, team = acting(centre, "0002"), centre.teams["A"]
    set_needs(head, team, {(centre.shifts["E"], 0): 2})
    assert listed(centre) == []
    need = stated(centre, team=team, weekday=1, least=3, want=4)
    add_need(head, need)
    assert listed(centre) == [need]
    set_needs(head, team, {(centre.shifts["E"], 0): 5})
    assert listed(centre) == [replace(need, least=5, want=5)]
    set_needs(head, team, {})
    assert listed(centre) == []


def test_a_row_of_one_day_has_no_weekday(centre: SmallCentre) -> None:
    add_need(acting(centre, "0002"), stated(centre, weekday=1, day=DAY))
    assert listed(centre) == [stated(centre, day=DAY)]


def test_what_somebody_else_changed_first_is_not_overwritten(centre: SmallCentre) -> None:
    head, need = acting(centre, "0002"), stated(centre)
    key = add_need(head, need)
    edit_need(head, key, replace(need, least=3), Seen(need))
    with pytest.raises(Stale) as refused:
        edit_need(head, key, replace(need, least=4), Seen(need))
    assert refused.value.stands == replace(need, least=3)
    with pytest.raises(Stale):
        remove_need(head, key, Seen(need))
    edit_need(head, key, replace(need, least=3), Seen(need))


def test_what_is_gone_by_now_is_said(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    with pytest.raises(NotFound):
        edit_need(head, 99, stated(centre))
    with pytest.raises(NotFound):
        add_need(head, stated(centre, shift="X"))
    with pytest.raises(NotFound):
        add_need(head, stated(centre, team=99))
