"""What the race runs in processes of their own: two inspectors at the same planned contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import AppError, StoreProblem
from app.queries.quality.scoring_plan import task
from app.services.quality.scoring import Submission, submit
from app.services.quality.taking_up import NewContact, take_up, take_up_contact
from app.store.places import Named
from tests.factories import NOW, TestClock
from tests.services.quality.scoring_desk import CALLED, CARD, GOOD

PATIENCE = 20
Outcome = tuple[str, str]
"""What was tried, and of what; refusals by their class."""


def score_all(
    named: Named, plan: Sequence[int], agent: int, people: Sequence[tuple[str, int]],
    start: Barrier, told: Connection,
) -> None:  # fmt: skip
    """Take up and submit every planned inspection, and one contact beside the plan for each, by
    turns as each of `people`, with whatever version stands there when one looks."""
    context = open_store(named, Actor("os:race", keeper=True), TestClock(NOW + timedelta(hours=1)))
    outcomes: Counter[Outcome] = Counter()
    start.wait()
    for planned_id in plan:
        for person in people:
            ctx = context.acting_as(Actor(*person))
            planned = partial(_score, ctx, planned_id)
            outcomes["submit", _tried(planned, str(planned_id))] += 1
            beside = f"beside-{planned_id}"
            outcomes["beside", _tried(partial(_beside, ctx, agent, beside), beside)] += 1
    context.store.close()
    told.send(outcomes)


def _score(ctx: Context, planned_id: int) -> None:
    """Whoever was faster in taking it up does not keep this one from trying to submit."""
    with ctx.read() as session:
        one = task(session, planned_id)
    assert one is not None
    version = one.version
    try:
        take_up(ctx, planned_id, version)
    except AppError:
        version += 1
    else:
        with ctx.read() as session:
            again = task(session, planned_id)
        assert again is not None
        version = again.version
    ref = one.contact_ref
    submit(ctx, Submission(planned_id, version, CARD, 1, GOOD, ref, CALLED))


def _beside(ctx: Context, agent: int, ref: str) -> None:
    """The same contact that nobody planned: not twice without a word."""
    planned_id = take_up_contact(ctx, NewContact(agent, ref, _called()))
    with ctx.read() as session:
        one = task(session, planned_id)
    assert one is not None
    submit(ctx, Submission(planned_id, one.version, CARD, 1, GOOD, ref, _called()))


def _called() -> datetime:
    return CALLED


def _tried(act: Callable[[], object], what: str) -> str:
    """`what` where it was done, or the refusal; who is told that the store is busy tries again."""
    for _ in range(PATIENCE):
        try:
            act()
        except StoreProblem:
            continue
        except AppError as refusal:
            return type(refusal).__name__
        return what
    return "StoreProblem"
