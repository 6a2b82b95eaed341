"""Many desks on one store: what others do is shown at once where it matters, else together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.context import Context, Written
from app.reading.keeping.news import news
from app.rules.deeds import Deed
from app.services.swaps import requests as swaps
from app.ui.kit.desk import Desk
from app.ui.work.gathering import Gathering
from app.ui.work.tasks import Change
from tests.factories import SmallCentre
from tests.ui.inbox.test_inbox_page import acting
from tests.ui.outages import FrailStore

DAY = date(2026, 10, 20)


class Gathered:
    """A desk's gathering, by a clock that is moved and a chance that is said."""

    def __init__(self, desk: Desk, *, shared: bool) -> None:
        store = FrailStore(desk.ctx.store, shared=shared)
        desk.tasks.context = replace(desk.ctx, store=store)
        self.at, self.chance = 100.0, 0.5
        self.heard: list[Change] = []
        self.gathering = Gathering(desk.tasks, lambda: self.chance, lambda: self.at)
        self.tasks = desk.tasks
        desk.tasks.changed.connect(self.heard.append)

    def add(self, number: int, *, mine: bool = False) -> None:
        self.gathering.add([Written(number, Deed.DEPARTMENT_ADD)], mine=mine)

    @property
    def numbers(self) -> list[list[int | None]]:
        return [[one.number for one in change.written] for change in self.heard]

    @property
    def wait_ms(self) -> int | None:
        timer = self.gathering._timer
        return timer.interval() if timer.isActive() else None

    def let_go_by(self) -> None:
        """The time until it is told."""
        assert self.wait_ms is not None
        self.at += self.wait_ms / 1000
        self.gathering._timer.timeout.emit()


@pytest.fixture
def gathered(desk: Desk) -> Gathered:
    return Gathered(desk, shared=True)


def test_the_first_change_after_a_calm_is_told_at_once(gathered: Gathered) -> None:
    gathered.add(1)
    assert gathered.numbers == [[1]]


def test_what_follows_is_told_together_after_two_seconds_and_some_chance(
    gathered: Gathered,
) -> None:
    gathered.add(1)
    gathered.at += 1.9
    gathered.add(2)
    assert gathered.wait_ms == 2500
    gathered.at += 1
    gathered.add(3)
    assert gathered.numbers == [[1]]
    gathered.let_go_by()
    assert gathered.numbers == [[1], [2, 3]]
    assert gathered.wait_ms is None


def test_two_seconds_later_it_is_calm_again(gathered: Gathered) -> None:
    gathered.add(1)
    gathered.at += 2
    gathered.add(2)
    assert gathered.numbers == [[1], [2]]


@pytest.mark.parametrize(("chance", "wait_ms"), [(0.0, 2000), (0.999, 2999)])
def test_chance_keeps_desks_apart(gathered: Gathered, chance: float, wait_ms: int) -> None:
    gathered.chance = chance
    gathered.add(1)
    gathered.add(2)
    assert gathered.wait_ms == wait_ms


def test_what_concerns_whoever_sits_here_waits_for_nothing(gathered: Gathered) -> None:
    gathered.add(1)
    gathered.add(2)
    gathered.add(3, mine=True)
    assert gathered.numbers == [[1], [2, 3]]
    assert gathered.wait_ms is None


def test_reading_anew_after_ones_own_command_is_no_calm(gathered: Gathered) -> None:
    gathered.tasks.changed.emit(Change((Written(1, Deed.DEPARTMENT_ADD),)))
    gathered.add(2)
    assert gathered.numbers == [[1]]


def test_at_one_desk_alone_nothing_waits(desk: Desk) -> None:
    gathered = Gathered(desk, shared=False)
    for number in range(3):
        gathered.add(number)
    assert gathered.numbers == [[0], [1], [2]]


def test_a_notice_says_that_it_concerns_me(
    centre: SmallCentre, desk_of: Callable[..., Desk]
) -> None:
    store = FrailStore(centre.context.store, shared=True)

    def told(no: str) -> int:
        ctx: Context = replace(acting(centre, no), store=store)
        return news(ctx, 1).notice

    before = told("1002"), told("1003")
    swaps.file_swap(acting(centre, "1001"), centre.people["1002"], DAY, DAY)
    assert told("1002") > before[0]
    assert told("1003") == before[1]
