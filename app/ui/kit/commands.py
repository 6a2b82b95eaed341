"""What can be done on a page, known before the page is made: its name, keys and who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.permissions import Action as May
from app.rules.permissions import Scope
from app.rules.vocabulary import Message
from app.ui.kit.actions import Action

if TYPE_CHECKING:
    from app.ui.kit.me import Me


@dataclass(frozen=True, slots=True)
class Command:
    """An action without its page. `title` ends in … where a question follows.

    `may` says for whom the palette offers it while its page is not shown; `here` means something
    only where one is, and is offered there alone.
    """

    key: str
    title: Message
    group: Message
    shortcut: str = ""
    icon: str = ""
    words: str = ""
    may: Callable[[Me], bool] = lambda _me: True
    here: bool = False

    def does(
        self,
        run: Callable[[], object],
        allowed: Callable[[], bool] = lambda: True,
        enabled: Callable[[], bool] = lambda: True,
    ) -> Action:
        """The action, on the page that is there to do it."""
        return Action(
            self.key, self.title, run, self.group, self.shortcut, self.icon,
            allowed=allowed, enabled=enabled, words=self.words,
        )  # fmt: skip


def commands(*each: Command) -> Mapping[str, Command]:
    """By their keys, in the order of the menu."""
    return {one.key: one for one in each}


def who_may(*deeds: May) -> Callable[[Me], bool]:
    """Whoever may do one of these to anybody."""
    return lambda me: any(me.scope(deed) is not Scope.NONE for deed in deeds)


def reaching_others(deed: May) -> Callable[[Me], bool]:
    """Whoever may do it to somebody besides themselves."""
    return lambda me: me.scope(deed) > Scope.OWN
