"""No page takes a key that the window has: neither would answer, and the lock would be dead."""

from __future__ import annotations

import re
from pathlib import Path

import app.ui

UI = Path(app.ui.__file__).parent
KEY = re.compile(r'"((?:Ctrl|Alt|Shift)\+[^"]+|F\d+)"')
ACTION = re.compile(r"\b(?:Action|Command)\((?:[^()]|\([^()]*\))*\)")


def keys(path: Path) -> set[str]:
    found = ACTION.findall(path.read_text("utf-8"))
    return {key for action in found for key in KEY.findall(action)}


def test_no_page_takes_a_key_of_the_window() -> None:
    window = keys(UI / "shell" / "window_actions.py")
    assert {"Ctrl+L", "Ctrl+Q", "F1"} <= window
    taken = {
        str(path.relative_to(UI)): sorted(keys(path) & window)
        for path in UI.rglob("*.py")
        if "shell" not in path.parts and "kit" not in path.parts
    }
    assert not {where: both for where, both in taken.items() if both}
