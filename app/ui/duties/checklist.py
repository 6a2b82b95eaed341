"""A checklist to be filled in: each line in order, or failed, with who or where and a remark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.queries.duties.rows import ResultRow
from app.queries.people.rows import PersonRow
from app.text import _
from app.ui.kit.controls import label
from app.ui.kit.fields import ChoiceField, text_field
from app.ui.kit.tokens import Space
from app.ui.kit.unsaved import Unsaved, place_of


class ChecklistField(QWidget):
    """Lines from top to bottom; what a failed one needs is shown as it fails."""

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
        self.lines = [_Line(text, people, found.get(text)) for text in lines]
        for at, line in enumerate(self.lines):
            for column, widget in enumerate(line.widgets):
                grid.addWidget(widget, at, column)

    def results(self) -> list[ResultRow]:
        return [line.result() for line in self.lines]

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


class _Line:
    """One line of it and its fields."""

    def __init__(self, text: str, people: Sequence[PersonRow], found: ResultRow | None) -> None:
        self.text = text
        failed = found is not None and not found.ok
        self.ok: ChoiceField[bool] = ChoiceField(
            [(_("In order"), True), (_("Failed"), False)], not failed
        )
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
        self.ok.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def result(self) -> ResultRow:
        if self.ok.value():
            return ResultRow(self.text, ok=True)
        return ResultRow(
            text=self.text,
            ok=False,
            person_id=self.person.value(),
            place=self.place.text().strip(),
            remark=self.remark.text().strip(),
        )

    def _follow(self) -> None:
        failed = not self.ok.value()
        fields: tuple[ChoiceField[int | None] | QLineEdit, ...] = (
            self.person, self.place, self.remark,
        )  # fmt: skip
        for field in fields:
            field.setVisible(failed)
