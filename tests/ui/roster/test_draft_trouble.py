"""Before a draft is published, the dialog says which shifts are short and which rules it breaks."""

from __future__ import annotations

from datetime import date

from app.models import StaffingNeed
from app.reading.roster.trouble import draft_trouble
from app.rules.edits import CellChange
from app.services.roster.editing import edit_cells
from app.ui.roster.publish_dialog import PublishDialog
from tests.factories import SmallCentre
from tests.services.test_roster_edits import NOVEMBER, acting
from tests.ui.roster.conftest import Seat

DAY = date(2026, 11, 3)
"""A Tuesday."""


def needs(centre: SmallCentre) -> None:
    with centre.context.write() as session:
        session.add(
            StaffingNeed(
                department_id=centre.department,
                team_id=centre.teams["A"], shift_id=centre.shifts["E"], weekday=DAY.weekday(),
                least=2,
            )
        )  # fmt: skip


def scope(centre: SmallCentre, team: str = "A") -> str:
    return f"team:{centre.teams[team]}"


def test_shortages_and_breaches_are_named_by_day_and_team(centre: SmallCentre) -> None:
    needs(centre)
    head = acting(centre, "0002")
    edit_cells(
        head,
        [CellChange("1001", DAY, "E"), CellChange("1002", DAY, "N"),
         CellChange("1002", date(2026, 11, 4), "E")],
    )  # fmt: skip
    [team] = draft_trouble(head, [scope(centre)], NOVEMBER)
    assert [(one.day, one.code, one.rostered, one.needed) for one in team.short][:1] == [
        (DAY, "E", 1, 2)
    ]
    assert {(one.no, one.day) for one in team.breaches} <= {
        ("1002", DAY),
        ("1002", date(2026, 11, 4)),
    }
    assert team.breaches, "a day's rest is too short after the night"


def test_a_team_without_needs_says_so(centre: SmallCentre) -> None:
    needs(centre)
    head = acting(centre, "0002")
    edit_cells(head, [CellChange("2001", DAY, "E")])
    [team] = draft_trouble(head, [scope(centre, "B")], NOVEMBER)
    assert (team.needs, team.short) == (False, ())


def test_what_a_department_or_a_job_type_lacks_is_named(centre: SmallCentre) -> None:
    early = centre.shifts["E"]
    with centre.context.write() as session:
        session.add_all(
            [
                StaffingNeed(department_id=centre.department, shift_id=early, day=DAY, least=3),
                StaffingNeed(
                    department_id=centre.department, job_type="outbound", shift_id=early, day=DAY,
                    least=1,
                ),
            ]
        )  # fmt: skip
    head = acting(centre, "0002")
    edit_cells(head, [CellChange("1001", DAY, "E"), CellChange("2001", DAY, "E")])
    team, department = draft_trouble(head, [scope(centre)], NOVEMBER)
    assert (team.needs, team.short) == (True, ())
    assert department.name == "Service"
    assert [(one.job_type, one.rostered, one.needed) for one in department.short] == [
        ("outbound", 0, 1)
    ]
    edit_cells(head, [CellChange("2001", DAY, "")])
    assert [
        (one.job_type, one.rostered, one.needed)
        for one in draft_trouble(head, [scope(centre)], NOVEMBER)[1].short
    ] == [("outbound", 0, 1), ("", 1, 3)]


def test_a_line_of_the_dialog_leads_to_its_cell(head: Seat) -> None:
    head.at("1001", 26)
    head.type("ne")
    head.does("roster.publish")
    dialog = head.page.findChildren(PublishDialog)[-1]
    head.settle()
    team = dialog.trouble.tree.topLevelItem(0)
    assert team is not None
    assert "no needs set" in team.text(0)
    line = team.child(team.childCount() - 1)
    assert line is not None
    dialog.trouble.tree.itemClicked.emit(line, 0)
    head.settle()
    assert head.page.findChildren(PublishDialog) == [], "it makes way for the grid"
    assert head.page.session.place is not None
    assert head.page.session.place[0].startswith("1")
