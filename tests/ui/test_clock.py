"""The centre's clock tells when to read what becomes another by time alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.rules.calendar import CentreTime
from app.ui.kit.clock import CentreClock


@pytest.mark.parametrize(("minutes", "read"), [(1, 12), (5, 2)])
def test_it_is_read_again_every_so_many_minutes(qtbot: QtBot, minutes: int, read: int) -> None:
    now = [datetime(2026, 10, 15, 1, 2, 30, tzinfo=UTC)]
    clock = CentreClock(lambda: now[0], CentreTime("Asia/Shanghai"), minutes)
    qtbot.addWidget(clock)
    passed: list[int] = []
    clock.read_again.connect(lambda: passed.append(1))
    for _ in range(24):
        now[0] += timedelta(seconds=30)
        clock.tick()
    assert len(passed) == read
    now[0] -= timedelta(hours=1)
    clock.tick()
    assert len(passed) == read + 1, "a clock that is set back does not stop it"
