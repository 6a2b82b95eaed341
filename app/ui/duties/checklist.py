"""A checklist to be filled in: each line in order, or failed, with who or where and a remark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.queries.duties.rows import ResultRow
from app.queries.people.rows import PersonRow
from app.text import _
from app.ui.duties.answer import Answer
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.tokens import Space
from app.ui.kit.unsaved import Unsaved, place_of


class ChecklistField(QWidget):
    """Lines from top to bottom, none of them answered before somebody has looked; what a failed
    one needs is shown as it fails. The keys 1 and 2 answer and go on to the next."""

    changed = Signal()

    def __init__(
        self, lines: Sequence[str], people: Sequence[PersonRow], results: Sequence[ResultRow] = ()
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(4, 2)
        found = {row.text: row for row in results}
        self.lines = [CheckLine(text, people, found.get(text)) for text in lines]
        for at, line in enumerate(self.lines):
            for column, widget in enumerate(line.widgets):
                grid.addWidget(widget, at, column)
            line.ok.changed.connect(self.changed.emit)
            line.ok.keyed.connect(lambda at=at: self._go_on(at))
            line.place.textChanged.connect(lambda _text: self.changed.emit())
            line.person.currentIndexChanged.connect(lambda _index: self.changed.emit())
        if self.lines:
            self.setFocusProxy(self.lines[0].ok)

    def results(self) -> list[ResultRow]:
        """The lines that are answered."""
        return [row for row in (line.result() for line in self.lines) if row is not None]

    def unanswered(self) -> list[str]:
        """The lines that nobody has answered yet."""
        return [line.text for line in self.lines if line.ok.value() is None]

    def nameless(self) -> str:
        """The first failed line that names neither a person nor a place; "" where none does."""
        rows = self.results()
        return next(
            (row.text for row in rows if not row.ok and not row.person_id and not row.place), ""
        )

    def unsaved(self) -> list[Unsaved]:
        """What was said of the failed lines."""
        place = place_of(self)
        return [
            Unsaved(place, row.text, ", ".join(part for part in (row.place, row.remark) if part))
            for row in self.results()
            if not row.ok
        ]

    def _go_on(self, at: int) -> None:
        """After a key: to what the failed line needs, or to the next line."""
        line = self.lines[at]
        if line.ok.value() is False:
            line.person.setFocus(Qt.FocusReason.TabFocusReason)
        elif at + 1 < len(self.lines):
            self.lines[at + 1].ok.setFocus(Qt.FocusReason.TabFocusReason)


class CheckLine:
    """One line of it and its fields."""

    def __init__(self, text: str, people: Sequence[PersonRow], found: ResultRow | None) -> None:
        self.text = text
        self.ok = Answer(found.ok if found is not None else None)
        everybody: list[tuple[str, int | None]] = [(_("nobody in particular"), None)]
        everybody += [(row.name, row.id) for row in people]
        self.person: ChoiceField[int | None] = ChoiceField(
            everybody, found.person_id if found else None
        )
        self.place = text_field(found.place if found else "", _("At which place"), 60)
        self.remark = text_field(found.remark if found else "", _("Remark"), 200)
        name = label(text, wrap=True)
        name.setBuddy(self.ok)
        self.widgets: tuple[QWidget, ...] = (name, self.ok, self.person, self.place, self.remark)
        for widget, what in (
            (self.ok, _("{line}: found")),
            (self.person, _("{line}: who")),
            (self.place, _("{line}: where")),
            (self.remark, _("{line}: remark")),
        ):
            widget.setAccessibleName(what.format(line=text))
        self.ok.changed.connect(self._follow)
        self._follow()

    def result(self) -> ResultRow | None:
        """What was found; None while it is not answered."""
        ok = self.ok.value()
        if ok is None:
            return None
        if ok:
            return ResultRow(self.text, ok=True)
        return ResultRow(
            text=self.text,
            ok=False,
            person_id=self.person.value(),
            place=self.place.text().strip(),
            remark=self.remark.text().strip(),
        )

    def _follow(self) -> None:
        failed = self.ok.value() is False
        fields: tuple[ChoiceField[int | None] | QLineEdit, ...] = (
            self.person, self.place, self.remark,
        )  # fmt: skip
        for field in fields:
            field.setVisible(failed)
