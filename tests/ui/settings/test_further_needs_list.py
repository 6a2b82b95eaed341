"""The list beside the grid of needs: what is seen, and what its buttons and fields do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.rules.rostering.stated_need import StatedNeed
from app.services.keeping.further_needs import add_need
from app.services.keeping.shifts import ShiftDetails, add_shift
from app.ui.kit.banner import Banner
from app.ui.kit.desk import Desk
from app.ui.kit.forms import FormDialog
from app.ui.settings.further_needs import FurtherNeedsList
from tests.services.people.centre import Centre


@pytest.fixture
def listed(
    desk_at: Callable[[str], Desk], settled: Callable[[Desk], None], staffed: Centre, qtbot: QtBot
) -> Callable[[str], FurtherNeedsList]:
    add_shift(staffed.keeper, ShiftDetails("E", "Early", time(7, 30), time(15, 30)))
    whole = StatedNeed(None, None, "", "E", weekday=1, day=None, least=2, want=3)
    add_need(staffed.acting("director"), whole)

    def make(no: str) -> FurtherNeedsList:
        desk = desk_at(no)
        made = FurtherNeedsList(desk)
        qtbot.addWidget(made)
        made.show()
        made.populate()
        settled(desk)
        return made

    return make


def shown(made: FurtherNeedsList) -> list[list[str]]:
    model = made.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def field(dialog: FormDialog, key: str) -> QWidget:
    return dialog.form.field(key)


def test_a_director_adds_a_need_of_one_date_and_removes_it(
    listed: Callable[[str], FurtherNeedsList], settled: Callable[[Desk], None]
) -> None:
    made = listed("director")
    assert shown(made) == [
        ["The centre as a whole", "", "E", "Monday", "2", "3", "", "by hand"],
    ]
    made.add.click()
    dialog = made.findChildren(FormDialog)[-1]
    when, day, want, most = (field(dialog, key) for key in ("when", "day", "want", "most"))
    assert not day.isVisible()
    when.choose(-1)  # type: ignore[attr-defined]
    assert day.isVisible()
    day.setDate(QDate(2026, 11, 11))  # type: ignore[attr-defined]
    want.setText("x")  # type: ignore[attr-defined]
    assert not dialog.form.complete()
    want.setText("")  # type: ignore[attr-defined]
    most.setText("７")  # type: ignore[attr-defined]
    dialog.submit.click()
    settled(made.desk)
    made.populate()
    settled(made.desk)
    read = made.read
    assert read is not None
    assert [(row.need.day, row.need.least, row.need.most) for row in read.rows] == [
        (None, 2, None), (date(2026, 11, 11), 1, 7),
    ]  # fmt: skip
    made.table.selectRow(1)
    made.remove.click()
    settled(made.desk)
    made.populate()
    settled(made.desk)
    assert len(shown(made)) == 1


def test_an_edited_row_says_what_was_typed(
    listed: Callable[[str], FurtherNeedsList], settled: Callable[[Desk], None]
) -> None:
    made = listed("director")
    made.table.selectRow(0)
    made.edit.click()
    dialog = made.findChildren(FormDialog)[-1]
    field(dialog, "least").setValue(4)  # type: ignore[attr-defined]
    assert not dialog.form.complete()
    field(dialog, "want").setText("")  # type: ignore[attr-defined]
    field(dialog, "most").setText("9")  # type: ignore[attr-defined]
    dialog.submit.click()
    settled(made.desk)
    made.populate()
    settled(made.desk)
    assert shown(made)[0][4:7] == ["4", "", "9"]


def test_an_agent_reads_them_and_has_no_buttons(
    listed: Callable[[str], FurtherNeedsList],
) -> None:
    made = listed("agent")
    assert len(shown(made)) == 1
    made.table.selectRow(0)
    assert not made.add.isVisible()
    assert not made.edit.isVisible()


def test_a_job_type_that_nobody_has_is_told_in_the_form_and_marked_in_the_list(
    listed: Callable[[str], FurtherNeedsList], settled: Callable[[Desk], None]
) -> None:
    made = listed("director")
    made.add.click()
    dialog = made.findChildren(FormDialog)[-1]
    job = field(dialog, "job")
    assert isinstance(job, QComboBox)
    typed = job.lineEdit()
    assert typed is not None
    job.setCurrentText("hotlin")
    typed.editingFinished.emit()
    told = [one.text() for one in dialog.findChildren(Banner) if one.isVisible()]
    assert told == ["Nobody has the job type “hotlin”: nobody would ever count for it."]
    dialog.submit.click()
    settled(made.desk)
    made.populate()
    settled(made.desk)
    model = made.table.model()
    tips = [model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert sorted(map(bool, tips)) == [False, True]
