"""A file that is no workbook: the message names the ways by which it comes in, and leads there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.controls import Card
from app.ui.kit.desk import Desk
from app.ui.kit.importing import import_file
from app.ui.kit.look import Look
from app.ui.kit.messages import MessageDialog
from app.ui.kit.roster_file import RosterFile, StaffFile
from app.ui.sign_in.first_start import BeginPage
from tests.exchange.layouts.made import a_book
from tests.factories import SmallCentre
from tests.ui.rest import until_rest


@pytest.mark.parametrize("dry_run", [False, True], ids=["import", "check only, or dropped"])
def test_a_roster_taken_for_the_workbook_goes_on_as_a_roster_with_one_press(
    qtbot: QtBot,
    desk_of: Callable[..., Desk],
    centre: SmallCentre,
    tmp_path: Path,
    dry_run: bool,
) -> None:
    rows: list[list[object]] = [["姓名", *range(1, 29)], ["王秀英", *("早",) * 28]]
    path = a_book(tmp_path / "a.xlsx", ("排班", rows))
    if dry_run:
        path = tmp_path / "names.csv"
        path.write_text("工号,姓名\n1,王秀英\n", "utf-8")
    desk, asked = desk_of(centre.people["0004"], "0004"), []
    desk.page_asked.connect(lambda key, target: asked.append((key, target)))
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    import_file(desk, path, parent, dry_run=dry_run)
    until_rest(qtbot, lambda: desk.tasks.idle)
    dialog = parent.findChildren(MessageDialog)[-1]
    ways = {one.text(): one for one in dialog.findChildren(QPushButton)}
    assert list(ways) == ["Close", "Bring in as a &staff list…", "Bring in as a &roster…"]
    way = "Bring in as a &staff list…" if dry_run else "Bring in as a &roster…"
    ways[way].click()
    assert asked == [("people", StaffFile(path)) if dry_run else ("roster", RosterFile(path))]


def test_the_roster_one_keeps_stands_first_where_one_begins(qtbot: QtBot, look: Look) -> None:
    page = BeginPage(look)
    qtbot.addWidget(page)
    first = page.findChildren(Card)[0]
    assert page.focusProxy() is first
    heard: list[bool] = []
    page.roster_asked.connect(lambda: heard.append(True))
    first.pressed.emit()
    assert heard
