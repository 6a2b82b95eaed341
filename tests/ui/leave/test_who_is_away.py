"""The form of a sick call says who is away from the first moment on: never who takes the call."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from app.rules.calendar import CentreTime
from app.ui.kit.sick_call import SickCall
from app.ui.leave.ask_form import AskForm

TIME = CentreTime("Asia/Shanghai")
NOW = datetime(2026, 10, 19, 22, 50, tzinfo=UTC)
LEADER, AWAY = 1, 2


@pytest.mark.parametrize("called", [SickCall(AWAY, "许婷婷", date(2026, 10, 20)), SickCall()])
def test_before_the_colleagues_are_read_nobody_else_stands_there(
    qapp: QApplication, called: SickCall
) -> None:
    form = AskForm(LEADER, "蔡修远", TIME, NOW)
    form.sick_call(called, NOW)
    assert form.who.currentText() == called.name
    if called.person_id is None:
        assert "who" in form.problems(), "nothing is asked of the rules before somebody is named"
    else:
        assert (form.wish().person_id, form.wish().phoned_by) == (AWAY, "许婷婷")
