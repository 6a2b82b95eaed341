"""Opening a store for the window. SQLAlchemy is imported here, in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.rules.vocabulary import Message

if TYPE_CHECKING:
    from app.context import Clock, Context
    from app.demo.accounts import DemoAccount


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is open: its name, whether anybody can sign in, what it has to tell."""

    context: Context
    centre: str
    has_accounts: bool
    demo: Sequence[DemoAccount]
    """Whom anybody may be, in a demo centre."""
    notices: Sequence[Message]


@dataclass(frozen=True, slots=True)
class Opening:
    """Which store to open, and how. `demo`: made where it is not there; `fresh`: made anew.

    `clock`: another than the system's, for a demo that is played at a moment of its own.
    """

    path: Path
    demo_path: Path
    demo: bool = False
    fresh: bool = False
    clock: Clock | None = None

    def for_demo(self) -> Opening:
        """The demo centre's store in place of this one."""
        return replace(self, path=self.demo_path, demo=True)

    def open(self) -> Opened | None:
        """Open the store; None where there is none. StoreProblem says what to do."""
        if self.demo:
            from app.bootstrap import open_demo
            from app.context import system_clock

            return _look_into(open_demo(self.path, self.fresh, self.clock or system_clock))
        if not self.path.exists():
            return None
        from app.bootstrap import open_store

        return _look_into(open_store(self.path))

    def create(self, name: str) -> Opened:
        """Make an empty store for the centre `name`, and open it."""
        from app.bootstrap import create_store

        return _look_into(create_store(self.path, centre_name=name))


def _look_into(context: Context) -> Opened:
    from app import text
    from app.demo.accounts import demo_accounts
    from app.queries.keeping.centre import centre_name
    from app.services.accounts.passwords import prepare
    from app.services.accounts.sign_in import has_accounts

    prepare()
    text.use_clock(context.time)
    with context.read() as session:
        name = centre_name(session)
        shown = demo_accounts(session)
    return Opened(context, name, has_accounts(context), shown, tuple(context.store.notices))
