"""What is done with one due day: done, received, returned, published, printed; its dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.duties.board import DutyEntry
from app.reading.duties.logs import LogReading
from app.reading.duties.sheet import DutySheetReading
from app.rules.vocabulary import msg
from app.services.bulletins.publishing import LONGEST_TITLE, NewBulletin
from app.services.duties.agreed import publish_agreed
from app.services.duties.own import end_duty
from app.services.duties.receiving import receive_duty, return_duty
from app.text import _, dates, say
from app.ui.duties.own_form import LinesDialog
from app.ui.duties.panel import DutyWays
from app.ui.duties.sheets import SheetDialog
from app.ui.duties.words import entry_name
from app.ui.kit.desk import Desk
from app.ui.kit.fields import note_field, text_field
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.forms import Confirmation, Form, FormDialog


class DutyDeeds:
    """The panel's buttons, for a page that is the dialogs' parent."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        self.desk, self.page = desk, page

    def ways(self) -> DutyWays:
        return DutyWays(
            do=self.do,
            receive=self.receive,
            give_back=self.give_back,
            publish=self.publish,
            print=self.print,
            lines=self.lines,
            end=self.end,
            rule=lambda rule: self.desk.go("rules", rule),
        )

    def do(self, one: DutyEntry, sheet: DutySheetReading) -> None:
        """Open the form."""
        SheetDialog(self.page, self.desk, one, sheet).open()

    def receive(self, one: DutyEntry) -> None:
        if one.done is not None:
            key, version = one.done.id, one.done.version
            self.desk.tasks.command(
                lambda ctx: receive_duty(ctx, key, version),
                lambda _done: self.desk.say(_("It is received.")),
            )

    def give_back(self, one: DutyEntry) -> None:
        """Ask what is missing, and return it."""
        if one.done is None:
            return
        key, version = one.done.id, one.done.version
        remark = note_field(lines=4)
        missing = {"remark": msg("A remark says what is to be done about it.")}
        form = Form(lambda: {} if remark.toPlainText().strip() else missing)
        form.add("remark", _("What is missing"), remark)
        dialog = FormDialog(
            self.page, _("Return it"), form, _("Return it"),
            _("{name} does it again.").format(name=one.done.done_by),
        )  # fmt: skip

        def command() -> Callable[[Context], None]:
            text = remark.toPlainText()
            return lambda ctx: return_duty(ctx, key, version, text)

        dialog.sends(self.desk, command, lambda _done: self.desk.say(_("It is returned.")))
        dialog.open()

    def publish(self, one: DutyEntry, sheet: DutySheetReading) -> None:
        """The agreed answers as a bulletin, to be looked over before they go out."""
        if one.done is None:
            return
        key, version, department = one.done.id, one.done.version, one.department_id
        form = Form()
        dialog = FormDialog(
            self.page, _("What was agreed, as a bulletin"), form, _("Publish"),
            _("Everybody in {place} is asked to read it.").format(place=one.department),
        )  # fmt: skip
        told = f"{entry_name(one)}, {dates.day(one.due_on)}"
        title = form.add("title", _("Title"), text_field(told, most=LONGEST_TITLE))
        text = form.add("text", _("Text"), note_field(lines=8))
        lines = [f"{point.topic}: {point.agreed}" for point in sheet.points if point.agreed]
        text.setPlainText("\n".join(lines))

        def command() -> Callable[[Context], str]:
            new = NewBulletin(title.text(), text.toPlainText(), department)
            return lambda ctx: publish_agreed(ctx, key, version, new)

        dialog.sends(self.desk, command, lambda _no: self.desk.say(_("The bulletin is out.")))
        dialog.open()

    def lines(self, one: DutyEntry, sheet: DutySheetReading) -> None:
        """The lines of a checklist, to be changed."""
        lines = [line if isinstance(line, str) else say(line) for line in sheet.lines]
        where = (one.department_id, one.kind.code)
        LinesDialog(self.page, self.desk, *where, lines, sheet.kept_lines).open()

    def end(self, one: DutyEntry) -> None:
        """End a duty of the department's own, once that is confirmed."""
        code, version = one.kind.code, one.own_version
        told = _("“{name}” is due no more from today on; what was done of it stays.")
        dialog = Confirmation(
            self.page, _("End this duty"), told.format(name=one.name), _("End the duty")
        )
        dialog.sends(self.desk, lambda: lambda ctx: end_duty(ctx, code, version))
        dialog.open()

    def print(self, one: DutyEntry, sheet: DutySheetReading) -> None:
        name = f"{entry_name(one)} {one.due_on.isoformat()}"
        ask_where(
            self.page, _("Print the duty"), name, Ending.PDF,
            lambda path: self.print_to(one, sheet, path),
        )  # fmt: skip

    def print_to(self, one: DutyEntry, sheet: DutySheetReading, path: Path) -> None:
        """Write a due day with its form to `path`."""
        from app.ui.duties.paper import duty_pdf

        self._write(entry_name(one), path, lambda _ctx: duty_pdf(one, sheet, path))

    def print_log(self, reading: LogReading) -> None:
        name = f"{_('Duty log')} {reading.day.isoformat()}"
        ask_where(
            self.page, _("Print the log"), name, Ending.PDF,
            lambda path: self.print_log_to(reading, path),
        )  # fmt: skip

    def print_log_to(self, reading: LogReading, path: Path) -> None:
        """Write a day's log to `path`."""
        from app.ui.duties.paper import log_pdf

        self._write(_("Duty log"), path, lambda _ctx: log_pdf(reading, path))

    def _write(self, what: str, path: Path, write: Callable[[Context], None]) -> None:
        self.desk.tasks.query(write, lambda _done: tell_written(self.desk, what, path))
