"""A centre's own spreadsheet comes in: where the roster stands, what its words mean, the draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from app.ui.kit.roster_file import RosterFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.context import Context
    from app.ui.roster.bringing.dialog import BringDialog
    from app.ui.tour.walks import Scenery

_LEADER = "1101"
_TURN = ("早", "早", "小夜", "小夜", "大夜", "大夜", "休", "休")
_MEANT = {"早": "E", "小夜": "L", "大夜": "N"}


def bringing(scenery: Scenery) -> None:
    """Next month as the leader keeps it, with a heading, sums and a note below, and short words."""
    context = scenery.sit(_LEADER)
    month = (context.today().replace(day=1) + timedelta(days=31)).replace(day=1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"呼入1班{month.month}月排班.xlsx"
        _write(path, month, _team(context))
        page = scenery.show("roster", [RosterFile(path)])
        dialog = _dialog(page)
        scenery.keep("walk-bringing-1-sheet")
        _press(scenery, dialog)
        for line in dialog.asked.word_lines:
            line.mean(_MEANT[line.row.word])
        scenery.show("roster", [])
        scenery.keep("walk-bringing-2-words")
        _press(scenery, dialog)
        dialog.shown.name.setText("呼入1班的表")
        scenery.keep("walk-bringing-3-preview")
        _press(scenery, dialog)
    scenery.keep("walk-bringing-4-draft")


def _press(scenery: Scenery, dialog: BringDialog) -> None:
    dialog.on.click()
    scenery.show("roster", [])


def _dialog(page: QWidget) -> BringDialog:
    from app.ui.roster.bringing.dialog import BringDialog

    found = page.findChildren(BringDialog)[-1]
    assert isinstance(found, BringDialog)
    return found


def _team(context: Context) -> Sequence[str]:
    """The names of the leader's team, by number."""
    from app.reading.people.staff import staff

    team = _LEADER[:2]
    people = sorted(staff(context).people, key=lambda row: row.employee_no)
    return [row.name for row in people if row.employee_no.startswith(team) and not row.left_on]


def _write(path: Path, month: date, names: Sequence[str]) -> None:
    from app.exchange.saving import saved_to

    days = [month + timedelta(days=at) for at in range(28)]
    with saved_to(path) as book:
        sheet: Any = book.create_sheet(f"{month.month}月")
        sheet.append([f"{month.year}年{month.month}月呼入1班排班表"])
        sheet.append(["序号", "姓名", *(day.day for day in days), "出勤天数"])
        sheet.append(["", "", *("一二三四五六日"[day.weekday()] for day in days), ""])
        for place, name in enumerate(names):
            words = [_TURN[(at + 3 * place) % len(_TURN)] for at in range(len(days))]
            sheet.append([place + 1, name, *words, sum(word != "休" for word in words)])
        sheet.append(["", "备注：换班须经班长同意"])
