"""What must be entered somewhere is: a page, a section, a table. Who forgets it is told where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from app import models
from app.store.schema import LEDGERS, REFERENCE
from app.ui.kit import pages
from app.ui.kit.page import Page
from app.ui.settings.page import SECTIONS
from app.ui.settings.section import Section
from tests.source import tree_of

ROOT = Path(__file__).parents[1]
EDITED = {
    "account",
    "assignment",
    "attendance",
    "bulletin",
    "bulletin_read",
    "calibration",
    "card_help",
    "card_item",
    "check_item",
    "check_result",
    "complaint",
    "contact",
    "cover",
    "desk",
    "draft",
    "draft_assignment",
    "duty_done",
    "duty_log",
    "floor_wait",
    "handed_cell",
    "handover",
    "handover_item",
    "handover_note",
    "inspection",
    "leave",
    "leave_cancellation",
    "leave_step",
    "meeting_point",
    "meeting_presence",
    "notice",
    "off_post",
    "own_duty",
    "phone_number",
    "planned_inspection",
    "proposed_trainee",
    "proposed_training",
    "roll_call",
    "roster_handing",
    "roster_mapping",
    "roster_month",
    "seat",
    "setting",
    "fixed_cell",
    "forecast_correction",
    "service_goal",
    "shift_wish",
    "staffing_need",
    "volume",
    "wish_closing",
    "work_rule",
    "shift_offer",
    "shift_volunteer",
    "sign_in_failure",
    "stop_order",
    "swap",
    "swap_consent",
    "swap_taking_back",
    "training",
    "upward_report",
    "visitor",
}
"""Tables whose rows are edited, and by which nothing is judged that `reference` keeps."""


def classes_under(folder: str, base: type) -> dict[str, type]:
    """Every class of a folder's modules that is a finished `base`: it has a `key`."""
    found: dict[str, type] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        if any(isinstance(node, ast.ClassDef) for node in tree_of(path).body):
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            found |= {
                f"{module.__name__}:{name}": each
                for name, each in vars(module).items()
                if isinstance(each, type) and issubclass(each, base) and each is not base
                if each.__module__ == module.__name__ and "key" in vars(each)
            }
    return found


def tables() -> set[str]:
    return set(models.Base.metadata.tables)


def models_defined() -> Iterator[tuple[str, str]]:
    """(class, file) of every class in `app/models` that has a table."""
    for path in sorted((ROOT / "app/models").glob("*.py")):
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and "__tablename__" in ast.unparse(node):
                yield node.name, path.name


def test_every_page_is_in_the_list_of_pages() -> None:
    found = classes_under("app/ui", Page)
    listed = {page.where for page in pages.ALL}
    forgotten = found.keys() - listed
    assert not forgotten, f"app/ui/shell/pages.py does not list {sorted(forgotten)}"
    assert listed == found.keys()


@pytest.mark.parametrize("entry", pages.ALL, ids=lambda entry: entry.key)
def test_a_page_is_listed_under_its_own_key(entry: pages.PageEntry) -> None:
    assert entry.load().key == entry.key


def test_every_section_of_the_settings_is_in_their_list() -> None:
    found = set(classes_under("app/ui/settings", Section).values())
    forgotten = found - set(SECTIONS)
    assert not forgotten, f"SECTIONS in app/ui/settings/page.py lacks {forgotten}"


def test_every_table_is_a_name_of_the_models() -> None:
    forgotten = {where for where in models_defined() if where[0] not in models.__all__}
    assert not forgotten, f"app/models/__init__.py does not import {sorted(forgotten)}"


def test_of_every_table_it_is_said_how_its_rows_change() -> None:
    said = {*LEDGERS, *REFERENCE, *EDITED}
    assert tables() - said == set(), (
        "say in the store's triggers whether it is a ledger (LEDGERS) or what requests are judged "
        f"by (REFERENCE), or else here that it is EDITED: {sorted(tables() - said)}"
    )
    assert said - tables() == set(), "no table of the models has this name any more"


def test_what_is_kept_as_reference_is_stamped_when_it_changes() -> None:
    """`queries/reference.py` reads these tables itself; what it keeps must not outlive a change."""
    text = (ROOT / "app/queries/reference.py").read_text("utf-8")
    read = {
        getattr(models, node.attr).__tablename__
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "m"
        and hasattr(getattr(models, node.attr), "__tablename__")
    }  # fmt: skip
    forgotten = read - {*REFERENCE, "account", "setting"}
    assert not forgotten, f"REFERENCE in the store's triggers lacks {sorted(forgotten)}"
