"""A centre moves in: written once, updated by what changed, never half, never deleting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from app import models as m
from app.context import Actor, Context
from app.errors import BadInput, Cancelled, NotAllowed
from app.exchange.moving import import_workbook
from app.exchange.workbook import read_workbook
from app.queries.moving import records
from app.rules.vocabulary import Role, RosterState, SwapStatus
from app.services.moving.importing import ImportSummary, import_centre
from tests.exchange.books import Change, Sheets, centre, saved, set_cell
from tests.factories import SmallCentre


def bring(
    context: Context, folder: Path, change: Change | None = None, **options: Any
) -> ImportSummary:
    return import_workbook(context, saved(folder, centre(change)), **options)


def counts(summary: ImportSummary) -> dict[str, tuple[int, int, int]]:
    return {c.sheet: (c.added, c.updated, c.unchanged) for c in summary.sheets}


def dump(context: Context) -> list[Sequence[Any]]:
    """Every row of every table: what the store holds, byte for byte."""
    with context.read() as session:
        tables = m.Base.metadata.sorted_tables
        return [row for table in tables for row in session.execute(select(table)).all()]


def one(context: Context, query: Any) -> Any:
    with context.read() as session:
        return session.execute(query).scalar_one()


def test_an_import_says_what_it_added(context: Context, tmp_path: Path) -> None:
    assert counts(bring(context, tmp_path)) == {
        "Employees": (6, 0, 0),
        "Shifts": (2, 0, 0),
        "Holidays": (2, 0, 0),
        "Roster 2026-10": (4, 0, 0),
        "Swaps": (1, 0, 0),
        "Leaves": (1, 0, 0),
        "Attendance": (2, 0, 0),
        "Inspections": (1, 0, 0),
    }


def test_what_was_imported_reads_back_as_it_was_stated(context: Context, tmp_path: Path) -> None:
    stated = read_workbook(saved(tmp_path, centre())).records
    bring(context, tmp_path)
    with context.read() as session:
        found = records.load(session, context.time)
    assert (found.swaps, found.leaves, found.inspections) == (
        stated.swaps,
        stated.leaves,
        stated.inspections,
    )
    assert found.attendance == stated.attendance
    assert found.calendar == stated.calendar
    assert {p.no: p for p in found.people} == {p.no: p for p in stated.people}
    assert {k: v for k, v in found.rosters[2026, 10].items() if v} == stated.rosters[2026, 10]


def test_importing_the_same_file_again_changes_not_one_row(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)
    before = dump(context)
    summary = bring(context, tmp_path)
    assert not summary.changed
    assert all(count.added == count.updated == 0 for count in summary.sheets)
    assert dump(context) == before


def test_a_dry_run_counts_and_writes_nothing(context: Context, tmp_path: Path) -> None:
    before = dump(context)
    summary = bring(context, tmp_path, dry_run=True)
    assert counts(summary)["Employees"] == (6, 0, 0)
    assert summary.dry_run
    assert dump(context) == before


def test_an_import_can_be_stopped_at_every_step_without_a_trace(
    context: Context, tmp_path: Path
) -> None:
    path = saved(tmp_path, centre())
    before = dump(context)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    import_workbook(context, path, cancel=count, dry_run=True)
    for stop_at in range(1, asked + 2):
        answers = iter([False] * (stop_at - 1) + [True])
        with pytest.raises(Cancelled):
            import_workbook(context, path, cancel=partial(next, answers))
        assert dump(context) == before


def test_progress_rises_from_nothing_towards_the_end(context: Context, tmp_path: Path) -> None:
    shares: list[float] = []
    bring(context, tmp_path, progress=lambda _what, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0.5 < shares[-1] < 1


def test_a_file_with_a_problem_imports_nothing(context: Context, tmp_path: Path) -> None:
    before = dump(context)
    with pytest.raises(BadInput):
        bring(context, tmp_path, set_cell("Inspections", 2, "tone", 101))
    assert dump(context) == before


def test_records_that_name_nobody_are_refused_by_the_service_too(
    context: Context, tmp_path: Path
) -> None:
    from dataclasses import replace

    workbook = read_workbook(saved(tmp_path, centre()))
    fewer = replace(workbook.records, people=workbook.records.people[:-1])
    before = dump(context)
    with pytest.raises(BadInput):
        import_centre(context, replace(workbook, records=fewer))
    assert dump(context) == before


def test_a_changed_file_updates_what_it_names_and_adds_what_is_new(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)

    def changed(sheets: Sheets) -> None:
        set_cell("Employees", 6, "name", "Anna New")(sheets)
        sheets["Employees"].append([*sheets["Employees"][6]])
        sheets["Employees"][-1][0:2] = ["13", "Carl"]
        set_cell("Shifts", 2, "name", "Earliest")(sheets)
        set_cell("Roster 2026-10", 2, "2026-10-01", "N")(sheets)
        set_cell("Roster 2026-10", 2, "2026-10-02", "E")(sheets)
        set_cell("Swaps", 2, "status", "declined")(sheets)
        set_cell("Leaves", 2, "head_at", datetime(2026, 9, 30, 12))(sheets)
        set_cell("Attendance", 2, "off_post_minutes", 25)(sheets)
        set_cell("Inspections", 2, "comment", "unclear")(sheets)

    assert counts(bring(context, tmp_path, changed)) == {
        "Employees": (1, 1, 5),
        "Shifts": (0, 1, 1),
        "Holidays": (0, 0, 2),
        "Roster 2026-10": (1, 1, 3),
        "Swaps": (0, 1, 0),
        "Leaves": (0, 1, 0),
        "Attendance": (0, 1, 1),
        "Inspections": (0, 1, 0),
    }
    with context.read() as session:
        found = records.load(session, context.time)
    assert {p.no: p.name for p in found.people}["11"] == "Anna New"
    assert found.swaps[0].status is SwapStatus.DECLINED
    assert found.leaves[0].head_at == datetime(2026, 9, 30, 12)
    assert found.rosters[2026, 10]["11"] == {
        date(2026, 10, 1): "N",
        date(2026, 10, 2): "E",
        date(2026, 10, 3): "N",
    }


def test_what_a_later_file_leaves_out_stays(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)

    def less(sheets: Sheets) -> None:
        for title in ("Swaps", "Leaves", "Attendance", "Inspections", "Holidays"):
            del sheets[title]
        set_cell("Roster 2026-10", 2, "2026-10-01", None)(sheets)
        del sheets["Employees"][7:]

    before = dump(context)
    assert not bring(context, tmp_path, less).changed
    assert dump(context) == before


def test_a_later_file_may_name_people_and_shifts_that_only_the_store_knows(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)

    def only_new(sheets: Sheets) -> None:
        del sheets["Employees"][1:]
        del sheets["Shifts"][1:]
        set_cell("Roster 2026-10", 2, "2026-10-02", "E")(sheets)

    assert counts(bring(context, tmp_path, only_new))["Roster 2026-10"] == (1, 0, 4)


def test_a_signature_that_a_later_file_blanks_is_blank(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)

    def blanked(sheets: Sheets) -> None:
        set_cell("Swaps", 2, "requester_leader_no", None)(sheets)
        set_cell("Swaps", 2, "requester_leader_at", None)(sheets)

    assert counts(bring(context, tmp_path, blanked))["Swaps"] == (0, 1, 0)
    assert not bring(context, tmp_path, blanked).changed


def test_a_signature_that_was_blank_all_along_is_no_row(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    assert one(context, select(func.count()).select_from(m.LeaveStep)) == 2


@pytest.mark.parametrize("live", [SwapStatus.AGREED, SwapStatus.PART_APPROVED])
def test_a_pending_swap_stays_where_it_stands_when_the_file_says_pending(
    context: Context, tmp_path: Path, live: SwapStatus
) -> None:
    pending = set_cell("Swaps", 2, "status", "pending")
    bring(context, tmp_path, pending)
    assert one(context, select(m.Swap.status)) is SwapStatus.OFFERED
    with context.write() as session:
        session.execute(update(m.Swap).values(status=live))
    assert not bring(context, tmp_path, pending).changed
    assert one(context, select(m.Swap.status)) is live


def test_a_corrected_day_of_hiring_takes_the_first_post_along(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)

    def corrected(sheets: Sheets) -> None:
        set_cell("Employees", 6, "hired_on", date(2020, 6, 1))(sheets)
        set_cell("Employees", 6, "team", "B")(sheets)

    assert counts(bring(context, tmp_path, corrected))["Employees"] == (0, 1, 5)
    with context.read() as session:
        anna = next(p for p in records.load(session, context.time).people if p.no == "11")
    assert [(post.since, post.team) for post in anna.posts] == [(date(2020, 6, 1), "B")]


def test_teams_of_one_name_in_two_departments_are_two(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path, set_cell("Employees", 7, "department", "Complaints"))
    assert one(context, select(func.count()).select_from(m.Team)) == 2


def test_all_that_an_import_wrote_is_on_record(context: Context, tmp_path: Path) -> None:
    """Also where it only publishes a month in which nobody works yet, and counts no change."""

    def and_a_blank_month(sheets: Sheets) -> None:
        header = ["employee_no", "name", "2026-12-01", "2026-12-02"]
        sheets["Roster 2026-12"] = [header, ["11", "Anna", None, None]]

    bring(context, tmp_path)
    before = one(context, select(func.count()).select_from(m.RosterVersion))
    bring(context, tmp_path, and_a_blank_month)
    assert one(context, select(func.count()).select_from(m.RosterVersion)) > before
    assert context.store.verify().whole


def test_rosters_are_published_for_each_team_with_people_in_them(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path, set_cell("Employees", 7, "team", "B"))
    with context.read() as session:
        months = session.execute(
            select(m.RosterMonth.month, m.RosterMonth.state, m.RosterMonth.version)
        ).all()
        versions = session.execute(select(m.RosterVersion.version, m.RosterVersion.reason)).all()
    assert months == [(date(2026, 10, 1), RosterState.PUBLISHED, 1)] * 2
    assert versions == [(1, "centre.xlsx")] * 2


def test_a_changed_cell_of_a_published_roster_is_a_new_version_that_names_it(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)
    bring(context, tmp_path, set_cell("Roster 2026-10", 2, "2026-10-01", "N"))
    change = m.RosterChange
    with context.read() as session:
        edits = session.execute(select(change.day, change.before_id, change.after_id)).all()
        shifts = dict(session.execute(select(m.ShiftType.code, m.ShiftType.id)).all())
        latest = session.scalar(select(func.max(m.RosterMonth.version)))
    assert edits == [(date(2026, 10, 1), shifts["E"], shifts["N"])]
    assert latest == 2


def test_a_draft_cell_that_the_import_settles_is_gone_others_stay(
    context: Context, tmp_path: Path
) -> None:
    bring(context, tmp_path)
    with context.write() as session:
        anna = session.execute(select(m.Person.id).where(m.Person.employee_no == "11")).scalar_one()
        night = session.execute(select(m.ShiftType.id).where(m.ShiftType.code == "N")).scalar_one()
        for day in (1, 2):
            session.add(m.DraftAssignment(person_id=anna, day=date(2026, 10, day), shift_id=night))
    bring(context, tmp_path, set_cell("Roster 2026-10", 2, "2026-10-01", "N"))
    assert one(context, select(m.DraftAssignment.day)) == date(2026, 10, 2)


def test_without_a_holiday_sheet_the_apps_own_calendar_stands(
    context: Context, tmp_path: Path
) -> None:
    path = saved(tmp_path, centre(bare=True))
    import_workbook(context, path)
    day = m.CalendarDay
    assert one(context, select(day.kind).where(day.day == date(2026, 10, 1))) == "holiday"
    before = dump(context)
    assert not import_workbook(context, path).changed
    assert dump(context) == before


def test_a_centre_that_moves_in_brings_its_own_calendar_whole(
    context: Context, tmp_path: Path
) -> None:
    from app.services.keeping import calendar

    calendar.seed(context)
    bring(context, tmp_path)
    assert one(context, select(func.count()).select_from(m.CalendarDay)) == 2


def test_a_later_holiday_sheet_adds_to_the_calendar(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)

    def others(sheets: Sheets) -> None:
        sheets["Holidays"][1:] = [[date(2026, 12, 31), "Party", "holiday"]]

    assert counts(bring(context, tmp_path, others))["Holidays"] == (1, 0, 0)
    assert one(context, select(func.count()).select_from(m.CalendarDay)) == 3


def test_the_audit_trail_names_the_file_its_sum_and_the_counts(
    context: Context, tmp_path: Path
) -> None:
    import hashlib

    path = saved(tmp_path, centre())
    summary = import_workbook(context, path)
    entry = m.AuditEntry
    after = one(
        context,
        select(entry.after).where(entry.action == "workbook.import", entry.actor == "os:test"),
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert summary.sha256 == digest
    assert f'"sha256":"{digest}"' in after
    assert '"Swaps":{"added":1,"unchanged":0,"updated":0}' in after


def test_an_agent_may_not_import(centre_of_ten: SmallCentre, tmp_path: Path) -> None:
    context = centre_of_ten.context
    agent = context.acting_as(Actor("1001", centre_of_ten.people["1001"]))
    with pytest.raises(NotAllowed):
        bring(agent, tmp_path)
    administrator = context.acting_as(Actor("0004", centre_of_ten.people["0004"]))
    assert bring(administrator, tmp_path).changed


@pytest.fixture(name="centre_of_ten")
def _centre_of_ten(centre: SmallCentre) -> SmallCentre:
    return centre


def test_a_person_who_was_promoted_is_told_by_their_posts(context: Context, tmp_path: Path) -> None:
    def promoted(sheets: Sheets) -> None:
        row = [*sheets["Employees"][5]]
        row[4], row[9] = "team_leader", date(2026, 10, 2)
        sheets["Employees"].append(row)

    bring(context, tmp_path, promoted)
    with context.read() as session:
        roles = session.scalars(
            select(m.Post.role)
            .join(m.Person)
            .where(m.Person.employee_no == "11")
            .order_by(m.Post.since)
        ).all()
    assert roles == [Role.AGENT, Role.TEAM_LEADER]


@pytest.mark.files
def test_no_foreign_key_is_left_dangling(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)
    with context.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_a_later_month_comes_in_by_its_roster_alone(context: Context, tmp_path: Path) -> None:
    bring(context, tmp_path)

    def november(sheets: Sheets) -> None:
        kept = sheets.pop("Roster 2026-10")
        sheets.clear()
        sheets["Roster 2026-11"] = [
            ["姓名", *("2026/11/1", "2026年11月2日", "2026.11.3")],
            *(row[1:] for row in kept[1:]),
        ]

    summary = bring(context, tmp_path, november)
    assert counts(summary)["Roster 2026-11"] == (4, 0, 0)
    assert one(context, select(func.count()).select_from(m.Assignment)) == 8
    assert one(context, select(func.count()).select_from(m.Person)) == 6
