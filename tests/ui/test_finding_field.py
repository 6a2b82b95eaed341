"""A field in which somebody is looked for: by letters of a name, its sounds, or a number."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.kit.finding_field import FindingField

PEOPLE = [("Anna (1001)", 1), ("王芳 (1002)", 2), ("李雷 (1003)", 3), ("王飞 (2044)", 4)]


@pytest.fixture
def field(qtbot: QtBot) -> FindingField[int]:
    made = FindingField(PEOPLE, 1)
    qtbot.addWidget(made)
    made.show()
    return made


def types(field: FindingField[int], text: str) -> int:
    field.typed.selectAll()
    QTest.keyClicks(field.typed, text)
    return field.value()


@pytest.mark.parametrize(
    ("typed", "found"), [("wf", 2), ("WF 2044", 4), ("ll", 3), ("1003", 3), ("2044", 4), ("an", 1)]
)
def test_a_person_is_found_by_initials_in_pinyin_or_by_number(
    field: FindingField[int], typed: str, found: int
) -> None:
    assert types(field, typed) == found
    assert field.currentText() == typed, "what is typed goes on standing there"
    QTest.keyClick(field.typed, Qt.Key.Key_Return)
    assert dict(PEOPLE)[field.currentText()] == found
    assert not field.lost


def test_who_is_not_there_is_not_somebody_else(field: FindingField[int]) -> None:
    types(field, "zz")
    assert field.lost
    field.offer(PEOPLE, field.value())
    assert field.lost, "what is read anew meanwhile takes nothing from what is typed"
    assert field.currentText() == "zz"
    types(field, "ll")
    assert not field.lost


def test_nobody_is_chosen_until_somebody_is_named(field: FindingField[int]) -> None:
    field.ask()
    assert (field.lost, field.currentText()) == (True, "")
    assert types(field, "wf") == 2
    assert not field.lost
    field.choose(3)
    assert field.currentText() == "李雷 (1003)"
