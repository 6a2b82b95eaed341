"""A staff list of the centre's own comes in: one look at all of it, then one button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.context import Context
from app.errors import AppError
from app.reading.people.staff import Staff
from app.rules.bringing.staff import Newcomer, StaffDefaults, StaffDifference, StaffPreview
from app.rules.staff import MAX_NAME
from app.text import _, ngettext, say
from app.text.words import title_word
from app.ui.kit.banner import Banner
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import date_field, date_of, suggesting_field
from app.ui.kit.files import SHEETS, ask_which, name_filter
from app.ui.kit.messages import in_one
from app.ui.kit.problems import ProblemList, ProblemRow
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.people.bringing.columns import ColumnsList, field_word
from app.ui.people.bringing.state import StaffWay, brought, first_look, told
from app.ui.work.tasks import LongTask

_SIZE = (1120, 680)


def ask_for_staff(desk: Desk, parent: QWidget, staff: Staff) -> None:
    """Ask for a staff list, then show what it would bring."""
    kinds = name_filter(_("Staff lists"), *SHEETS)
    ask_which(
        parent,
        _("Bring in a staff list"),
        kinds,
        lambda path: open_staff(desk, parent, path, staff),
    )


def open_staff(desk: Desk, parent: QWidget, path: Path, staff: Staff) -> None:
    """Read the file at `path` and show what it would bring."""

    def op(context: Context, task: LongTask) -> StaffWay:
        return first_look(context, path, task.cancelled)

    def done(way: StaffWay) -> None:
        StaffListDialog(desk, parent, way, staff).open()

    desk.tasks.long(_("Reading {file}").format(file=path.name), op, done)


class StaffListDialog(Dialog):
    """What each column is taken as, and beside it who comes in and who does not."""

    def __init__(self, desk: Desk, parent: QWidget, way: StaffWay, staff: Staff) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring in {file}").format(file=way.name))
        self._desk, self.way = desk, way
        self.columns = ColumnsList(way.book, way.tables)
        self.department = suggesting_field("", ["", *(row.name for row in staff.departments)])
        self.team = suggesting_field("", ["", *dict.fromkeys(row.name for row in staff.teams)])
        for field in (self.department, self.team):
            if line := field.lineEdit():
                line.setMaxLength(MAX_NAME)
        self.dated = QCheckBox(_("&First day employed"))
        self.hired = date_field(staff.today)
        self.sentence = label("", "strong", wrap=True)
        self.refusal = Banner("", Tone.WARN)
        self.added: RowsTable[Newcomer] = RowsTable(_new_columns(), _("New"))
        self.staying: RowsTable[StaffDifference] = RowsTable(
            [
                Column(_("Number"), lambda row: row.number, width=84),
                Column(_("Name"), lambda row: row.name),
                Column(_("What differs"), lambda row: say(row.why), tip=lambda row: say(row.why)),
            ],
            _("Stays as it is"),
        )
        self.left_out = ProblemList([], "")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Parts of the preview"))
        self.bring = button(_("&Bring them in"), self._on_bring, kind="primary", icon="import")
        self.bring.setDefault(True)
        self._lay_out()
        self._connect()
        self.resize(*_SIZE)
        self._show_way(way)
        (self.columns.first_open() or self.bring).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.bring)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left())
        split.addWidget(self.tabs)
        split.setSizes([400, 720])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.sentence)
        column.addWidget(self.refusal)
        column.addWidget(split, 1)
        column.addLayout(foot)

    def _left(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.setSpacing(Space.S)
        column.addWidget(label(_("What each column is taken as"), "heading"))
        column.addWidget(self.columns, 1)
        column.addWidget(label(_("Where a line says nothing"), "heading"))
        for name, field in ((_("Department"), self.department), (_("Team"), self.team)):
            row = QHBoxLayout()
            row.addWidget(label(name, "soft"))
            row.addStretch(1)
            field.setAccessibleName(name)
            field.setMinimumWidth(180)
            row.addWidget(field)
            column.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(self.dated)
        row.addStretch(1)
        self.hired.setAccessibleName(_("First day employed"))
        self.hired.setMinimumWidth(180)
        row.addWidget(self.hired)
        column.addLayout(row)
        return made

    def _connect(self) -> None:
        self.columns.changed.connect(self._on_told)
        for field in (self.department, self.team):
            field.currentIndexChanged.connect(lambda _at: self._on_told())
            if line := field.lineEdit():
                line.editingFinished.connect(self._on_told)
        self.dated.toggled.connect(self.hired.setEnabled)
        self.dated.toggled.connect(lambda _on: self._on_told())
        self.hired.dateChanged.connect(lambda _day: self._on_told())
        self.hired.setEnabled(False)

    def defaults(self) -> StaffDefaults:
        """What holds where a line says nothing."""
        return StaffDefaults(
            self.department.currentText().strip(),
            self.team.currentText().strip(),
            date_of(self.hired) if self.dated.isChecked() else None,
        )

    def _on_told(self) -> None:
        way, columns, defaults = self.way, self.columns.taken(), self.defaults()
        if defaults == way.defaults and columns == [dict(one.columns) for one in way.tables]:
            return
        self._desk.tasks.query(
            lambda ctx: told(ctx, way, columns, defaults), self._show_way, failed=self._refuse
        )

    def _show_way(self, way: StaffWay) -> None:
        self.way, found = way, way.preview
        self.added.set_rows(found.added)
        self.staying.set_rows(found.differing)
        shown, before = self.tabs.currentIndex(), self.left_out
        self.left_out = ProblemList(
            [
                ProblemRow(at, one.sheet, one.cells, one.value, say(one.why))
                for at, one in enumerate(way.left_out, 1)
            ],
            _("Left out"),
        )
        self.tabs.clear()
        before.deleteLater()
        for widget, text, count in (
            (self.added, _("New ({n})"), len(found.added)),
            (self.staying, _("Stay as they are ({n})"), len(found.differing)),
            (self.left_out, _("Left out ({n})"), len(way.left_out)),
        ):
            self.tabs.addTab(widget, text.format(n=count))
        nobody = not found.added and bool(way.left_out)
        self.tabs.setCurrentIndex(shown if shown > 0 else 2 if nobody else 0)
        self.sentence.setText(_summary(found))
        self.bring.setEnabled(bool(found.added))
        lacking = [field_word(key) for key in way.lacking]
        self.refusal.set_text(
            _("Say which column has: {what}.").format(what="、".join(lacking)) if lacking else ""
        )

    def _refuse(self, error: AppError) -> None:
        self.refusal.set_text(in_one(error))

    def _on_bring(self) -> None:
        way = self.way
        self.bring.setEnabled(False)

        def done(found: StaffPreview) -> None:
            self._desk.say(_came(len(found.added)), Tone.GOOD)
            self.accept()
            self._desk.go("people", found.added[0].person.employee_no)

        def refused(error: AppError) -> None:
            self.bring.setEnabled(True)
            self._refuse(error)

        self._desk.tasks.command(lambda ctx: brought(ctx, way), done, failed=refused)


def _new_columns() -> list[Column[Newcomer]]:
    return [
        Column(_("Number"), lambda row: row.person.employee_no, width=84),
        Column(_("Name"), lambda row: row.person.name),
        Column(_("Department"), lambda row: row.department),
        Column(_("Team"), lambda row: row.team),
        Column(_("Role"), lambda row: title_word(row.role)),
        Column(_("Job type"), lambda row: row.job_type or None),
        Column(_("Skill level"), lambda row: row.level),
        Column(_("First day"), lambda row: row.person.hired_on.isoformat()),
        Column(_("Last day"), lambda row: row.left.isoformat() if row.left else None),
    ]


def _summary(found: StaffPreview) -> str:
    count = len(found.added)
    said = [ngettext("{n} person is new.", "{n} people are new.", count).format(n=count)]
    if found.unchanged:
        said.append(_("{n} are so already.").format(n=found.unchanged))
    if found.departments:
        said.append(_("New departments: {names}.").format(names="、".join(found.departments)))
    if found.teams:
        names = "、".join(f"{department} {team}".strip() for department, team in found.teams)
        said.append(_("New teams: {names}.").format(names=names))
    return " ".join(said)


def _came(count: int) -> str:
    return ngettext("{n} person was added.", "{n} people were added.", count).format(n=count)
