"""Registering a complaint, and closing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.registers.complaints import ComplaintFile, judge_close
from app.rules.vocabulary import Message, msg
from app.services.registers.complaints import NewComplaint, close, register
from app.text import _
from app.ui.kit.desk import Desk
from app.ui.kit.fields import (
    ChoiceField,
    date_field,
    date_of,
    note_field,
    text_field,
    time_field,
    time_of,
)
from app.ui.kit.forms import Form, FormDialog
from app.ui.registers.live_verdict import Judge, LiveVerdict

Receivers = Sequence[tuple[int, str]]


class ComplaintDialog(FormDialog):
    """The contact's reference, what it is about, who received it first, and when."""

    def __init__(
        self, parent: QWidget, desk: Desk, receivers: Receivers, done: Callable[[str], object]
    ) -> None:
        self._desk = desk
        now = desk.ctx.time.to_wall(desk.ctx.now())
        self.contact = text_field(most=64)
        self.abroad = ChoiceField([(_("At home"), False), (_("Abroad"), True)])
        self.receiver: ChoiceField[int] = ChoiceField((name, key) for key, name in receivers)
        self.day, self.hour = date_field(now.date()), time_field(now.time())
        self.subject = note_field(_("No name, number or address of the customer"), 3)
        form = Form(self._problems, columns=2)
        form.add("contact", _("Contact's r&eference"), self.contact)
        form.add("abroad", _("&Customer is"), self.abroad)
        form.add("receiver", _("&First receiver"), self.receiver, wide=True)
        form.add("day", _("Received &on"), self.day)
        form.add("hour", _("At what &time"), self.hour)
        form.add("subject", _("&Subject"), self.subject, wide=True)
        lead = _("The first receiver stays responsible until it is closed (COMP-1).")
        super().__init__(parent, _("Register a complaint"), form, _("&Register"), lead)
        self.sends(desk, self._make, done)

    def _make(self) -> Callable[[Context], str]:
        received = self._desk.ctx.time.instant(date_of(self.day), time_of(self.hour))
        new = NewComplaint(
            contact_ref=self.contact.text(),
            subject=self.subject.toPlainText(),
            abroad=self.abroad.value(),
            received_by_id=self.receiver.value(),
            received_at=received,
        )
        return lambda ctx: register(ctx, new)

    def _problems(self) -> dict[str, Message]:
        problems = {}
        if not self.contact.text().strip():
            problems["contact"] = msg("Give the contact's reference.")
        if not self.subject.toPlainText().strip():
            problems["subject"] = msg("Say what the complaint is about.")
        return problems


class CloseDialog(FormDialog):
    """What was done; whoever did not receive it first is warned before they press."""

    def __init__(self, parent: QWidget, desk: Desk, file: ComplaintFile) -> None:
        self._row = file.complaint.row
        self.handled = note_field(_("What was done for the customer"), 4)
        form = Form(self._problems)
        form.add("handled", _("&What was done"), self.handled)
        title = _("Close complaint {no}").format(no=self._row.no)
        super().__init__(parent, title, form, _("&Close it"))
        self.live = LiveVerdict(desk, self._judge)
        self.put_under(self.live)
        form.changed.connect(self.live.look)
        self.sends(desk, self._make)
        self.live.look()
        self.handled.setFocus()

    def _judge(self) -> Judge | None:
        if self._problems():
            return None
        no, handled = self._row.no, self.handled.toPlainText()
        return lambda ctx: judge_close(ctx, no, handled)

    def _make(self) -> Callable[[Context], None]:
        row, handled = self._row, self.handled.toPlainText()
        return lambda ctx: close(ctx, row.no, row.version, handled, for_other=True)

    def _problems(self) -> dict[str, Message]:
        if self.handled.toPlainText().strip():
            return {}
        return {"handled": msg("Say what was done (COMP-1).")}
