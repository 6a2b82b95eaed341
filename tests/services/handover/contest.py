"""What the races run in processes of their own: everybody writes, signs and closes at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from app.bootstrap import open_store
from app.context import Actor, Context
from app.errors import AppError, StoreProblem
from app.queries.handover import logs
from app.queries.handover.items import raised_in
from app.queries.handover.logs import LogHead
from app.queries.handover.rows import ItemRow, LogKey
from app.rules.handover.course import LogState
from app.rules.vocabulary import Section
from app.services.handover import items, notes, signing
from app.services.handover.items import NewItem
from app.store.places import Named
from tests.factories import ROTATION, SmallCentre, TestClock

PROCESSES = 8
EVENING = datetime(2026, 11, 1, 4, tzinfo=UTC)
"""The month is over: every shift of October has begun."""
SIGNERS = ("1000", "2000", "0002")
PATIENCE = 10
Outcome = tuple[str, str]
"""What was tried, and what became of it; of what was done, to what: "sign_out", "H-..."."""


def month_of_logs(centre: SmallCentre, count: int) -> list[LogKey]:
    """The logs of the first shifts of October that somebody works, each filled in and open."""
    keys = list(islice(_worked(centre), count))
    assert len(keys) == count
    leader = centre.context.acting_as(Actor("1000", centre.people["1000"]))
    for key in keys:
        for section in (Section.EQUIPMENT, Section.DIFFICULT_CASES, Section.STAFF_CHANGES):
            notes.nothing_to_report(leader, key, section)
    return keys


def _worked(centre: SmallCentre) -> Iterator[LogKey]:
    """As the small centre's rotation has it; its leaders work E on weekdays."""
    for at in range(31):
        day = centre.month + timedelta(days=at)
        worked = (ROTATION[(at - offset) % len(ROTATION)] for offset in range(1, 5))
        codes = {code for code in worked if code} | ({"E"} if day.weekday() < 5 else set())
        for code in sorted(codes):
            yield LogKey(centre.department, day, code)


def sign_all(
    named: Named, keys: Sequence[LogKey], people: Sequence[tuple[str, int]], start: Barrier,
    told: Connection,
) -> None:  # fmt: skip
    """Sign every log on both sides, by turns as each of `people`, as fast as it goes."""
    context = _opened(named)
    outcomes: Counter[Outcome] = Counter()
    start.wait()
    for key in keys:
        for person in people:
            _sign(context.acting_as(Actor(*person)), key, outcomes)
    context.store.close()
    told.send(outcomes)


def _sign(ctx: Context, key: LogKey, outcomes: Counter[Outcome]) -> None:
    head = _head(ctx, key)
    action, sign = ("sign_out", signing.sign_out)
    if head.state is not LogState.OPEN:
        action, sign = ("sign_in", signing.sign_in)
    outcomes[action, _done(partial(sign, ctx, key, head.version), head.no)] += 1


def _head(ctx: Context, key: LogKey) -> LogHead:
    """What a page shows of the log's own row."""
    with ctx.read() as session:
        head = logs.head(session, key)
    assert head is not None
    return head


def write_all(
    named: Named, key: LogKey, person: tuple[str, int], rounds: int, start: Barrier,
    told: Connection,
) -> None:  # fmt: skip
    """Write a note, raise an item, close what somebody else raised first, over and over; tell what
    was confirmed."""
    context = _opened(named).acting_as(Actor(*person))
    outcomes: Counter[Outcome] = Counter()
    start.wait()
    for at in range(rounds):
        words = f"{person[0]} {at} {id(start)}"
        new = NewItem(Section.COMPLAINTS, words)
        note = partial(notes.write_note, context, key, Section.EQUIPMENT, words)
        outcomes["note", _done(note, words)] += 1
        outcomes["raise", _done(partial(items.raise_item, context, key, new), "done")] += 1
        for one in _open(context, key)[:2]:
            close = partial(items.close_item, context, one.id, "已办", one.version)
            outcomes["close", _done(close, one.no)] += 1
    context.store.close()
    told.send(outcomes)


def _open(ctx: Context, key: LogKey) -> list[ItemRow]:
    """The oldest open ones: everybody is after the same."""
    log = _head(ctx, key).id
    with ctx.read() as session:
        return [one for one in raised_in(session, log) if one.is_open]


def raise_until_killed(
    named: Named, key: LogKey, person: tuple[str, int], told: Connection
) -> None:
    """Raise one item after another, and tell each number once it was confirmed."""
    context = _opened(named).acting_as(Actor(*person))
    while True:
        new = NewItem(Section.COMPLAINTS, "耳机坏")
        told.send(items.raise_item(context, key, new))


def _opened(named: Named) -> Context:
    return open_store(named, Actor("os:race", keeper=True), TestClock(EVENING))


def _done(act: Callable[[], object], what: str) -> str:
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
