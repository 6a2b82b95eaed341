"""The year's calendar leaves each day's number and mark their room, whatever the size of text."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from app.ui.kit import theme
from app.ui.kit.look import Look
from app.ui.kit.remembered import TEXT_SIZES
from app.ui.settings.year_view import YearView

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.mark.parametrize("percent", TEXT_SIZES)
@pytest.mark.parametrize("width", [600, 1500])
def test_a_number_and_its_mark_stand_beside_each_other(
    qtbot: QtBot, look: Look, percent: int, width: int
) -> None:
    look.choose_language("zh_CN")
    look.choose_text_percent(percent)
    view = YearView(date(2026, 10, 30))
    qtbot.addWidget(view)
    view.resize(max(width, view.minimumSizeHint().width()), view.sizeHint().height())
    number = QFontMetrics(theme.font("strong")).horizontalAdvance("30")
    mark = QFontMetrics(theme.font("caption")).horizontalAdvance("休")
    assert view.cell(date(2026, 10, 30)).width() >= number + mark * 0.9
    first, last = view.cell(date(2026, 1, 1)), view.cell(date(2026, 12, 31))
    assert first.height() >= view.fontMetrics().height() - 1
    assert last.bottom() <= view.height()
