"""Forms: a label over each field, what is wrong under it, and the dialog around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, Stale
from app.rules.vocabulary import Message
from app.services.seen import Seen
from app.text import _, say
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.date_field import DateField
from app.ui.kit.dialog import Dialog, FittedArea
from app.ui.kit.reading_order import stops, tab_as_read
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of

if TYPE_CHECKING:
    from app.context import Context
    from app.ui.kit.desk import Desk

T = TypeVar("T")
Field = TypeVar("Field", bound=QWidget)
Check = Callable[[], Mapping[str, Message]]


class Form(QWidget):
    """Labelled fields in one or two columns. `check` says what is wrong, by the fields' keys.

    A problem shows under its field once that was edited, and under every field after
    `complete` was asked for.
    """

    changed = Signal()

    def __init__(self, check: Check = dict, columns: int = 1) -> None:
        super().__init__()
        self._check = check
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(0)
        self._fields: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self._errors: dict[str, QLabel] = {}
        self._touched: set[str] = set()
        self._edited: set[str] = set()
        self._begun: dict[str, str] = {}
        self._was_shown = False
        self._cell = 0

    def add(self, key: str, text: str, field: Field, *, wide: bool = False, tip: str = "") -> Field:
        """Put `field` under its label; `wide` gives it a row of its own. `&` marks its mnemonic."""
        if wide and self._cell % self._columns:
            self._cell += 1
        row, column = divmod(self._cell, self._columns)
        span = self._columns if wide else 1
        name = label(text, "strong")
        name.setBuddy(field)
        name.setContentsMargins(0, 0, 0, Space.XS)
        field.setAccessibleName(text.replace("&", ""))
        field.setToolTip(tip)
        error = label("", "caption", Tone.BAD, wrap=True)
        error.setContentsMargins(0, 2, 0, Space.XS)
        error.setMinimumHeight(error.fontMetrics().height() + Space.XS)
        parts: tuple[QWidget, ...] = (name, field, error)
        for offset, widget in enumerate(parts):
            self._grid.addWidget(widget, row * 3 + offset, column, 1, span)
        self._cell += span
        self._fields[key], self._errors[key], self._labels[key] = field, error, name
        self._begun[key] = entered(field)
        _when_edited(field, lambda: self._on_edited(key))
        return field

    def field(self, key: str) -> QWidget:
        """The field of this key."""
        return self._fields[key]

    def show_field(self, key: str, shown: bool) -> None:
        """Hide what does not apply, or show it again."""
        for widget in (self._fields[key], self._labels[key], self._errors[key]):
            widget.setVisible(shown)

    def complete(self) -> bool:
        """Whether nothing is wrong; if something is, show it all and go to the first."""
        self._touched = set(self._fields)
        problems = self._show()
        first = next((key for key in self._fields if key in problems), None)
        if first is not None:
            self._fields[first].setFocus(Qt.FocusReason.OtherFocusReason)
        return not problems

    def forget(self) -> None:
        """Treat every field as not yet edited."""
        self._touched = set()
        self._begin()
        self._show()

    def unsaved(self) -> list[Unsaved]:
        """Every field that applies, once one of them is another than it was at first."""
        shown = [key for key, field in self._fields.items() if not field.isHidden()]
        now = {key: entered(self._fields[key]) for key in shown}
        if not any(now[key] != self._begun[key] for key in self._edited.intersection(shown)):
            return []
        place = place_of(self)
        return [
            Unsaved(place, self._fields[key].accessibleName(), text)
            for key, text in now.items()
            if text
        ]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:  # filled by whoever made it, and not by a person yet
            self._was_shown = True
            self._begin()

    def _begin(self) -> None:
        self._edited = set()
        self._begun = {key: entered(field) for key, field in self._fields.items()}

    def problem(self, key: str) -> str:
        """What is said under a field now."""
        return self._errors[key].text()

    def _on_edited(self, key: str) -> None:
        self._touched.add(key)
        self._edited.add(key)
        self._show()
        self.changed.emit()

    def _show(self) -> Mapping[str, Message]:
        problems = {**self._check(), **self._undated()}
        for key, error in self._errors.items():
            found = problems.get(key) if key in self._touched else None
            error.setText(say(found) if found else "")
            _mark(self._fields[key], found is not None)
        return problems

    def _undated(self) -> dict[str, Message]:
        """The dates that are none, whatever else is wrong."""
        found = {}
        for key, field in self._fields.items():
            problem = field.problem() if isinstance(field, DateField) else None
            if problem is not None and not field.isHidden():
                found[key] = problem
        return found


class FleetingForm(Form):
    """A form whose fields are asked or in force at once: there is nothing in it to be stored."""

    def unsaved(self) -> list[Unsaved]:
        return []


def _mark(field: QWidget, invalid: bool) -> None:
    if field.property("invalid") != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)


def _when_edited(field: QWidget, slot: Callable[[], None]) -> None:
    match field:
        case QLineEdit():
            field.textChanged.connect(lambda _text: slot())
        case QPlainTextEdit():
            field.textChanged.connect(slot)
        case QComboBox():
            field.currentTextChanged.connect(lambda _text: slot())
        case QDateEdit():
            field.dateChanged.connect(lambda _date: slot())
        case QTimeEdit():
            field.timeChanged.connect(lambda _time: slot())
        case QSpinBox():
            field.valueChanged.connect(lambda _value: slot())


def entered(field: QWidget) -> str:
    """What is typed or chosen in a field, as it is shown; "" for what is not to be seen."""
    match field:
        case QLineEdit():
            return field.text() if field.echoMode() is QLineEdit.EchoMode.Normal else ""
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentText()
        case DateField():
            return field.typed.text()
        case QAbstractSpinBox():
            return field.text()
        case _:
            return ""


class FormDialog(Dialog):
    """A form in a dialog of its window: it closes when the service took it, and says why not.

    A refusal stays in the dialog, with everything that was typed; after one that told what stands
    there by now, sending it once more puts one's own in its place.
    """

    def __init__(
        self, parent: QWidget, title: str, form: Form, submit: str, lead: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.form = form
        self.refusal = Banner("", Tone.BAD)
        self.submit = button(submit, self._on_submit, kind="primary")
        self.submit.setDefault(True)
        self.cancel = button(_("Cancel"), self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(title, "title"))
        if lead:
            column.addWidget(label(lead, "soft", wrap=True))
        column.addWidget(self.refusal)
        around = self._around = QVBoxLayout()
        around.setContentsMargins(2, 0, 2, 0)  # for the frame of what has the keyboard
        around.addWidget(form)
        around.addStretch(1)
        self.area = FittedArea(around)
        column.addWidget(self.area, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(Space.S)
        self._foot.addStretch(1)
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.submit)
        column.addLayout(self._foot)
        self._send: Callable[[], None] = self.accept
        self._told: Stale | None = None
        self._pressed = False

    def put_over(self, widget: QWidget) -> None:
        """Show `widget` over the form; it scrolls with it."""
        self._around.insertWidget(0, widget)

    def put_under(self, widget: QWidget) -> None:
        """Show `widget` between the form and the foot; it scrolls with the form."""
        self._around.insertWidget(self._around.count() - 1, widget)

    def place_under(self) -> int:
        """Where in the dialog's column something goes that takes the room under the form; the form
        keeps to its own height."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretchFactor(self.area, 0)
        wide = self.width() - 2 * Space.XL
        self.area.setMinimumHeight(self.area.heightForWidth(wide) + Space.L)
        return column.indexOf(self.area) + 1

    def add_extra(self, widget: QWidget) -> None:
        """A further way out, at the foot's left end."""
        self._foot.insertWidget(0, widget)

    def sends(
        self,
        desk: Desk,
        make: Callable[[], Callable[[Context], T]],
        done: Callable[[T], object] | None = None,
    ) -> None:
        """On submit, run the command that `make` reads out of the fields."""

        def finish(result: Any) -> None:
            self.accept()
            if done is not None:
                done(result)

        def send() -> None:
            self._pressed = self.submit.hasFocus()
            self.submit.setEnabled(False)
            self.refusal.set_text("")
            desk.tasks.command(make(), finish, failed=self._on_refused)

        self._send = send

    def seen(self, shown: T) -> Seen[T]:
        """What the person has seen of what the form changes: `shown`, until a refusal has told
        them what stands there by now."""
        return Seen(shown if self._told is None else cast("T", self._told.stands))

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the first field, unless it was given another."""
        super().showEvent(event)
        tab_as_read(self)
        here = self.focusWidget()
        if here is None or not self.form.isAncestorOf(here):
            first = next((one for one in stops(self.form) if one.isVisible()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_submit(self) -> None:
        if self.form.complete():
            self._send()

    def _on_refused(self, error: Exception) -> None:
        self.submit.setEnabled(True)
        if self._pressed:
            self.submit.setFocus()  # disabled, it had sent the keys on to "Cancel"
        if isinstance(error, Stale):
            self._told = error
        if isinstance(error, AppError):
            self.refusal.set_text(say(error.message))


class Confirmation(FormDialog):
    """A question before something that is not undone with a key: what happens, and a verb."""

    def __init__(self, parent: QWidget, title: str, text: str, verb: str, danger: bool = True):
        super().__init__(parent, title, Form(), verb, text)
        if danger:
            self.submit.setProperty("kind", "danger")
            self.cancel.setDefault(True)  # Enter does what is marked
        (self.cancel if danger else self.submit).setFocus()
