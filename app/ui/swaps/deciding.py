"""Doing something with a request: at once, or after a question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.context import Context
from app.queries.swaps.rows import SwapRow
from app.reading.swaps.desk import Choice, Request
from app.rules.vocabulary import Message, SwapStatus, msg
from app.services.swaps import requests as swaps
from app.text import _
from app.ui.kit.fields import note_field
from app.ui.kit.forms import Confirmation, Form, FormDialog
from app.ui.shell.desk import Desk
from app.ui.swaps.words import parties

CHANGES = frozenset({"swaps", "roster"})


class Decider:
    """Carries out what a person chose to do with a request; `parent` holds the dialogs."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    def do(self, request: Request, choice: Choice) -> None:
        """Agree and approve at once; decline asks why, withdraw whether."""
        row = request.row
        if choice is Choice.AGREE:
            self._agree(row)
        elif choice is Choice.APPROVE:
            self._approve(row)
        elif choice is Choice.DECLINE:
            DeclineDialog(self._desk, self._parent, row).open()
        else:
            self._withdraw(row)

    def _agree(self, row: SwapRow) -> None:
        def tell(_result: None) -> None:
            self._desk.say(_("You agreed to swap {no}").format(no=row.no))

        self._run(lambda ctx: swaps.agree(ctx, row.no, row.version), tell)

    def _approve(self, row: SwapRow) -> None:
        def tell(state: SwapStatus) -> None:
            whole = state is SwapStatus.EFFECTIVE
            text = (
                _("Swap {no} is effective: the roster shows it")
                if whole
                else _("Your consent to swap {no} is recorded")
            )
            self._desk.say(text.format(no=row.no))

        self._run(lambda ctx: swaps.approve(ctx, row.no, row.version), tell)

    def _withdraw(self, row: SwapRow) -> None:
        dialog = Confirmation(
            self._parent, _("Withdraw swap {no}?").format(no=row.no),
            _("{parties}. The other side is told; to swap after all, ask anew.").format(
                parties=parties(row)
            ),
            _("Withdraw"),
        )  # fmt: skip
        dialog.sends(
            self._desk, lambda: lambda ctx: swaps.withdraw(ctx, row.no, row.version), CHANGES
        )
        dialog.open()

    def _run(self, op: Callable[[Context], object], done: Callable[..., object]) -> None:
        self._desk.tasks.command(op, done, CHANGES, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """What stands on the page is no longer so: show why, and read it anew."""
        self._desk.tasks.failed.emit(error)
        self._desk.tasks.changed.emit(frozenset({"swaps"}))


class DeclineDialog(FormDialog):
    """Asks why; the other side will read it."""

    def __init__(self, desk: Desk, parent: QWidget, row: SwapRow) -> None:
        self.reason: QPlainTextEdit = note_field(lines=4)
        form = Form(self._problems)
        form.add("reason", _("&Reason"), self.reason)
        super().__init__(
            parent, _("Decline swap {no}").format(no=row.no), form, _("Decline"), parties(row)
        )
        self.submit.setProperty("kind", "danger")
        self.sends(desk, self._command(row), CHANGES)

    def _command(self, row: SwapRow) -> Callable[[], Callable[[Context], None]]:
        def make() -> Callable[[Context], None]:
            reason = self.reason.toPlainText()
            return lambda ctx: swaps.decline(ctx, row.no, row.version, reason)

        return make

    def _problems(self) -> dict[str, Message]:
        if self.reason.toPlainText().strip():
            return {}
        return {"reason": msg("Say why; the other side will read it.")}
