"""Eight at once say yes to one place: one of them has it."""

from __future__ import annotations

from collections import Counter
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from app.bootstrap import open_store
from app.context import Actor
from app.errors import AppError, StoreProblem
from app.queries.roster.offers import offers as offer_rows
from app.reading.roster.offers import read_offers
from app.rules.vocabulary import OfferStatus
from app.services.roster import offers
from app.store.places import Named
from tests.factories import SmallCentre, TestClock, as_it_stands
from tests.services.requests.test_offers import acting, may_take, wanted
from tests.store.writers import together

PROCESSES = 8


def say_yes(
    named: Named, clock: TestClock, no: str, who: tuple[str, int], start: Barrier, told: Connection
) -> None:
    ctx = open_store(named, Actor(*who), clock)
    read_offers(ctx)
    start.wait()
    for _ in range(10):
        try:
            offers.take(ctx, no)
        except StoreProblem:
            continue
        except AppError as error:
            told.send(type(error).__name__)
            return
        told.send("taken")
        return
    told.send("busy")


def test_of_eight_who_say_yes_at_once_one_has_the_shift(
    centre: SmallCentre, clock: TestClock
) -> None:
    no = offers.offer(acting(centre, "1000"), wanted(centre))
    two = may_take(centre, no)[:2]
    named = as_it_stands(centre.context).store.address
    who = [(no, centre.people[no]) for no in two]
    outcomes = Counter(
        together(named, say_yes, [(clock, no, who[at % 2]) for at in range(PROCESSES)])
    )
    assert outcomes["taken"] == 1
    assert set(outcomes) <= {"taken", "Conflict", "RuleViolated"}
    with centre.context.read() as session:
        row = offer_rows(session, no=no)[0]
    assert (row.status, row.taken) == (OfferStatus.FILLED, 1)
    assert sum(one.taken for one in row.volunteers) == 1
