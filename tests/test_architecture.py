"""Which room may import what. The table is docs/architecture.md's; this is where it is held."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"
VOCABULARY = "app.rules.vocabulary"
DIALECT = "app.store.dialect"

# Room -> what it may import besides the standard library and itself. A name ending in a module
# ("app.rules.vocabulary") allows that module only.
MAY_IMPORT: dict[str, set[str]] = {
    "rules": {"dateutil"},
    "errors": {VOCABULARY},
    "progress": {"app.errors", VOCABULARY},
    "address": set(),
    "settings": {VOCABULARY, "platformdirs", "app.address"},
    "models": {"sqlalchemy", VOCABULARY},
    "store": {
        "sqlalchemy",
        "alembic",
        "sqlcipher3",
        "app.models",
        "app.address",
        "app.errors",
        VOCABULARY,
    },
    "context": {
        "sqlalchemy",
        "app.store",
        "app.models",
        "app.errors",
        VOCABULARY,
        "app.rules.calendar",
    },
    "bootstrap": {"sqlalchemy", "app"},
    "queries": {"sqlalchemy", "app.models", DIALECT, "app.rules"},
    "reading": {
        "sqlalchemy",
        "app.queries",
        "app.models",
        "app.context",
        "app.rules",
        "app.errors",
        "app.services",
    },
    "demo": {
        "sqlalchemy",
        "app.services",
        "app.reading",
        "app.queries",
        "app.models",
        "app.context",
        "app.rules",
        "app.errors",
    },
    "services": {
        "sqlalchemy",
        "argon2",
        "chinese_calendar",
        "app.reading",
        "app.queries",
        "app.models",
        "app.context",
        "app.rules",
        "app.progress",
        "app.errors",
    },
    "exchange": {
        "python_calamine",
        "openpyxl",
        "app.services",
        "app.reading",
        "app.queries",
        "app.context",
        "app.rules",
        "app.progress",
        "app.errors",
    },
    "text": {"babel", "app.rules", "app.errors"},
    "ui": {
        "PySide6",
        "shiboken6",
        "pyqtgraph",
        "numpy",
        "app.services",
        "app.reading",
        "app.demo",
        "app.queries",
        "app.exchange",
        "app.context",
        "app.text",
        "app.progress",
        "app.errors",
        "app.rules",
        "app.address",
        "app.settings",
        "app.bootstrap",
    },
    "cli": {"app"},
    "__main__": {"app"},
    "__init__": set(),
}
FORBIDDEN = {
    "cli": {"app.ui", "PySide6", "app.store"},
    "bootstrap": {"app.store.sqlite"},
    "context": {"app.store.sqlite", "app.store.places"},
}


def files() -> Iterator[Path]:
    yield from sorted(APP.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(APP).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import, those inside functions and type checks too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            if module == "app" or (module.count(".") == 1 and module.startswith("app.")):
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module


def allowed(room: str, name: str) -> bool:
    if name.split(".")[0] in sys.stdlib_module_names:
        return True
    if any(within(name, banned) for banned in FORBIDDEN.get(room, ())):
        return False
    own = {f"app.{room}", "app.__version__", "resources"}
    return any(within(name, place) for place in MAY_IMPORT[room] | own)


def within(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}.")


@pytest.mark.parametrize("path", list(files()), ids=lambda path: str(path.relative_to(APP)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"a new room needs a line in the table: {room}"
    strangers = [f"line {line}: {name}" for line, name in imported(path) if not allowed(room, name)]
    assert strangers == []


@pytest.mark.parametrize(
    "path",
    [path for path in files() if "migrations" not in path.parts],  # those are generated
    ids=lambda path: str(path.relative_to(APP)),
)
def test_no_file_needs_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
