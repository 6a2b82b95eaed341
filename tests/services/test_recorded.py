"""Each service that writes leaves word of it: in the audit trail, from which windows are told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.source import nodes_of

APP = Path(__file__).parents[2] / "app"
ROOMS = ("services", "demo")
RECORDS = {"ctx.audit", "ctx.tell"}
MOVES = re.compile(r"\b[A-Z_]+\.move$")
"""`LEAVES.move`: `services/requests/moving.py` records each step of a request."""
SILENT: dict[str, str] = {
    "app.services.handover.drafts.drop_draft": "what one types is nobody else's business",
    "app.services.handover.drafts.keep_draft": "what one types is nobody else's business",
    "app.services.accounts.tries.count": "what comes of the attempt is recorded",
}
"""Functions that open a writing transaction and tell nobody, and why."""

Function = ast.FunctionDef


@cache
def functions() -> dict[str, Function]:
    """Every function and method of the rooms, by its dotted name."""
    return {
        f"{module(path)}.{node.name}": node
        for room in ROOMS
        for path in sorted((APP / room).rglob("*.py"))
        for node in nodes_of(path)
        if isinstance(node, Function)
    }


def module(path: Path) -> str:
    return ".".join(path.relative_to(APP.parent).with_suffix("").parts)


@cache
def imported(name: str) -> dict[str, str]:
    """What a module's names stand for: "tell" -> "app.services.requests.ledger.tell"."""
    path = APP.parent.joinpath(*name.split(".")).with_suffix(".py")
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def calls(name: str) -> Iterator[str]:
    """The dotted names of what a function calls, as far as names tell."""
    here = name.rpartition(".")[0]
    for node in ast.walk(functions()[name]):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            first, _dot, rest = called.partition(".")
            known = imported(here).get(first, f"{here}.{first}")
            yield f"{known}.{rest}" if rest else known
            yield called


def writes(function: Function) -> bool:
    return any(
        isinstance(node, ast.With) and any(".write()" in ast.unparse(item) for item in node.items)
        for node in ast.walk(function)
    )


def records(name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether it records, or something that it calls does."""
    if name in seen:
        return False
    found = list(calls(name))
    if any(call in RECORDS or call.endswith(").audit") or MOVES.search(call) for call in found):
        return True
    seen |= {name}
    return any(call in functions() and records(call, seen) for call in found)


WRITERS = sorted(name for name, function in functions().items() if writes(function))


def test_the_services_that_write_are_found() -> None:
    assert len(WRITERS) > 50
    assert "app.services.leave.cancelling.decide" in WRITERS


@pytest.mark.parametrize("name", WRITERS)
def test_who_writes_leaves_word_of_it(name: str) -> None:
    assert name in SILENT or records(name), (
        f"{name} writes, and neither it nor what it calls says so by ctx.audit(...): "
        "no page would be read anew, here or in another process"
    )
    assert not (name in SILENT and records(name)), f"{name} is no longer silent"
