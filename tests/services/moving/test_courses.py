"""Whatever course requests take, an export from on the way undoes nothing and stops nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import models as m
from app.bootstrap import open_store
from app.context import Context
from app.exchange.moving import export_workbook, import_workbook
from app.queries.moving.records import load
from app.store.sqlite import backups
from app.store.sqlite.verify import verify
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, as_it_stands, small_centre
from tests.services.requests.weeks import Weeks
from tests.store.writers import TIMES

REGISTERS = (
    m.Swap,
    m.SwapConsent,
    m.SwapTakingBack,
    m.Leave,
    m.LeaveStep,
    m.LeaveCancellation,
    m.Decision,
)
LEFT_OUT = {"edit", "publish", "draft", "move", "take_back", "decide_taking_back"}
"""No workbook takes a swap back that is in effect here: docs/decisions/0037."""


class Courses(Weeks):
    """Weeks in which rosters and posts stay: an import may bring those back."""

    def __init__(self, centre: SmallCentre, clock: TestClock, seed: int) -> None:
        super().__init__(centre, clock, seed)
        self._acts = [act for act in self._acts if act[1].__name__ not in LEFT_OUT]

    def many(self, count: int) -> None:
        for _ in range(count):
            self.act()

    def registers(self) -> list[Any]:
        """Every row of what people decide on."""
        with self.centre.context.read() as session:
            return [row for kind in REGISTERS for row in session.execute(select(kind.__table__))]


@pytest.fixture(scope="module")
def fresh(store_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """The path of a new, empty store, each time."""

    def make() -> Path:
        path = tmp_path_factory.mktemp("course") / "centre.dutydesk"
        shutil.copy(store_template, path)
        shutil.copytree(backups.folder_of(store_template), backups.folder_of(path))
        return path

    return make


@settings(max_examples=3 * TIMES)
@given(st.integers(0, 10_000), st.integers(5, 60), st.integers(5, 60))
def test_an_older_export_changes_nothing_and_everything_goes_on(
    fresh: Callable[[], Path], seed: int, before: int, after: int
) -> None:
    """What `act` refuses is an AppError; anything else fails the test."""
    path, clock = fresh(), TestClock()
    context = open_store(path, KEEPER, clock)
    course = Courses(small_centre(context), clock, seed)
    as_it_stands(context)
    course.many(before)
    export_workbook(context, path.with_name("old.xlsx"))
    course.many(after)
    decided, faults = course.registers(), course.faults()
    summary = import_workbook(context, path.with_name("old.xlsx"))
    assert not summary.changed
    assert (course.registers(), course.faults()) == (decided, faults)
    course.many(40)
    assert course.expected_decisions() <= {row[:2] for row in course.decisions()}
    context.store.close()
    assert verify(path).whole


@settings(max_examples=2 * TIMES)
@given(st.integers(0, 10_000), st.integers(5, 60), st.integers(5, 60))
def test_an_export_that_is_ahead_is_followed_and_everything_goes_on(
    fresh: Callable[[], Path], seed: int, before: int, after: int
) -> None:
    """The store as it was takes the workbook of what became of its copy."""
    path, clock = fresh(), TestClock()
    context = open_store(path, KEEPER, clock)
    course = Courses(small_centre(context), clock, seed)
    as_it_stands(context)
    course.many(before)
    copy = fresh()
    context.store.close()
    shutil.copy(path, copy)
    context, other = open_store(path, KEEPER, clock), open_store(copy, KEEPER, clock)
    centre = course.centre
    course.centre = replace(centre, context=other)
    course.many(after)
    export_workbook(other, path.with_name("ahead.xlsx"))
    assert import_workbook(context, path.with_name("ahead.xlsx")).told == ()
    assert requests(context) == requests(other)
    course.centre = replace(centre, context=context)
    course.many(40)
    for one in (context, other):
        one.store.close()
    assert verify(path).whole


def requests(context: Context) -> tuple[Any, ...]:
    with context.read() as session:
        found = load(session, context.time)
    return found.swaps, found.leaves
