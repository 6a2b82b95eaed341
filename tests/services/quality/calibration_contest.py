"""What the race runs in processes of their own: the last sheets of a calibration, and its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import AppError, StoreProblem
from app.queries.quality.calibrations import calibrations
from app.queries.quality.scoring_plan import task
from app.services.quality.calibrating import close_calibration
from app.services.quality.scoring import Submission, submit
from app.store.places import Named
from tests.factories import NOW, TestClock
from tests.services.quality.calibration_desk import sheet
from tests.services.quality.scoring_contest import PATIENCE, Outcome
from tests.services.quality.scoring_desk import CALLED, CARD


def finish_all(
    named: Named, held: Sequence[tuple[str, int]], person: tuple[str, int], closes: bool,
    start: Barrier, told: Connection,
) -> None:  # fmt: skip
    """Of each calibration and planned inspection: score it, or close the calibration."""
    context = open_store(named, Actor("os:race", keeper=True), TestClock(NOW + timedelta(hours=1)))
    ctx, outcomes = context.acting_as(Actor(*person)), Counter[Outcome]()
    start.wait()
    for no, planned_id in held:
        done = _tried(_closing(ctx, no) if closes else _scoring(ctx, planned_id))
        outcomes[no, ("closed" if closes else "scored") if done == "done" else done] += 1
    context.store.close()
    told.send(outcomes)


def _scoring(ctx: Context, planned_id: int) -> Callable[[], object]:
    def act() -> None:
        with ctx.read() as session:
            one = task(session, planned_id)
        assert one is not None
        given = sheet(90, 80, 70)
        submit(ctx, Submission(one.id, one.version, CARD, 1, given, one.contact_ref, CALLED))

    return act


def _closing(ctx: Context, no: str) -> Callable[[], object]:
    def act() -> None:
        with ctx.read() as session:
            version = calibrations(session, no)[0].version
        close_calibration(ctx, no, version)

    return act


def _tried(act: Callable[[], object]) -> str:
    """Who is told that the store is busy tries again."""
    for _ in range(PATIENCE):
        try:
            act()
        except StoreProblem:
            continue
        except AppError as refusal:
            return type(refusal).__name__
        return "done"
    return "StoreProblem"
