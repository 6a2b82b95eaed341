"""A duty of the department's own: what, how often in words, who does and who receives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.rules.duties.choices import Chosen, Every
from app.rules.vocabulary import DutyForm, Message, Role, msg
from app.services.duties.own import DOERS, RECEIVERS, NewDuty, add_duty, keep_checklist
from app.text import _, dates
from app.text.duties import chosen_words, doer_words, receiver_words, weekday_name
from app.text.words import title_word
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, note_field, number_field, text_field
from app.ui.kit.forms import Form, FormDialog

FORMS = (DutyForm.NOTE, DutyForm.CHECKLIST, DutyForm.FIGURES, DutyForm.MEETING)


class OwnDutyDialog(FormDialog):
    """What is chosen is said back in words: "every Monday"."""

    def __init__(self, parent: QWidget, desk: Desk, department_id: int) -> None:
        form = Form(self._problems, columns=2)
        super().__init__(
            parent, _("A duty of your own"), form, _("Add it"),
            _("It is due from today on, beside the rulebook's."),
        )  # fmt: skip
        self._department_id = department_id
        self.name = form.add("name", _("What is to be done"), text_field(most=60), wide=True)
        self.every = form.add("every", _("How often"), ChoiceField(_ways()))
        weekdays = [(weekday_name(at), at) for at in range(7)]
        self.weekday = form.add("weekday", _("On which weekday"), ChoiceField(weekdays))
        self.day = form.add("day", _("On which day of the month"), number_field(1, 1, 31))
        months = [(dates.short_month(date(2024, at, 2)).partition(" ")[0], at)
                  for at in range(1, 13)]  # fmt: skip
        self.month = form.add("month", _("In which month"), ChoiceField(months))
        self.doer = form.add("doer", _("Who does it"), ChoiceField(_doers()))
        self.receiver = form.add("receiver", _("Who receives it"), ChoiceField(_receivers()))
        self.of_team = form.add(
            "of_team", _("Whose it is"),
            ChoiceField([(_("the department's"), False), (_("each team's"), True)]),
        )  # fmt: skip
        self.form_kind = form.add(
            "form", _("What is written down"),
            ChoiceField([(title_word(each), each) for each in FORMS]),
        )  # fmt: skip
        self.said = label("", "strong", wrap=True)
        self.said.setAccessibleName(_("When it is due"))
        self.put_under(self.said)
        form.changed.connect(self._follow)
        self._follow()
        self.sends(desk, self._command, lambda _code: desk.say(_("The duty is added.")))

    def chosen(self) -> Chosen:
        """How often, as it is chosen."""
        return Chosen(
            self.every.value(), self.weekday.value(), self.day.value(), self.month.value()
        )

    def _follow(self) -> None:
        every = self.every.value()
        self.form.show_field("weekday", every is Every.WEEK)
        self.form.show_field("day", every in (Every.MONTH, Every.YEAR))
        self.form.show_field("month", every is Every.YEAR)
        self.said.setText(_("Due {when}.").format(when=chosen_words(self.chosen())))

    def _problems(self) -> Mapping[str, Message]:
        if self.name.text().strip():
            return {}
        return {"name": msg("Say in a few words what is to be done.")}

    def _command(self) -> Callable[[Context], str]:
        department_id = self._department_id
        new = NewDuty(
            name=self.name.text(),
            chosen=self.chosen(),
            of_team=self.of_team.value(),
            doer=self.doer.value(),
            receiver=self.receiver.value(),
            form=self.form_kind.value(),
        )
        return lambda ctx: add_duty(ctx, department_id, new)


class LinesDialog(FormDialog):
    """The department's own lines of a checklist; none: the rulebook's again."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        department_id: int,
        duty: str,
        lines: Sequence[str],
        kept: Sequence[str],
    ) -> None:
        form = Form()
        super().__init__(
            parent, _("Lines of the checklist"), form, _("Keep them"),
            _("A line each. What was checked before keeps the lines that it was checked by."),
        )  # fmt: skip
        self.lines = form.add("lines", _("Lines"), note_field(lines=10))
        self.lines.setPlainText("\n".join(lines))

        def command() -> Callable[[Context], None]:
            wanted = self.lines.toPlainText().splitlines()
            seen = self.seen(kept)
            return lambda ctx: keep_checklist(ctx, department_id, duty, wanted, seen)

        self.sends(desk, command, lambda _done: desk.say(_("The checklist is kept.")))


def _ways() -> list[tuple[str, Every]]:
    return [
        (_("every day"), Every.DAY),
        (_("every working day"), Every.WORKING_DAY),
        (_("every week"), Every.WEEK),
        (_("every month, on a day"), Every.MONTH),
        (_("the last day of each month"), Every.MONTH_END),
        (_("the last working day of each month"), Every.LAST_WORKING_DAY),
        (_("every year"), Every.YEAR),
    ]


def _doers() -> list[tuple[str, Role | None]]:
    return [(doer_words(None), None), *((doer_words(role), role) for role in DOERS)]


def _receivers() -> list[tuple[str, Role | None]]:
    return [(receiver_words(None), None), *((receiver_words(role), role) for role in RECEIVERS)]
