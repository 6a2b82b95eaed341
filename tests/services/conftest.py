"""Whatever the services do in these tests, the trail says it, and the store stays whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

import app
from app.context import Context, Written
from app.rules.deeds import Deed
from app.store import checks
from app.store.held import Sums
from app.store.records import HELD, Fault
from app.store.sqlite.store import FileStore
from app.store.sqlite.verify import trail
from tests import factories

PROGRAM = str(Path(app.__file__).parent)


@pytest.fixture
def context(
    request: pytest.FixtureRequest, context: Context, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Context]:
    """At each test's end what stands is what the services said they did, as `verify` finds it.

    What a test puts in by hand, without a word, is said for it.
    """
    by_hand = Sums()
    if "centre_template" in request.fixturenames:
        by_hand.hear(request.getfixturevalue("centre_template").unsaid)
    record = Context._record

    def and_count(ctx: Context, session: Session) -> list[Written]:
        written = record(ctx, session)
        if not written and not _ends_in_the_program():
            by_hand.hear(ctx.store.changed(session))
        return written

    counted_anew = factories.counted_anew

    def counting_anew(*store: Any) -> None:
        by_hand.of.clear()
        counted_anew(*store)

    with monkeypatch.context() as patch:
        patch.setattr(Context, "_record", and_count)
        patch.setattr(factories, "counted_anew", counting_anew)
        yield context
        patch.setattr(type(context.store), "changed", lambda *_: by_hand.told())
        with context.write() as session:
            context.audit(session, Deed.DEMO_CARRY_ON, "store")
    assert [fault for fault in trail_of(context) if fault.code == HELD] == []


def trail_of(context: Context) -> list[Fault]:
    """What is wrong with the trail, and with what stands by what it says."""
    with context.read() as session:
        connection = session.connection()
        if isinstance(context.store, FileStore):
            return list(trail(connection.connection.driver_connection))
        from app.store.postgresql import asked, held_rows

        return list(checks.trail(asked.Asked(connection), lambda _: held_rows.standing(connection)))


def _ends_in_the_program() -> bool:
    """Whether the transaction that ends was begun by the program, not by a test."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_code.co_filename.endswith(("contextlib.py", "app/context.py")):
        frame = frame.f_back
    return frame.f_code.co_filename.startswith(PROGRAM)
