"""What was done live goes out in a workbook and comes in again: nothing is changed by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.context import Context
from app.errors import BadInput
from app.exchange.moving import export_workbook, import_workbook
from app.models import Base
from app.queries.desks.rows import desks_of
from app.queries.duties.rows import ResultRow
from app.reading.registers.reports import Draft
from app.rules.vocabulary import Duty, ReportKind, Section
from app.services.attendance import holding, roll_call
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.bulletins.reading import mark_read
from app.services.desks import checking, plan
from app.services.desks import floor as leaving
from app.services.duties import doing, logs, receiving, trainings
from app.services.duties.doing import DueDay, Sheet
from app.services.handover import notes, signing
from app.services.registers import complaints, reports, visitors
from app.services.registers.complaints import NewComplaint
from app.services.registers.visitors import NewVisitor
from tests.factories import SmallCentre, TestClock, as_it_stands
from tests.services.desks.floor import DAY, Floor, a_floor
from tests.services.handover.desk import log_of, page, raised

LAST_MONDAY = date(2026, 10, 12)
ODD = "=1+1\n 'x\t_x000D_ －\n\n无"
"""What people type, and a workbook takes for something else."""


@pytest.fixture
def floor(centre: SmallCentre, clock: TestClock) -> Floor:
    clock.now = datetime(2026, 9, 30, tzinfo=UTC)
    as_it_stands(centre.context)
    made = a_floor(centre, clock)
    clock.now += timedelta(seconds=37, microseconds=123_456)
    return made


def stands(context: Context) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the trail, which tells of the import."""
    with context.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Base.metadata.sorted_tables
            if not table.name.startswith("audit")
        }


def deeds(floor: Floor) -> Iterator[None]:
    """A day of the early shift, with a step of every kind of the floor."""
    centre, people, here = floor.centre, floor.centre.people, floor.centre.department
    head, lead, agent, director = map(floor.at, ("0002", "1000", "1001", "0001"))
    key = log_of(centre, "E", DAY)
    early, late = floor.seat("1004", "A1", "E"), floor.seat("1002", "A1", "L")
    checking.check_in(floor.at("1004"), early)
    yield
    plan.rename_desk(head, _desk(floor), "Ａ１")
    yield
    floor.time("07:31")
    came = [roll_call.Entry(people["1004"], floor.clock.now - timedelta(seconds=30), 1440)]
    roll_call.record_roll_call(lead, centre.teams["A"], DAY, came)
    yield
    holding.hold_roll_call(lead, centre.teams["A"], DAY, "E", ODD)
    yield
    leaving.allow(lead, people["1004"], 10, ODD)
    yield
    floor.time("07:40")
    leaving.come_back(lead, people["1004"])
    yield
    day = logs.LogText(ODD, "-", logs.MOST, 0, None, 1)
    logs.keep_log(lead, here, DAY, day)
    yield
    doing.do_duty(agent, DueDay(Duty.WATERING, here, None, DAY), Sheet(ODD))
    yield
    found = ResultRow("Power", ok=False, person_id=None, place="A1", remark=ODD)
    site = DueDay(Duty.SITE_CHECK, here, None, DAY)
    doing.do_duty(lead, site, Sheet("", results=(found,)))
    yield
    weekly = DueDay(Duty.WEEKLY_FIGURES, here, None, LAST_MONDAY)
    done = doing.do_duty(head, weekly, Sheet(ODD))
    receiving.receive_duty(director, done, 1)
    yield
    exam = [
        trainings.Part(people["1001"], True, 1 / 3),
        trainings.Part(people["2001"], False),
    ]
    trainings.keep_training(head, "-", DAY, exam)
    yield
    publish(head, NewBulletin("0012", "x" * 20_000, here))
    yield
    mark_read(agent, "B-00001")
    yield
    publish(head, NewBulletin("TRUE", ODD, here, replaces="B-00001"))
    yield
    no = complaints.register(agent, NewComplaint("Ｃ－００１", "1e5"))
    complaints.reply(agent, no, 1)
    yield
    complaints.close(agent, no, 2, ODD)
    yield
    visit = visitors.enter(lead, NewVisitor("2026-10-01", ODD, people["1000"]))
    visitors.leave(lead, visit, 1)
    yield
    draft = Draft(people["0002"], ReportKind.FAULT, True, ODD, ODD)
    report = reports.raise_report(agent, draft)
    reports.tell_skipped(agent, report, 1)
    yield
    reports.answer(head, report, 2, ODD)
    yield
    reports.dissent(agent, report, 3, ODD)
    yield
    reports.change(head, report, 4, ODD)
    yield
    raised(centre, key=key, text=ODD, urgent=True, owner="1001", due=date(2028, 2, 29))
    yield
    for text in ("长" * 4000, ODD, "none"):
        notes.write_note(lead, key, Section.DIFFICULT_CASES, text)
        yield
    notes.nothing_to_report(lead, key, Section.STAFF_CHANGES)
    yield
    floor.time("15:35")
    checking.check_in(floor.at("1002"), late)
    yield
    signing.sign_out(lead, key, page(centre, "1000", key).version)
    yield
    taking = floor.at("2000")
    for item in page(centre, "2000", key).unread:
        signing.read_back(taking, key, item.id, ODD)
        yield
    signing.sign_in(taking, key, page(centre, "2000", key).version, ODD)
    yield


def _desk(floor: Floor) -> int:
    with floor.centre.context.read() as session:
        return desks_of(session, floor.centre.department)[0].id


def test_a_day_of_the_floor_goes_out_and_comes_in_unchanged(floor: Floor, tmp_path: Path) -> None:
    keeper, path = floor.centre.context, tmp_path / "centre.xlsx"
    for _done in deeds(floor):
        assert keeper.store.verify().whole
    export_workbook(keeper, path)
    before = stands(keeper)
    summary = import_workbook(keeper, path)
    assert [(one.sheet, one.added, one.updated) for one in summary.sheets
            if one.added or one.updated] == []  # fmt: skip
    assert stands(keeper) == before
    assert keeper.store.verify().whole


def test_a_section_holds_what_a_cell_does(floor: Floor) -> None:
    key, lead = log_of(floor.centre, "E", DAY), floor.at("1000")
    floor.time("07:31")
    for _ in range(7):
        note = notes.write_note(lead, key, Section.EQUIPMENT, "长" * 4000)
    rest = notes.MOST - 7 * 4001
    with pytest.raises(BadInput):
        notes.write_note(lead, key, Section.EQUIPMENT, "长" * (rest + 1))
    notes.write_note(lead, key, Section.EQUIPMENT, "长" * rest)
    notes.edit_note(lead, note, "短" * 4000)
    notes.write_note(lead, key, Section.DIFFICULT_CASES, "长" * 4000)
