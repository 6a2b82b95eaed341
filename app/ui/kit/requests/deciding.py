"""Doing something with a request, whatever its kind: at once, or after a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.rules.requests import RequestRef
from app.services.requests.deciding import Reply
from app.services.requests.kinds import decide
from app.text import _
from app.text.requests.kinds import outcome
from app.ui.kit.desk import Desk
from app.ui.kit.forms import Confirmation
from app.ui.kit.requests.reason import ReasonDialog

Command = Callable[[Context], object]


@dataclass(frozen=True, slots=True)
class Question:
    """What a dialog asks before something is done. `verb` is on its button."""

    title: str
    verb: str
    lead: str = ""
    danger: bool = False


class Decider:
    """Carries out what a person chose to do with a request; `parent` holds the dialogs."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    def reply(self, ref: RequestRef, reply: Reply, *, opens: bool = False) -> None:
        """Write a reply at once, and say what it has brought about."""

        def tell(state: StrEnum) -> None:
            self._desk.say(outcome(ref, state, yes=reply.yes, opens=opens))

        self._desk.tasks.command(lambda ctx: decide(ctx, ref, reply), tell, failed=self._on_failed)

    def reply_why(self, ref: RequestRef, reply: Reply, question: Question) -> None:
        """Ask for the reason that goes with a reply, then write it."""
        self.ask_why(
            ref,
            question,
            lambda reason: lambda ctx: decide(ctx, ref, replace(reply, reason=reason)),
        )

    def ask_why(self, ref: RequestRef, question: Question, make: Callable[[str], Command]) -> None:
        """Ask for the reason that goes with it, then do it."""
        dialog = ReasonDialog(
            self._parent, question.title, question.verb, question.lead, danger=question.danger
        )
        dialog.sends(self._desk, lambda: make(dialog.reason.toPlainText()))
        dialog.open()

    def ask_whether(self, ref: RequestRef, question: Question, command: Command) -> None:
        """Ask whether it is meant, then do it."""
        dialog = Confirmation(self._parent, question.title, question.lead, question.verb)
        dialog.sends(self._desk, lambda: command)
        dialog.open()

    def _on_failed(self, error: Exception) -> None:
        """What stands on the page is no longer so: show why, and read it anew."""
        self._desk.tasks.failed.emit(error)
        self._desk.tasks.reread()


def titled(what: str, ref: RequestRef) -> str:
    """ "Decline: S-00012"."""
    return _("{what}: {no}").format(what=what, no=ref.no)
