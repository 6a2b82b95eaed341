"""A draft before the head waits for nothing: what was brought out another way, or emptied, ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from app.reading.roster.handing import handed_in
from app.rules.edits import CellChange
from app.rules.vocabulary import HandingState
from app.services.requests.overdue import end_overdue
from app.services.roster import handing
from app.services.roster.editing import edit_cells, edit_published
from app.services.roster.publish import publish
from app.ui.kit.handed_roster import handed_again
from tests.factories import SmallCentre
from tests.services.moving.test_older_exports import bring, old
from tests.services.requests.test_handing_rosters import (
    TUESDAY,
    drafted,
    handed,
    scope,
    told,
    waits_for,
)
from tests.services.test_roster_edits import NOVEMBER, acting

THURSDAY = date(2026, 11, 5)


def with_november(centre: SmallCentre, folder: Path, codes: dict[date, str]) -> Path:
    """An export in whose November 1001 works these shifts and nobody else any."""
    path = old(centre, folder)
    book = load_workbook(path)
    sheet = book.create_sheet("Roster 2026-11")
    days = [NOVEMBER.replace(day=at) for at in range(1, 31)]
    sheet.append(["employee_no", *days])
    sheet.append(["1001", *(codes.get(day) for day in days)])
    book.save(path)
    return path


def test_a_month_that_an_import_published_waits_no_longer_and_the_leader_is_told(
    centre: SmallCentre, tmp_path: Path
) -> None:
    handed(centre, "E", "L")
    path = with_november(centre, tmp_path, {TUESDAY: "E", TUESDAY.replace(day=4): "L"})
    bring(centre, path)
    assert waits_for(centre, "0002") == ()
    assert told(centre, "1000") == ["roster.handed_out"]


def test_what_an_import_leaves_of_the_draft_still_waits(
    centre: SmallCentre, tmp_path: Path
) -> None:
    handed(centre, "E", "L")
    bring(centre, with_november(centre, tmp_path, {TUESDAY: "E"}))
    [one] = waits_for(centre, "0002")
    assert one.row.changed == 0, "the head would still publish what was handed over"
    publish(acting(centre, "0002"), [scope(centre)], NOVEMBER, "The rest of it")
    assert told(centre, "1000") == ["roster.handed_out"]


def test_a_draft_that_was_emptied_waits_no_longer_and_is_handed_over_anew(
    centre: SmallCentre,
) -> None:
    leader = handed(centre, "E")
    edit_cells(leader, [CellChange("1001", TUESDAY, "")])
    assert waits_for(centre, "0002") == ()
    assert told(centre, "1000") == ["roster.handed_off"], "also by the own hand: time is lost"
    drafted(centre, "L")
    handing.hand_over(leader, [scope(centre)], NOVEMBER)
    [one] = waits_for(centre, "0002")
    assert one.row.state is HandingState.WAITING


def test_a_head_who_changes_the_published_month_by_hand_has_answered(centre: SmallCentre) -> None:
    head, leader = acting(centre, "0002"), handed(centre, "E")
    publish(head, [scope(centre)], NOVEMBER)
    edit_cells(leader, [CellChange("1001", TUESDAY, "L")])
    handing.hand_over(leader, [scope(centre)], NOVEMBER)
    edit_published(head, [CellChange("1001", TUESDAY, "L")], "As it was handed in")
    assert waits_for(centre, "0002") == ()
    assert told(centre, "1000") == ["roster.handed_out"] * 2


def test_whatever_emptied_it_it_ends_with_what_is_overdue(centre: SmallCentre) -> None:
    handed(centre, "E")
    with centre.context.write() as session:
        session.connection().exec_driver_sql("DELETE FROM draft_assignment")
    assert end_overdue(acting(centre, "0002")) == 1
    assert waits_for(centre, "0002") == ()
    assert told(centre, "1000") == ["roster.handed_off"]


def test_any_day_of_the_month_stands_for_the_month(centre: SmallCentre) -> None:
    leader = drafted(centre, "E")
    handing.hand_over(leader, [scope(centre)], NOVEMBER.replace(day=15))
    assert [one.row.month for one in waits_for(centre, "0002")] == [NOVEMBER]


def test_handed_again_it_says_why_it_was_handed_back_and_what_changed_since(
    centre: SmallCentre,
) -> None:
    leader, head = handed(centre, "E", "E", "L"), acting(centre, "0002")
    handing.hand_back(head, scope(centre), NOVEMBER, 1, "Saturday is thin")
    edit_cells(leader, [CellChange("1001", TUESDAY, "L"), CellChange("1001", THURSDAY, "")])
    handing.hand_over(leader, [scope(centre)], NOVEMBER, "Mended")
    [one] = waits_for(centre, "0002")
    assert (one.row.reason, one.row.note) == ("Saturday is thin", "Mended")
    assert one.row.fresh == (("Person 1001", TUESDAY), ("Person 1001", THURSDAY))
    assert handed_again(one, TUESDAY) == (
        "Handed back before: Saturday is thin",
        "Since it was handed back 2 days changed: Person 1001: 3 November and 5 November",
    )


def test_it_is_remembered_until_it_is_published(centre: SmallCentre) -> None:
    leader, head = handed(centre, "E"), acting(centre, "0002")
    handing.hand_back(head, scope(centre), NOVEMBER, 1, "Too thin")
    handing.hand_over(leader, [scope(centre)], NOVEMBER)
    assert handed_again(waits_for(centre, "0002")[0], TUESDAY)[1] == (
        "Nothing changed since it was handed back."
    )
    handing.take_back(leader, scope(centre), NOVEMBER, 3)
    edit_cells(leader, [CellChange("1001", TUESDAY, "L")])
    handing.hand_over(leader, [scope(centre)], NOVEMBER)
    assert waits_for(centre, "0002")[0].row.fresh == (("Person 1001", TUESDAY),)
    publish(head, [scope(centre)], NOVEMBER, "Agreed")
    edit_cells(leader, [CellChange("1001", TUESDAY, "E")])
    handing.hand_over(leader, [scope(centre)], NOVEMBER)
    assert not waits_for(centre, "0002")[0].row.waits_again


def test_one_that_was_handed_back_and_published_all_the_same_is_done_with(
    centre: SmallCentre,
) -> None:
    leader, head = handed(centre, "E"), acting(centre, "0002")
    handing.hand_back(head, scope(centre), NOVEMBER, 1, "Too thin")
    publish(head, [scope(centre)], NOVEMBER)
    assert handed_in(leader, [NOVEMBER]) == ()
