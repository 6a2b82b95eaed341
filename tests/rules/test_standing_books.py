"""A check that is carried on finds in the daily books what a check from the start finds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.facts import CentreFacts, Swap
from app.rules.moment import Watched
from app.rules.policy import PolicyBook
from app.rules.standing_books import ChangedBooks
from app.rules.standing_check import Changed, StandingCheck
from app.rules.vocabulary import LeaveStatus, SwapStatus
from benchmarks.compare_books import both
from benchmarks.random_books import RandomBooks

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize("seed", range(10))
def test_two_readings_of_the_rulebook_find_the_same(seed: int) -> None:
    ours, plain = both(seed)
    assert ours == plain


@pytest.mark.parametrize("seed", range(8))
def test_whatever_changes_and_however_time_passes_it_finds_the_same(seed: int) -> None:
    rng = random.Random(seed)
    made, other = RandomBooks(seed), RandomBooks(seed)
    standing, policies = StandingCheck(), PolicyBook()
    facts, as_of, changed = made.facts, other.as_of, Changed(whole=True)
    for _ in range(10):
        found = standing.found(facts, policies, made.clock, as_of, changed)
        wanted = check(facts, policies, CentreTime(), as_of)
        assert [(one.key, one.level) for one in found] == [(one.key, one.level) for one in wanted]
        facts, changed = one_more(facts, rng)
        as_of += rng.choice((0, 0, 1, 5, 60, 600)) * MINUTE


def one_more(facts: CentreFacts, rng: random.Random) -> tuple[CentreFacts, Changed]:
    """The facts with one row less in some sheet, or with others; and what changed."""
    other_work = rng.choice((None, None, back_from_leave, decided, swapped, published))
    return other_work(facts, rng) if other_work else one_less(facts, rng)


def back_from_leave(facts: CentreFacts, rng: random.Random) -> tuple[CentreFacts, Changed]:
    back = rng.choice((None, NOON))
    leaves = tuple(replace(leave, back_at=back) for leave in facts.leaves)
    return replace(facts, leaves=leaves), Changed()


def decided(facts: CentreFacts, rng: random.Random) -> tuple[CentreFacts, Changed]:
    """A leave is approved, or no longer."""
    leaves = list(facts.leaves)
    if leaves:
        at = rng.randrange(len(leaves))
        status = rng.choice((LeaveStatus.APPROVED, LeaveStatus.WITHDRAWN, LeaveStatus.PENDING))
        leaves[at] = replace(leaves[at], status=status)
    return replace(facts, leaves=tuple(leaves)), Changed()


def swapped(facts: CentreFacts, rng: random.Random) -> tuple[CentreFacts, Changed]:
    """One swap less, or one more, which may have taken effect before others."""
    swaps = list(facts.swaps)
    if swaps and rng.random() < 0.4:
        swaps.pop(rng.randrange(len(swaps)))
        return replace(facts, swaps=tuple(swaps)), Changed()
    one, two = rng.sample(sorted(facts.people), 2)
    days = sorted({day for row in facts.roster.values() for day in row})
    filed = NOON - rng.randrange(40 * 24) * HOUR
    words = (one, rng.choice(days), two, rng.choice(days), SwapStatus.EFFECTIVE)
    swaps.append(Swap(f"S-{rng.randrange(10**6)}", filed, *words, effective_at=filed))
    return replace(facts, swaps=tuple(swaps)), Changed()


def published(facts: CentreFacts, rng: random.Random) -> tuple[CentreFacts, Changed]:
    """Another shift, or none, in one cell."""
    no = rng.choice(sorted(facts.roster))
    row = dict(facts.roster[no])
    if not row:
        return facts, Changed()
    day, code = rng.choice(sorted(row)), rng.choice(("", *facts.shifts))
    del row[day]
    if code:
        row[day] = code
    return replace(facts, roster={**facts.roster, no: row}), Changed(days=frozenset({day}))


def one_less(facts: CentreFacts, rng: random.Random) -> tuple[CentreFacts, Changed]:
    """A row of the daily books is gone."""
    sheet = rng.choice(
        ("seats", "reads", "items", "logs", "roll_calls", "left_floor", "duty_logs", "complaints")
    )
    rows: list[Any] = list(getattr(facts.books, sheet))
    if not rows:
        return facts, Changed()
    gone = rows.pop(rng.randrange(len(rows)))
    books = facts.books
    if sheet == "logs":
        books = replace(books, items=tuple(i for i in books.items if i.log != gone.no))
    changed = ChangedBooks(
        seat_days=frozenset({gone.day} if sheet == "seats" else ()),
        roll_days=frozenset({gone.day} if sheet == "roll_calls" else ()),
        bulletins=frozenset({gone.bulletin} if sheet == "reads" else ()),
    )
    return replace(facts, books=replace(books, **{sheet: tuple(rows)})), Changed(books=changed)


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        (NOON + HOUR, NOON + HOUR),
        (NOON, NOON + timedelta.resolution),
        (NOON - HOUR, datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_moment_knows_when_it_would_answer_otherwise(asked: datetime, until: datetime) -> None:
    watched = Watched.at(NOON)
    assert (asked < watched, asked > watched) == (asked < NOON, asked > NOON)
    assert (watched >= asked, watched <= asked) == (asked <= NOON, asked >= NOON)
    assert watched.until == until


def test_a_moment_told_in_a_zone_is_another_day_from_midnight_on() -> None:
    watched, clock = Watched.at(NOON), CentreTime()
    assert clock.local_date(watched) == clock.local_date(NOON)
    assert watched.until == clock.from_wall(datetime(2026, 10, 2))
