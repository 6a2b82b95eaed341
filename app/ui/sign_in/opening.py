"""Opening a store for the window. SQLAlchemy is imported here, in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.address import FileAddress, StoreAddress
from app.errors import StoreProblem
from app.rules.vocabulary import Message

if TYPE_CHECKING:
    from app.context import Clock, Context
    from app.demo.accounts import DemoAccount


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is open: its name, and whether anybody can sign in."""

    context: Context
    centre: str
    has_accounts: bool
    demo: Sequence[DemoAccount]
    """Whom anybody may be, in a demo centre."""
    moved: Message | None = None
    """Where the centre works by now, where this is its old store."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Which store to open, and how. `demo`: made where it is not there; `fresh`: made anew.

    `clock`: another than the system's, for a demo that is played at a moment of its own. `config`:
    the file of settings in which another choice of the store is kept; None where it is no choice
    of the window's. `asks`: nobody has chosen yet, and where there is no store it is asked.
    `usual`: the store on this computer. `problem`: why what the settings say cannot be followed.
    """

    address: StoreAddress
    demo_address: StoreAddress
    demo: bool = False
    fresh: bool = False
    clock: Clock | None = None
    config: Path | None = None
    usual: FileAddress | None = None
    asks: bool = False
    problem: StoreProblem | None = None

    @property
    def may_choose(self) -> bool:
        """Whether another store can be chosen in the window."""
        return self.config is not None and not self.demo

    def at(self, address: StoreAddress) -> Opening:
        """Another store in place of this one."""
        return replace(self, address=address, demo=False, asks=False, problem=None)

    def for_demo(self) -> Opening:
        """The demo centre's store in place of this one."""
        return replace(self, address=self.demo_address, demo=True)

    def open(self) -> Opened | None:
        """Open the store; None where there is none. StoreProblem says what to do."""
        if self.demo:
            from app.bootstrap import open_demo
            from app.context import system_clock

            return _look_into(open_demo(self.address, self.fresh, self.clock or system_clock))
        from app.bootstrap import backups_of, is_there, open_store

        was_there = is_there(self.address) or backups_of(self.address)
        return _look_into(open_store(self.address)) if was_there else None

    def create(self, name: str, zone: str) -> Opened:
        """Make an empty store for the centre `name`, with the holidays that are known."""
        from app.bootstrap import create_store
        from app.services.keeping import calendar

        context = create_store(self.address, zone, name)
        calendar.seed(context)
        return _look_into(context)


def _look_into(context: Context) -> Opened:
    from app import text
    from app.bootstrap import MOVED
    from app.demo.accounts import demo_accounts
    from app.reading.accounts.sign_in import has_accounts, name_of
    from app.services.accounts.passwords import prepare

    prepare()
    text.use_clock(context.time)
    return Opened(
        context,
        name_of(context),
        has_accounts(context),
        demo_accounts(context),
        next((said for said in context.store.notices if said.msgid == MOVED.msgid), None),
    )
