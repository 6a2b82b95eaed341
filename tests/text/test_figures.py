"""Nothing is registered by hand: a code that somebody forgot fails here, and is named."""

from __future__ import annotations

import ast
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from app import text
from app.rules import figures
from app.rules.catalogue import RULES
from app.rules.figures.codes import BY_CODE, BYGONE, kept_fields, spoken_fields
from app.rules.figures.figure import Figures
from app.rules.figures.stored import RENAMED_FIELDS
from app.text.findings import WORDINGS
from app.text.language import _
from app.text.verdicts.figures import OWN_FIELDS, spoken_of
from app.text.verdicts.wording import Wording
from tests.source import nodes_of

APP = Path(__file__).parents[2] / "app"
ROOMS = ("rules", "reading", "services", "queries")
NO_REMEDY = (".kept", ".waiting", ".not_asked")


def classes() -> Iterator[type[Figures]]:
    """Every class of figures in the room that names a code, wherever it stands."""
    for module in pkgutil.iter_modules(figures.__path__, f"{figures.__name__}."):
        for one in vars(import_module(module.name)).values():
            named = isinstance(one, type) and issubclass(one, Figures) and "code" in vars(one)
            if named and one.__module__ == module.name:
                yield one


def where(one: type[Figures]) -> str:
    return f"{one.code} ({one.__module__}.{one.__qualname__})"


def constructed() -> set[str]:
    """The names that the code outside the room of figures speaks of."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for room in ROOMS
        for path in (APP / room).rglob("*.py")
        if path.parent != APP / "rules" / "figures"
        for node in nodes_of(path)
        if isinstance(node, ast.Name | ast.Attribute)
    }


def wordings(code: str) -> dict[str, Wording]:
    """Every wording of a code, by itself or with its variant."""
    return {key: one for key, one in WORDINGS.items() if key.partition("/")[0] == code}


def test_every_class_of_figures_is_known_by_its_code() -> None:
    assert [where(one) for one in classes() if BY_CODE.get(one.code) is not one] == []


def test_every_code_is_of_a_rule_in_the_catalogue() -> None:
    assert [where(one) for one in classes() if one.code.partition(".")[0] not in RULES] == []


def test_every_code_is_found_by_some_rule() -> None:
    names = constructed()
    unfound = [one for one in classes() if one.__name__ not in names]
    assert [where(one) for one in unfound if one.code not in BYGONE] == []


def test_every_code_has_its_sentence() -> None:
    assert [where(one) for one in classes() if not wordings(one.code)] == []


def test_every_code_has_its_remedy_unless_nothing_is_amiss() -> None:
    assert [
        where(one)
        for one in classes()
        if not one.code.endswith(NO_REMEDY)
        if not all(wording.remedy for wording in wordings(one.code).values())
    ] == []


def test_every_wording_belongs_to_a_code() -> None:
    assert [key for key in WORDINGS if key.partition("/")[0] not in BY_CODE] == []


@pytest.mark.parametrize("language", list(text.LANGUAGES))
def test_a_wording_speaks_of_nothing_but_its_own_figures(language: str) -> None:
    text.use(language)
    try:
        unknown = [
            (key, sentence, field)
            for key, wording in WORDINGS.items()
            for sentence in wording
            for field in (spoken_of(_(sentence)) if sentence else ())
            if field not in {*OWN_FIELDS, *spoken_fields(key.partition("/")[0])}
        ]
    finally:
        text.use("en")
    assert unknown == []


def test_a_name_means_one_thing_in_every_code() -> None:
    types = defaultdict(set)
    for code in BY_CODE:
        for name, kind in spoken_fields(code).items():
            types[name].add(certain(kind))
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def certain(kind: object) -> object:
    """The type of a value that is there."""
    members = [one for one in get_args(kind) if one is not type(None)]
    return members[0] if type(None) in get_args(kind) else kind


def test_a_renamed_figure_is_called_by_a_name_that_is_there_and_no_longer_by_the_old_one() -> None:
    wrong = [
        (code, old, new)
        for code, names in RENAMED_FIELDS.items()
        for old, new in names.items()
        if new not in kept_fields(code) or old in kept_fields(code)
    ]
    assert wrong == []
