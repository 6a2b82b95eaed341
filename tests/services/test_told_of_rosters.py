"""Whoever works by a published roster is told of it, once for each publication."""

from __future__ import annotations

from datetime import date

from app import text
from app.queries.requests.notices import NoticeRow, notices_of
from app.reading.today.next import next_up
from app.rules.edits import CellChange, rotate
from app.services.requests.notices import mark_read
from app.services.roster.editing import edit_cells, edit_published
from app.services.roster.publish import publish
from app.text.notices import notice_sentence
from app.ui.inbox.told import way_to
from tests.factories import SmallCentre
from tests.services.test_roster_edits import NOVEMBER, OCTOBER, acting

LATE = date(2026, 10, 20)


def told(centre: SmallCentre, no: str) -> list[NoticeRow]:
    with centre.context.read() as session:
        return notices_of(session, centre.people[no])


def says(centre: SmallCentre, no: str, language: str = "en") -> list[str]:
    text.use(language)
    try:
        return [notice_sentence(one.code, one.params, LATE) for one in told(centre, no)]
    finally:
        text.use("en")


def team_a(centre: SmallCentre) -> list[str]:
    return [f"team:{centre.teams['A']}"]


def test_a_changed_shift_is_told_from_what_to_what_by_whom_and_why(centre: SmallCentre) -> None:
    edit_published(acting(centre, "0002"), [CellChange("1001", LATE, "E")], "支援晚高峰")
    assert says(centre, "1001") == [
        "Your shift of 20 October changed: L → E. Person 0002: 支援晚高峰"
    ]
    assert says(centre, "1001", "zh_CN") == [
        "您10月20日的班有变动：L班 → E班。Person 0002：支援晚高峰"
    ]
    assert [told(centre, no) for no in ("1002", "1000", "0002")] == [[], [], []]


def test_one_notice_tells_of_all_days_of_a_publication(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    edit_cells(head, [CellChange("1001", date(2026, 10, day), "") for day in range(19, 26)])
    edit_cells(head, [CellChange("1002", LATE, "N")])
    publish(head, team_a(centre), OCTOBER, "Training")
    [many] = told(centre, "1001")
    assert many.params["n"] > len(many.params["changes"]) == 3
    assert "and more. Person 0002: Training" in says(centre, "1001")[0]
    [one] = told(centre, "1002")
    assert one.subject == "roster:2026-10-20", "it leads to that day"


def test_a_first_publication_tells_each_how_many_shifts_are_theirs(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    edit_cells(head, rotate(["E", ""], ["1001", "1002"], NOVEMBER, date(2026, 11, 30), 1))
    publish(head, team_a(centre), NOVEMBER)
    assert says(centre, "1001") == [
        "The roster of November is out: you have 15 shifts. By Person 0002."
    ]
    assert says(centre, "1001", "zh_CN") == ["11月排班已发布，您共有15个班。发布人：Person 0002。"]
    assert told(centre, "1003") == [], "who has no shift in it is told nothing"


def test_nobody_is_told_of_what_they_did_to_themselves(centre: SmallCentre) -> None:
    head = acting(centre, "0002")
    edit_cells(head, [CellChange("0002", date(2026, 11, 2), "E")])
    publish(head, [f"department:{centre.department}"], NOVEMBER)
    assert told(centre, "0002") == []


def test_today_marks_what_changed_until_it_is_seen(centre: SmallCentre) -> None:
    edit_published(acting(centre, "0002"), [CellChange("1001", LATE, "")], "Calls are few")
    mine = acting(centre, "1001")
    [mark] = next_up(mine).roster
    assert next_up(mine).notices == 0, "it is told once on the page"
    mark_read(mine, [mark.id])
    assert list(next_up(mine).roster) == []


def test_the_notice_leads_to_the_day_in_ones_own_row(centre: SmallCentre) -> None:
    edit_published(acting(centre, "0002"), [CellChange("1001", LATE, "")], "Calls are few")
    [notice] = told(centre, "1001")
    way = way_to(notice.subject, "1001")
    assert way is not None
    assert (way.page, way.target) == ("roster", ("1001", LATE))
    others = way_to("roster:1002@2026-10-20", "1000")
    assert others is not None
    assert others.target == ("1002", LATE), "of somebody who left, their row"
