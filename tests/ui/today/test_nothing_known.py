"""Green only where something is known: no needs and no roster are not "all well"."""

from __future__ import annotations

import pytest

from app.models import StaffingNeed
from app.ui.kit.short_asked import ShortAsked
from app.ui.kit.tokens import Tone
from tests.factories import SmallCentre, TestClock
from tests.ui.today.test_today_page import Open, open_page, texts, tile

__all__ = ["open_page"]


def needing(centre: SmallCentre) -> None:
    """On weekdays, when the leader at least works it."""
    with centre.context.write() as session:
        session.add_all(
            StaffingNeed(
                department_id=centre.department,
                team_id=team,
                shift_id=centre.shifts["E"],
                weekday=day,
                least=1,
            )
            for day in range(5)
            for team in centre.teams.values()
        )


@pytest.mark.parametrize(
    ("needs", "days", "note", "tone"),
    [
        (False, 0, "it is not set how many are needed", Tone.PLAIN),
        (True, 0, "none in the next 7 days", Tone.GOOD),
        (True, 12, "no roster published from Mon 2 November on", Tone.WARN),
        (True, 40, "no roster published for the next 7 days", Tone.WARN),
    ],
)
def test_no_shift_is_open_is_good_only_where_it_says_something(
    centre: SmallCentre, clock: TestClock, open_page: Open,
    needs: bool, days: int, note: str, tone: Tone,
) -> None:  # fmt: skip
    if needs:
        needing(centre)
    clock.pass_by(days=days)
    page = open_page("0002")
    number = tile(page, "Open or short shifts").number
    assert (number.note, number.tone) == (note, tone)
    green = "Every shift of the next 7 days has its people."
    assert (green in texts(page)) == (tone is Tone.GOOD)


def test_nobody_to_inspect_is_not_everybody_inspected(clock: TestClock, open_page: Open) -> None:
    clock.pass_by(days=30)
    page = open_page("0003")
    number = tile(page, "Still to inspect").number
    assert (number.note, number.tone) == ("nobody has worked this month yet", Tone.PLAIN)
    assert "Every agent has been inspected this month." not in texts(page)


def test_breaches_and_warnings_are_named_apart(open_page: Open) -> None:
    page = open_page("0002")
    number = tile(page, "Findings this month").number
    breaches, warnings = number.note.split(", ")
    assert breaches.split()[1] in ("breach", "breaches")
    assert warnings.split()[1] in ("warning", "warnings")
    assert int(breaches.split()[0]) + int(warnings.split()[0]) <= int(number.figure)


def test_a_shift_that_lacks_people_leads_to_its_team_and_day(
    centre: SmallCentre, clock: TestClock, open_page: Open
) -> None:
    """From the tile as from the list: the roster opens there with the ways to cover it."""
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department, team_id=centre.teams["B"],
                shift_id=centre.shifts["L"], least=9,
            )
        )  # fmt: skip
    target = tile(open_page("0002"), "Open or short shifts").number.target
    assert isinstance(target, ShortAsked)
    assert (target.team_id, target.code) == (centre.teams["B"], "L")
    assert target.day >= clock().date()
