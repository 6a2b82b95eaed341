"""Doing something with a leave: at once, or after asking for a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.context import Context
from app.reading.leave.view import Detail
from app.rules.vocabulary import LeaveStatus, Message, msg
from app.services.leave import cancelling
from app.services.leave import requests as leave
from app.text import _
from app.ui.kit.fields import note_field
from app.ui.kit.forms import Confirmation, Form, FormDialog
from app.ui.leave.words import kind_word, span_words
from app.ui.shell.desk import Desk

CHANGES = frozenset({"leaves", "roster"})
Command = Callable[[Context], object]


class Decider:
    """Carries out what a person chose to do with a leave; `parent` holds the dialogs."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    def approve(self, found: Detail) -> None:
        """Say yes at once; a late filing is accepted with a reason."""
        row = found.row
        if found.accepts_late:
            self._ask(
                found, _("Accept as late"), _("Accept as late"),
                lambda reason: lambda ctx: leave.approve_step(
                    ctx, row.no, row.version, accept_late=True, reason=reason
                ),
                _("It was filed late (LEAVE-2). Accepted, it counts as in time; the reason stays."),
            )  # fmt: skip
            return
        self._run(lambda ctx: leave.approve_step(ctx, row.no, row.version), self._on_approved)

    def decline(self, found: Detail) -> None:
        row = found.row
        self._ask(
            found, _("Decline"), _("Decline"),
            lambda reason: lambda ctx: leave.decline_leave(ctx, row.no, row.version, reason),
            danger=True,
        )  # fmt: skip

    def withdraw(self, found: Detail) -> None:
        row = found.row
        title = _("Withdraw leave {no}?").format(no=row.no)
        dialog = Confirmation(self._parent, title, self._what(found), _("Withdraw"))
        dialog.sends(
            self._desk, lambda: lambda ctx: leave.withdraw_leave(ctx, row.no, row.version), CHANGES
        )
        dialog.open()

    def give_up(self, found: Detail) -> None:
        row = found.row
        self._ask(
            found, _("Give up"), _("Ask to give it up"),
            lambda reason: lambda ctx: cancelling.ask_to_cancel(ctx, row.no, row.version, reason),
            _("Once it is granted, its shifts are worked again and its days are given back."),
        )  # fmt: skip

    def grant_giving_up(self, found: Detail) -> None:
        asked = found.giving_up
        assert asked is not None
        self._run(
            lambda ctx: cancelling.decide_cancelling(ctx, asked.id, asked.version, yes=True),
            lambda _none: self._desk.say(_("The leave is given up; its shifts are worked again")),
        )

    def decline_giving_up(self, found: Detail) -> None:
        asked = found.giving_up
        assert asked is not None
        self._ask(
            found, _("Decline"), _("Decline"),
            lambda reason: lambda ctx: cancelling.decide_cancelling(
                ctx, asked.id, asked.version, yes=False, reason=reason
            ),
            _("The leave stays as it is."), danger=True,
        )  # fmt: skip

    def _on_approved(self, state: object) -> None:
        done = state is LeaveStatus.APPROVED
        self._desk.say(
            _("The leave is approved; its shifts are open")
            if done
            else _("Recorded; it goes to the next step")
        )

    def _what(self, found: Detail) -> str:
        row = found.row
        days = span_words(row.first, row.last, self._desk.ctx.today())
        kind = kind_word(row.kind, {row.kind: found.kind} if found.kind != row.kind else {})
        return f"{row.name} · {kind} · {days}"

    def _ask(
        self,
        found: Detail,
        title: str,
        verb: str,
        make: Callable[[str], Command],
        lead: str = "",
        *,
        danger: bool = False,
    ) -> None:
        """Ask for the reason that goes with it, then do it."""
        dialog = ReasonDialog(
            self._parent, _("{what}: {no}").format(what=title, no=found.row.no), verb,
            "\n".join(part for part in (self._what(found), lead) if part),
        )  # fmt: skip
        if danger:
            dialog.submit.setProperty("kind", "danger")
        dialog.sends(self._desk, lambda: make(dialog.reason.toPlainText()), CHANGES)
        dialog.open()

    def _run(self, op: Command, done: Callable[..., object]) -> None:
        self._desk.tasks.command(op, done, CHANGES, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """What stands on the page is no longer so: show why, and read it anew."""
        self._desk.tasks.failed.emit(error)
        self._desk.tasks.changed.emit(frozenset({"leaves"}))


class ReasonDialog(FormDialog):
    """Asks why; the applicant, or whoever decides, will read it."""

    def __init__(self, parent: QWidget, title: str, verb: str, lead: str) -> None:
        self.reason: QPlainTextEdit = note_field(lines=3)
        form = Form(self._problems)
        form.add("reason", _("&Reason"), self.reason)
        super().__init__(parent, title, form, verb, lead)

    def _problems(self) -> Mapping[str, Message]:
        if self.reason.toPlainText().strip():
            return {}
        return {"reason": msg("A reason is needed")}
