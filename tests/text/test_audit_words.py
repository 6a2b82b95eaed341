"""Everything that is written into the audit trail can be read there in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import text
from app.rules.courses import COURSES
from app.rules.vocabulary import BalanceEntry
from app.text.audit import ACTIONS, action_words, change_words, subject_words

APP = Path(__file__).parents[2] / "app"
FAMILIES = {"balance.": BalanceEntry}


def actions_audited() -> set[str]:
    """The third argument of every call of `audit`, `audit.append`, or a function around it."""
    found: set[str] = set()
    for path in APP.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func) in ("ctx.audit", "audit.append", "_audit", "context.audit"):
                for argument in call.args:
                    found |= set(_actions_in(argument))
    return found


def _actions_in(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.JoinedStr):
        head = argument.values[0]
        family = FAMILIES.get(str(head.value) if isinstance(head, ast.Constant) else "")
        for member in family or ():
            yield f"{getattr(head, 'value', '')!s}{member}"
        return
    for node in ast.walk(argument):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            kind, dot, what = node.value.partition(".")
            if dot and kind.replace("_", "").isalpha() and what.replace("_", "").isalpha():
                yield node.value


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    text.use("en")


def actions_of_requests() -> set[str]:
    """Every step of every kind: `services/requests/moving.py` puts their names together."""
    return {f"{kind}.{act}" for kind, course in COURSES.items() for act in course.actions}


def test_every_action_is_worded() -> None:
    assert (actions_audited() | actions_of_requests()) - ACTIONS.keys() == set()
    assert {"swap.offer", "store.migrate", "balance.grant"} <= actions_audited()


def test_an_action_of_another_version_is_said_as_it_is() -> None:
    assert action_words("desk.polish") == "desk.polish"


def test_a_change_is_told_from_what_to_what() -> None:
    told = change_words("swap:S-00001", '{"status":"agreed"}', '{"status":"effective"}')
    assert told == "state: agreed → effective"
    text.use("zh_CN")
    told = change_words("swap:S-00001", '{"status":"agreed"}', '{"status":"effective"}')
    assert told == "状态：对方已同意 → 已生效"


def test_instants_are_told_by_the_centres_clock() -> None:
    told = change_words("swap:S-1", "", '{"effective_at":"2026-10-15 01:00:00+00:00"}')
    assert told == "in effect at: 2026-10-15 09:00"


def test_why_somebody_is_on_leave_is_not_told() -> None:
    told = change_words("leave:L-00001", "", '{"kind":"personal","reason":"an operation"}')
    assert told == "kind: personal leave"


def test_subjects_are_called_by_their_names() -> None:
    assert subject_words("swap:S-00012") == "Swap S-00012"
    assert subject_words("store") == "Store"
