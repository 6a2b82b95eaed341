"""Add several people: a grid to type into or to paste a list from Excel, for one department."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStyledItemDelegate, QTableWidget, QTableWidgetItem, QWidget

from app.context import Context
from app.reading.people.staff import Staff
from app.rules.edits import read_clip
from app.rules.several import COLUMNS, NewPerson, read_lines
from app.rules.staff import MAX_NAME, Problems, name_problem
from app.rules.vocabulary import Message, Role
from app.services.people import several
from app.text import _, ngettext, say
from app.ui.kit import theme
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_field, date_of, suggesting_field
from app.ui.kit.forms import Form, FormDialog
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of

_LINES = 12
_Key = Qt.Key


class _Typing(QStyledItemDelegate):
    """A line in a cell; several copied cells go into the grid all the same."""

    def __init__(self, grid: ListGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = QGuiApplication.clipboard().text()
            if event.matches(QKeySequence.StandardKey.Paste) and len(_first_line(text)) > 1:
                assert isinstance(watched, QWidget)
                self.closeEditor.emit(watched)
                self._grid.setFocus()
                self._grid.paste(text)
                return True
        return super().eventFilter(watched, event)


class ListGrid(QTableWidget):
    """Cells that are typed into as in a spreadsheet; it grows as it is filled."""

    def __init__(self) -> None:
        super().__init__(_LINES, COLUMNS)
        heads = (_("Number"), _("Name"), _("Team"), _("Role"), _("Job type"), _("Skill level"))
        self.setHorizontalHeaderLabels(heads)
        self.setAccessibleName(_("People to add"))
        self.setTabKeyNavigation(True)
        triggers = QTableWidget.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        self.setItemDelegate(_Typing(self))
        line = self.fontMetrics().height() + Space.M
        self.verticalHeader().setDefaultSectionSize(line)
        self.verticalHeader().setMinimumWidth(36)
        self.setMinimumHeight(line * (_LINES - 3))
        self.horizontalHeader().setStretchLastSection(True)
        self.cellChanged.connect(self._grow)
        self.setCurrentCell(0, 0)

    def lines(self) -> list[list[str]]:
        """What stands in the cells, line by line."""
        return [
            [self._text(row, column) for column in range(COLUMNS)] for row in range(self.rowCount())
        ]

    def paste(self, text: str) -> None:
        """Put copied lines in from the current cell on; a single cell stays one."""
        top, left = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        clip = read_clip(text)
        self.setRowCount(max(self.rowCount(), top + len(clip) + 1))
        self.blockSignals(True)
        for row, cells in enumerate(clip, start=top):
            for column, cell in enumerate(cells[: COLUMNS - left], start=left):
                self.setItem(row, column, QTableWidgetItem(cell.strip()))
        self.blockSignals(False)
        self.cellChanged.emit(top, left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (_Key.Key_Delete, _Key.Key_Backspace):
            for index in self.selectedIndexes():
                self.setItem(index.row(), index.column(), QTableWidgetItem(""))
        else:
            super().keyPressEvent(event)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item else ""

    def _grow(self, row: int, _column: int) -> None:
        if row == self.rowCount() - 1 and any(self.lines()[row]):
            self.insertRow(row + 1)


class SeveralDialog(FormDialog):
    """The department, from which day on, and the list; what is wrong with it is said below."""

    def __init__(self, parent: QWidget, desk: Desk, staff: Staff) -> None:
        names = [row.name for row in staff.departments]
        self.department = suggesting_field(names[0] if names else "", names)
        if line := self.department.lineEdit():
            line.setMaxLength(MAX_NAME)
        self.first_day = date_field(staff.today)
        self._taken = {row.employee_no: row.name for row in staff.people}
        self.grid = ListGrid()
        form = Form(self._check, columns=2)
        form.add("department", _("&Department"), self.department)
        form.add("hired_on", _("&First day"), self.first_day)
        lead = _(
            "One line for each person: number and name, and their team. Without a role somebody is "
            "an agent. A list can be pasted from Excel; a department or a team that is not there "
            "yet is added."
        )
        super().__init__(parent, _("Add several people"), form, _("Add"), lead)
        self.setMinimumWidth(theme.scaled(720))
        self.problem = label("", tone=Tone.BAD, wrap=True)
        self.put_under(self.grid)
        self.put_under(self.problem)
        self.grid.cellChanged.connect(lambda *_cell: self._show())
        self._desk = desk
        self.sends(desk, self._make, self._done)
        self._show()
        if names:
            self.grid.setFocus()
            self.grid.setCurrentCell(0, 0)

    def people(self) -> list[NewPerson]:
        """Everybody whose line is whole."""
        return read_lines(self.grid.lines())[0]

    def unsaved(self) -> list[Unsaved]:
        """What is typed, line by line."""
        return [
            Unsaved(place_of(self), one.employee_no or one.name, one.name) for one in self.people()
        ]

    def _problems(self) -> list[str]:
        _people, problems = read_lines(self.grid.lines())
        said = [_line(at, problem) for at, problem in problems]
        for at, cells in enumerate(self.grid.lines(), start=1):
            holder = self._taken.get(cells[0].strip())
            if holder:
                words = _("{no} is the number of {name}.").format(no=cells[0].strip(), name=holder)
                said.append(_("Line {n}: {problem}").format(n=at, problem=words))
        return said

    def _show(self) -> None:
        problems = self._problems()
        self.problem.setText("\n".join(problems[:3]))
        self.problem.setVisible(bool(problems))
        n = len(self.people())
        self.submit.setText(ngettext("Add {n} person", "Add {n} people", n).format(n=n))
        self.submit.setEnabled(bool(n) and not problems)

    def _check(self) -> Problems:
        placed = any(one.role is not Role.CENTRE_DIRECTOR for one in self.people())
        problem = name_problem(self.department.currentText()) if placed else None
        return {"department": problem} if problem else {}

    def _make(self) -> Callable[[Context], list[int]]:
        wanted, name, day = (
            self.people(),
            self.department.currentText(),
            date_of(self.first_day),
        )

        def add(ctx: Context) -> list[int]:
            return several.add_people(ctx, wanted, name, day)

        return add

    def _done(self, made: list[int]) -> None:
        n = len(made)
        self._desk.say(ngettext("{n} person added", "{n} people added", n).format(n=n))


def _first_line(text: str) -> list[str]:
    return next(iter(read_clip(text)), [])


def _line(at: int, problem: Message) -> str:
    return _("Line {n}: {problem}").format(n=at, problem=say(problem))
