"""Nothing is left out of a workbook in silence: an export says what it has no sheet for."""

from __future__ import annotations

from pathlib import Path

from app.context import Actor
from app.exchange.moving import export_workbook
from app.queries.duties.rows import ResultRow
from app.rules.duties.choices import Chosen, Every
from app.services.duties.doing import DueDay, Sheet, do_duty
from app.services.duties.own import NewDuty, add_duty
from tests.factories import SmallCentre


def test_an_export_names_the_duties_of_the_departments_own(
    centre: SmallCentre, tmp_path: Path
) -> None:
    keeper = centre.context.acting_as(Actor("0004", centre.people["0004"]))
    head = centre.context.acting_as(Actor("0002", centre.people["0002"]))
    assert export_workbook(keeper, tmp_path / "bare.xlsx") == []
    code = add_duty(head, centre.department, NewDuty("Tea kitchen", Chosen(Every.DAY)))
    for duty, sheet in (
        (code, Sheet("Cleaned.")),
        ("site_check", Sheet(results=[ResultRow("Quiet", ok=True)])),
    ):
        do_duty(head, DueDay(duty, centre.department, None, head.today()), sheet)
    left = export_workbook(keeper, tmp_path / "full.xlsx")
    assert [(one.msgid, one.params["n"]) for one in left] == [
        ("Duties of the departments' own that were done: {n}", 1),
        ("Lines of checklists: {n}", 1),
    ]
