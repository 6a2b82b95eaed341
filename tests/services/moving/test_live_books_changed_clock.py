"""What was done live in the hour that the clock shows twice goes out and comes in unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import create_store
from app.context import Actor, Context
from app.exchange.moving import export_workbook, import_workbook
from app.reading.registers.reports import Draft
from app.rules.vocabulary import ReportKind
from app.services.attendance import roll_call
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.bulletins.reading import mark_read
from app.services.desks import floor as leaving
from app.services.registers import complaints, reports, visitors
from app.services.registers.complaints import NewComplaint
from app.services.registers.visitors import NewVisitor
from tests.conftest import KEEPER
from tests.factories import SmallCentre, TestClock, as_it_stands, small_centre
from tests.services.moving.test_live_books import stands

TWICE = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
"""02:30 in Berlin for the second time, as summer time has ended."""


@pytest.fixture
def berlin(tmp_path: Path) -> Iterator[tuple[SmallCentre, TestClock]]:
    clock = TestClock(datetime(2026, 9, 1, tzinfo=UTC))
    path = tmp_path / "berlin.dutydesk"
    context = create_store(
        path, centre_name="Berlin", zone="Europe/Berlin", actor=KEEPER, clock=clock
    )
    made = small_centre(context)
    as_it_stands(context)
    clock.now = TWICE
    yield made, clock
    context.store.close()


def test_the_second_time_stays_the_second(
    berlin: tuple[SmallCentre, TestClock], tmp_path: Path
) -> None:
    centre, clock = berlin
    people, keeper, path = centre.people, centre.context, tmp_path / "centre.xlsx"

    def at(no: str) -> Context:
        return keeper.acting_as(Actor(no, people[no]))

    no = complaints.register(at("1001"), NewComplaint("C-1", "late"))
    visit = visitors.enter(at("1001"), NewVisitor("Carl", "repair", people["1000"]))
    draft = Draft(people["1000"], ReportKind.FAULT, False, "no line", "mend it")
    report = reports.raise_report(at("1001"), draft)
    publish(at("0002"), NewBulletin("t", "x", centre.department))
    leaving.allow(at("1000"), people["1001"])
    clock.now += timedelta(minutes=10)
    complaints.reply(at("1001"), no, 1)
    visitors.leave(at("1001"), visit, 1)
    reports.answer(at("1000"), report, 1, "agreed")
    mark_read(at("1001"), "B-00001")
    leaving.come_back(at("1001"), people["1001"])
    sheet = roll_call.record_roll_call(at("1000"), centre.teams["A"], TWICE.date(), [])
    clock.now = TWICE + timedelta(days=1)
    came = [roll_call.Entry(row.person_id, TWICE) for row in sheet[:1]]
    roll_call.record_roll_call(at("1000"), centre.teams["A"], TWICE.date(), came)

    export_workbook(keeper, path)
    before = stands(keeper)
    summary = import_workbook(keeper, path)
    assert [
        (one.sheet, one.added, one.updated) for one in summary.sheets if one.added or one.updated
    ] == []
    assert stands(keeper) == before
