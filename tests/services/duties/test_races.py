"""Eight processes at the same due days: each is done once, and received or returned, never both.

What was returned is done again, by one; each round of it leaves one step of each kind.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import select

from app.bootstrap import verify_store
from app.models import DutyDone, DutyStep
from app.rules.vocabulary import DutyStepKind
from app.services.duties.doing import DueDay
from tests.factories import SmallCentre, as_it_stands
from tests.services.duties.contest import Outcomes, try_all
from tests.services.duties.desk import HEAD, INSPECTOR, MONDAY
from tests.services.handover.contest import PROCESSES
from tests.store.writers import TIMES, together

DAYS = 40 if TIMES > 1 else 4
"""At leisure 960 are tried."""


def test_a_duty_is_done_once_and_received_or_returned(centre: SmallCentre) -> None:
    address = as_it_stands(centre.context).store.address
    days = [DueDay("qa_week", centre.department, None, day) for day in mondays()]
    doers = [(INSPECTOR, centre.people[INSPECTOR])]
    head = (HEAD, centre.people[HEAD])
    shares = [(days[at % len(days) :] + days[: at % len(days)], doers, head)
              for at in range(PROCESSES)]  # fmt: skip
    told: Outcomes = sum(together(address, try_all, shares), start=Counter())
    for day in mondays():
        steps = steps_of(centre, day)
        for what, kind in (
            ("do", DutyStepKind.DONE),
            ("receive", DutyStepKind.RECEIVED),
            ("return", DutyStepKind.RETURNED),
        ):
            assert told[what, day, "done"] == steps.count(kind), (day, what)
        assert in_turn(steps), (day, steps)
    assert {outcome for _what, _day, outcome in told} <= {"done", "Conflict"}
    assert verify_store(address).whole


def mondays() -> list[date]:
    """The latest of which is this week's."""
    return [MONDAY - timedelta(weeks=at) for at in range(DAYS)]


def steps_of(centre: SmallCentre, day: date) -> list[DutyStepKind]:
    """What became of that due day, in its order; there is one row for it."""
    with centre.context.read() as session:
        (row,) = session.scalars(select(DutyDone.id).where(DutyDone.due_on == day)).all()
        query = select(DutyStep.kind).where(DutyStep.done_id == row).order_by(DutyStep.id)
        return list(session.scalars(query))


def in_turn(steps: list[DutyStepKind]) -> bool:
    """Done, returned, done again ... and received at most once, as the last."""
    done, back, received = DutyStepKind.DONE, DutyStepKind.RETURNED, DutyStepKind.RECEIVED
    follows = {(done, back), (back, done), (done, received)}
    return steps[:1] == [done] and all(pair in follows for pair in pairwise(steps))
