"""What is shown, sent and logged of a bug says where it is, and nothing that the centre knows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from app.context import Context
from app.models import Leave
from app.ui.application import show_bugs_in
from app.ui.kit.bugs import report
from app.ui.kit.look import Look
from app.ui.shell.main_window import MainWindow
from tests.factories import NOW, SmallCentre

REASON = "HIV treatment"


def by_core(context: Context) -> None:
    values = {"leave_no": "L-1", "person_id": 0, "kind": "sick", "reason": REASON}
    with context.write() as session:
        session.execute(insert(Leave).values(**values, first_date=NOW.date()))


def by_objects(context: Context) -> None:
    with context.write() as session:
        session.add(Leave(leave_no="L-1", reason=REASON))
        session.flush()


def by_key(_context: Context) -> None:
    cast("dict[str, int]", {})[REASON]


def by_value(_context: Context) -> None:
    int(REASON)


def by_way_of_another(context: Context) -> None:
    try:
        by_value(context)
    except ValueError:
        by_key(context)


BUGS: list[Callable[[Context], None]] = [by_core, by_objects, by_key, by_value, by_way_of_another]


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_with_a_medical_reason_in_it_is_told_without_it(
    centre: SmallCentre, bug: Callable[[Context], None]
) -> None:
    with pytest.raises((SQLAlchemyError, LookupError, ValueError)) as caught:
        bug(centre.context)
    told = report(caught.value)
    assert f"in {bug.__name__}" in told
    assert type(caught.value).__qualname__ in told
    assert REASON not in told


@pytest.mark.parametrize("bug", BUGS)
def test_neither_the_log_nor_the_window_tells_the_reason(
    context: Context,
    look: Look,
    qtbot: QtBot,
    bug: Callable[[Context], None],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = MainWindow(look)
    qtbot.addWidget(window)
    show_bugs_in(window)
    with pytest.raises((SQLAlchemyError, LookupError, ValueError)) as caught:
        bug(context)
    sys.excepthook(caught.type, caught.value, caught.tb)
    (shown,) = window.findChildren(QPlainTextEdit)
    for told in (caplog.text, shown.toPlainText()):
        assert f"in {bug.__name__}" in told
        assert REASON not in told
    caplog.clear()


def test_what_has_no_value_in_it_is_told_in_full() -> None:
    with pytest.raises(AttributeError) as caught:
        cast("Context", None).now()
    assert "'NoneType' object has no attribute 'now'" in report(caught.value)
