"""A store that is gone, restored or damaged under an open window: the window stops, and nothing
that is typed is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from app.bootstrap import restore_store
from app.context import BackupKind
from app.reading.people.people import departments
from app.services.people.places import add_department
from app.ui.settings.needs import NeedsSection
from app.ui.settings.page import SettingsPage
from tests.ui.screen import Person


def test_a_store_that_was_deleted_stops_the_window_within_a_look(
    person: Person, store: Path
) -> None:
    person.signs_in()
    delete(store)
    look(person)
    assert "The store is no longer there." in person.reads()
    assert not person.at_desk
