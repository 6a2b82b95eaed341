"""How the code is written: what a reader cannot count out is said by name, and names are clear."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.source import APP, nodes_of, tree_of

MIGRATIONS = APP / "store" / "migrations"
MOST_BY_POSITION = 7
# These take any number of equal things, whose order they keep.
LISTS_OF_COLUMNS = {"select", "with_only_columns", "add_columns", "commands"}
READING_THE_STORE = ("queries", "reading", "services")


def test_a_call_gives_fewer_than_eight_arguments_by_position() -> None:
    """A swapped pair of dates among ten arguments passes every type checker."""
    faults = [
        f"{place(path, call)}: {len(call.args)} arguments by position; give them their names"
        for path, call in calls()
        if len(call.args) > MOST_BY_POSITION and called(call) not in LISTS_OF_COLUMNS
    ]
    assert not faults, "\n".join(faults)


def test_what_a_query_found_becomes_a_row_by_names() -> None:
    """`Row(*columns)` goes by the columns' order, which no type checker compares."""
    faults = [
        f"{place(path, call)}: {called(call)}(*...); unpack the columns by name"
        for room in READING_THE_STORE
        for path, call in calls(APP / room)
        if called(call).lstrip("_")[:1].isupper()
        and any(isinstance(given, ast.Starred) for given in call.args)
    ]
    assert not faults, "\n".join(faults)


def test_a_class_has_its_name_to_itself_in_its_room() -> None:
    """Whoever reads a name in a room knows which of its things is meant."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(APP.rglob("*.py")):
        room = path.relative_to(APP).parts[0]
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[room, node.name].append(place(path, node))
    faults = [f"{name}: {', '.join(at)}" for (_room, name), at in found.items() if len(at) > 1]
    assert not faults, "\n".join(faults)


def test_no_signal_is_connected_to_a_bound_super_method() -> None:
    """Qt calls what overrides it: whoever asked "give up?" in `reject` would ask for ever."""
    faults = [
        f"{place(path, call)}: connect a method of its own"
        for path, call in calls(APP / "ui")
        if called(call) == "connect"
        for given in call.args
        if isinstance(given, ast.Attribute)
        and isinstance(given.value, ast.Call)
        and called(given.value) == "super"
    ]
    assert not faults, "\n".join(faults)


def test_no_translation_touches_the_endings_of_a_file_dialog() -> None:
    """Qt shows no file at all where the brackets round `*.xlsx` are full width."""
    catalogues = (APP.parent / "resources" / "locale").rglob("*.po")
    faults = [str(path.name) for path in catalogues if "*." in path.read_text(encoding="utf-8")]
    assert not faults, "say the kind alone, and use name_filter"


def calls(room: Path = APP) -> Iterator[tuple[Path, ast.Call]]:
    """Every call in the room's files, the migrations' aside: those stay as they were written."""
    for path in sorted(room.rglob("*.py")):
        if not path.is_relative_to(MIGRATIONS):
            yield from ((path, node) for node in nodes_of(path) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def place(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"app/{path.relative_to(APP)}:{node.lineno}"
