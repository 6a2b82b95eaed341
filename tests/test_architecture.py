"""Which room may import what. The table is docs/architecture.md's; this is where it is held."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from app.ui.kit import pages
from tests.source import APP, nodes_of, tree_of

VOCABULARY = "app.rules.vocabulary"
DEEDS = "app.rules.deeds"
DIALECT = "app.store.dialect"
BULK = "app.store.bulk"

# Room -> what it may import besides the standard library and itself. A name ending in a module
# ("app.rules.vocabulary") allows that module only.
MAY_IMPORT: dict[str, set[str]] = {
    "rules": {"dateutil"},
    "errors": {VOCABULARY},
    "progress": {"app.errors", VOCABULARY},
    "address": set(),
    "own_files": set(),
    "settings": {VOCABULARY, "platformdirs", "app.address"},
    "kept_choice": {VOCABULARY, "app.address", "app.own_files", "app.errors"},
    "models": {"sqlalchemy", VOCABULARY},
    "store": {
        "sqlalchemy",
        "alembic",
        "sqlcipher3",
        "psycopg",
        "app.models",
        "app.address",
        "app.errors",
        "app.own_files",
        VOCABULARY,
        DEEDS,
    },
    "context": {
        "sqlalchemy",
        "app.store",
        "app.models",
        "app.errors",
        VOCABULARY,
        DEEDS,
        "app.rules.calendar",
    },
    "bootstrap": {"sqlalchemy", "app"},
    "queries": {"sqlalchemy", "app.models", DIALECT, "app.rules"},
    "reading": {
        "sqlalchemy",
        "chinese_calendar",
        "app.queries",
        "app.models",
        "app.context",
        "app.planning",
        "app.rules",
        "app.errors",
    },
    "demo": {
        "sqlalchemy",
        "app.services",
        "app.reading",
        "app.queries",
        "app.models",
        "app.context",
        "app.planning",
        "app.rules",
        "app.errors",
    },
    "services": {
        "sqlalchemy",
        "argon2",
        "pypdf",
        "PIL",
        "zxcvbn",
        BULK,
        "app.reading",
        "app.queries",
        "app.models",
        "app.context",
        "app.planning",
        "app.rules",
        "app.progress",
        "app.errors",
    },
    "exchange": {
        "icalendar",
        "python_calamine",
        "openpyxl",
        "xlrd",
        "app.services",
        "app.reading",
        "app.queries",
        "app.context",
        "app.planning",
        "app.rules",
        "app.progress",
        "app.errors",
    },
    "planning": {"numpy", "scipy", "ortools", "app.rules", "app.errors", "app.progress"},
    "text": {"babel", "app.rules", "app.errors", "app.address"},
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
        "app.planning",
        "app.rules",
        "app.address",
        "app.own_files",
        "app.settings",
        "app.kept_choice",
        "app.bootstrap",
    },
    "cli": {"app"},
    "__main__": {"app"},
    "__init__": set(),
}
LIBRARIES_OF: dict[str, set[str]] = {
    "rules/scorecards/statistics.py": {"scipy", "krippendorff", "numpy"},
    "text/pinyin.py": {"pypinyin"},
}
"""Module -> libraries that it alone in its room may import, and only inside its functions."""
FORBIDDEN = {
    "cli": {"app.ui", "PySide6", "app.store"},
    "bootstrap": {"app.store.sqlite", "app.store.postgresql"},
    "context": {"app.store.sqlite", "app.store.postgresql", "app.store.places"},
}

# Within the window: room -> the rooms of it that it may import. A room without a line is a page:
# it knows the kit and the work, and no other page.
MAY_IMPORT_IN_UI: dict[str, set[str]] = {
    "work": set(),
    "kit": {"work"},
    "shell": {"work", "kit"},
    "sign_in": {"work", "kit", "shell"},
    "application": {"work", "kit", "shell", "sign_in"},
}
PAGE_MAY_IMPORT = {"work", "kit"}
ABOVE_THE_WINDOW = {"tour"}
"""May import whatever the window has."""
PAGES = "kit/pages.py"
"""Names the pages' classes as text; each is imported when it is first shown."""


def files() -> Iterator[Path]:
    yield from sorted(APP.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(APP).parts[0]
    return first.removesuffix(".py")


Check = Callable[[Path], list[str]]


def faults(paths: Iterable[Path], check: Check) -> dict[str, list[str]]:
    """What a check finds, by the file: all files in one test, for there are hundreds."""
    return {str(path.relative_to(APP)): found for path in paths if (found := check(path))}


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import, those inside functions and type checks too."""
    for node in nodes_of(path):
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


def test_a_room_imports_only_what_it_may() -> None:
    assert faults(files(), _strangers) == {}


def _strangers(path: Path) -> list[str]:
    room = room_of(path)
    assert room in MAY_IMPORT, f"a new room needs a line in the table: {room}"
    libraries = LIBRARIES_OF.get(path.relative_to(APP).as_posix(), set())
    return [
        f"line {line}: {name}"
        for line, name in imported(path)
        if not allowed(room, name) and name.split(".")[0] not in libraries
    ]


@pytest.mark.parametrize("where", LIBRARIES_OF)
def test_a_heavy_library_is_imported_when_it_is_first_called(where: str) -> None:
    tree = tree_of(APP / where)
    at_once = [
        ast.unparse(node)
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and {name.split(".")[0] for name in _named_by(node)} & LIBRARIES_OF[where]
    ]
    assert at_once == []


def test_importing_what_is_not_the_window_loads_none_of_them() -> None:
    """The start of the program and `check` go without them until something is counted."""
    rooms = ("rules", "queries", "reading", "services", "cli", "text")
    modules = [module_of(path) for path in files() if room_of(path) in rooms]
    heavy = sorted({name for libraries in LIBRARIES_OF.values() for name in libraries})
    script = f"""
import sys
from importlib import import_module
for module in {modules!r}:
    import_module(module)
assert not [name for name in {heavy!r} if name in sys.modules]
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(APP.parent).with_suffix("").parts).removesuffix(".__init__")


def _named_by(node: ast.Import | ast.ImportFrom) -> list[str]:
    return (
        [alias.name for alias in node.names] if isinstance(node, ast.Import) else [str(node.module)]
    )


WINDOW = [path for path in files() if room_of(path) == "ui" and path.parent != APP]


def room_in_ui(path: Path) -> str:
    return path.relative_to(APP / "ui").parts[0].removesuffix(".py")


def allowed_in_ui(room: str, name: str) -> bool:
    """Whether a module of the window's `room` may import `name`, as far as that is the window's."""
    if not within(name, "app.ui") or room in ABOVE_THE_WINDOW:
        return True
    return name.split(".")[2] in MAY_IMPORT_IN_UI.get(room, PAGE_MAY_IMPORT) | {room}


def named(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each module that is spelt as text, to be imported later."""
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and str(node.value).startswith("app.ui."):
            yield node.lineno, str(node.value)


def test_no_page_imports_a_page_and_no_arrow_in_the_window_runs_up() -> None:
    assert faults(WINDOW, _strangers_in_ui) == {}


def _strangers_in_ui(path: Path) -> list[str]:
    room = room_in_ui(path)
    spelt = [] if path == APP / "ui" / PAGES else named(path)
    return [
        f"line {line}: {name}"
        for line, name in (*imported(path), *spelt)
        if not allowed_in_ui(room, name)
    ]


@pytest.mark.parametrize(
    ("room", "name", "may"),
    [
        ("today", "app.ui.kit.tiles", True),
        ("today", "app.ui.today.words", True),
        ("today", "app.ui.roster.words", False),
        ("today", "app.ui.shell.workspace", False),
        ("kit", "app.ui.work.tasks", True),
        ("kit", "app.ui.today.words", False),
        ("kit", "app.ui.shell.workspace", False),
        ("work", "app.ui.kit.theme", False),
        ("shell", "app.ui.kit.desk", True),
        ("shell", "app.ui.inbox.page", False),
        ("shell", "app.ui.sign_in.flow", False),
        ("tour", "app.ui.leave.page", True),
    ],
)
def test_the_table_of_the_window_says_who_may_import_whom(room: str, name: str, may: bool) -> None:
    assert allowed_in_ui(room, name) is may


def test_each_page_is_in_the_table_of_pages_and_nothing_else_is() -> None:
    folders = {room_in_ui(path) for path in WINDOW if path.parent != APP / "ui"}
    named_pages = {page.where.split(":")[0].split(".")[2] for page in pages.ALL}
    assert folders - set(MAY_IMPORT_IN_UI) - ABOVE_THE_WINDOW == named_pages


def test_no_file_needs_four_hundred_lines() -> None:
    made_by_hand = [path for path in files() if "migrations" not in path.parts]
    assert [path for path in made_by_hand if _lines(path) > 400] == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_page_opens_a_session_to_ask_what_may_be_seen() -> None:
    """The window asks `reading`, which knows who asks; it has no session and no permissions."""
    assert faults((APP / "ui").rglob("*.py"), _asked) == {}


def _asked(path: Path) -> list[str]:
    opened = [
        f"line {node.lineno}: {node.func.attr}()"
        for node in nodes_of(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"read", "write"}
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and ast.unparse(node.func.value).split(".")[-1] in {"ctx", "context"}
    ]
    asked = [
        f"line {line}: {name}"
        for line, name in imported(path)
        if within(name, "app.reading.permission")
    ]
    return opened + asked
