"""Wishes of a workbook that no roster can heed are taken, and told."""

from __future__ import annotations

from datetime import date

from app.rules.rostering.records import WishRecord
from app.services.moving.idle_wishes import idle_wishes
from app.text import say
from tests.factories import SmallCentre

DAY = date(2026, 11, 5)


def told(centre: SmallCentre, *stated: WishRecord) -> list[str]:
    with centre.context.read() as session:
        return [say(one) for one in idle_wishes(session, stated, centre.people)]


def test_whose_post_is_on_no_roster_is_told_and_an_agent_is_not(centre: SmallCentre) -> None:
    (one,) = told(centre, WishRecord("0002", DAY, "", "on"), WishRecord("1001", DAY, "", "on"))
    assert "(0002)" in one
    assert "they stand on no roster that day" in one


def test_a_day_off_and_a_shift_at_once_are_told_and_a_shift_not_wanted_is_not(
    centre: SmallCentre,
) -> None:
    off = WishRecord("1001", DAY, "", "on")
    assert told(centre, off, WishRecord("1001", DAY, "E", "off")) == []
    (one,) = told(centre, off, WishRecord("1001", DAY, "E", "on"))
    assert "only one can be" in one


def test_of_many_the_first_are_told_one_by_one(centre: SmallCentre) -> None:
    stated = [WishRecord("0002", date(2026, 11, day), "", "on") for day in range(1, 24)]
    lines = told(centre, *stated)
    assert len(lines) == 21
    assert lines[-1] == "So it is with 3 more wishes."
