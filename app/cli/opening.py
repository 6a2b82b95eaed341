"""The store of a command: opened, its notices told, and closed at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from app import text
from app.address import StoreAddress
from app.bootstrap import open_store
from app.context import Context
from app.reading.leave.kinds import kind_names
from app.rules.vocabulary import Message
from app.text import say


@contextmanager
def opened(address: StoreAddress) -> Iterator[Context]:
    """The store at `address`, closed at the end; instants are told by its clock."""
    with closing(open_store(address)) as context:
        yield context


@contextmanager
def closing(context: Context) -> Iterator[Context]:
    text.use_clock(context.time)
    text.use_kinds(kind_names(context))
    told = list(context.store.notices)
    _warn(told)
    try:
        yield context
    finally:
        context.store.close()
        _warn(notice for notice in context.store.notices if notice not in told)


def _warn(notices: Iterable[Message]) -> None:
    for notice in notices:
        print(say(notice), file=sys.stderr)
