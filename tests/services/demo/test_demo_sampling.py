"""The demo's contacts and sampling plans: drawn as the window draws, in every state."""

from __future__ import annotations

from datetime import date

import pytest

from app.context import Actor, Context
from app.queries.known import known
from app.queries.quality.plan import PlanState
from app.reading.quality.drawing import draw_again, preview
from app.reading.quality.sampling import read_plan

MONTHS = (date(2026, 10, 1), date(2026, 11, 1))


@pytest.fixture
def demo(ctx: Context) -> Context:
    with ctx.read() as session:
        head = next(one for one in known(session) if one.no == "1002")
    return ctx.acting_as(Actor("1002", head.id))


def test_both_months_are_drawn_stand_in_every_state_and_give_the_same_again(
    demo: Context,
) -> None:
    seen = set()
    for month in MONTHS:
        reading = read_plan(demo, month)
        assert reading.listed.contacts > 500
        seen |= {line.state for line in reading.lines}
        (drawn,) = reading.draws
        assert draw_again(demo, drawn.id).identical
    assert seen == set(PlanState)


def test_one_was_given_away_some_still_lack_one_and_more_can_be_drawn(demo: Context) -> None:
    reading = read_plan(demo, MONTHS[1])
    assert any(line.row.drawn_for_no != line.row.inspector_no for line in reading.lines)
    assert reading.lacking
    assert reading.department is not None
    assert preview(demo, reading.department, MONTHS[1], 1, 3).planned > 0
