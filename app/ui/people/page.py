"""People: who works here, by department and team; each with their posts and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QSplitter, QStackedWidget

from app.queries.people.rows import PersonRow
from app.reading.people import staff as reading
from app.reading.people.staff import Biography, Staff
from app.text import _, ngettext, say
from app.text.words import title_word
from app.ui.kit import icons
from app.ui.kit.actions import Action
from app.ui.kit.banner import Banner
from app.ui.kit.context_menu import give_menu
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.kit.roster_file import StaffFile
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import ROW_ROLE, Column
from app.ui.kit.timeline import place_of
from app.ui.kit.tokens import Tone
from app.ui.people import dialogs
from app.ui.people.account_list import open_accounts
from app.ui.people.accounts import AccountDeeds
from app.ui.people.commands import COMMANDS
from app.ui.people.departments import DepartmentsDialog
from app.ui.people.offers import Offer, offers, planned
from app.ui.people.panel import PersonPanel
from app.ui.people.several import SeveralDialog
from app.ui.people.tree import PlacesTree


class PeoplePage(Page):
    """A tree of departments and teams, a table of people, and their panel.

    A target is an employee number: the table goes to that person; or a staff list to bring in.
    """

    key = "people"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.staff: Staff | None = None
        self._wanted = ""
        self._file: StaffFile | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find by name, number, team or role"))
        self.search.setAccessibleName(_("Find a person"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(280)
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.add_button = button(_("Add a person"), self._on_add, kind="primary", icon="plus")
        self.more = button(_("More"), icon="more")
        self.more.setMenu(QMenu(self.more))
        for widget in (self.search, self.more, self.add_button):
            self.header.add_tool(widget)
        self.read_only = Banner("", Tone.INFO)
        self.tree = PlacesTree()
        self.table: RowsTable[PersonRow] = RowsTable(_columns(self._place), _("People"))
        self.setFocusProxy(self.search)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tree)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 780])
        split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(
            EmptyState(
                "people",
                _("Nobody is here yet"),
                _(
                    "Type or paste the list of a department, with its teams, or import the centre's"
                    " workbook with all its people."
                ),
                button(_("Add several people…"), self._on_several, kind="primary", icon="people"),
                button(_("Bring in a staff list…"), self._bring_list, icon="import"),
                button(_("Add a person"), self._on_add, icon="plus"),
                button(_("Departments and teams"), self._on_departments, icon="department"),
            )
        )
        self.body.addWidget(self.read_only)
        self.body.addWidget(self.stack, 1)
        self.search.textChanged.connect(self._on_search)
        self.tree.chosen.connect(self._show_rows)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda row: desk.go("person", row.employee_no))
        give_menu(self.table, self._on_menu)
        self.add_actions(self._actions())

    def holds_input(self) -> bool:
        """Several people are selected for something that is to be done with them."""
        return len(self.selected()) > 1

    def populate(self) -> None:
        self.desk.tasks.query(reading.staff, self._on_loaded)

    def open_target(self, target: object) -> None:
        self._wanted = target if isinstance(target, str) else ""
        self._file = target if isinstance(target, StaffFile) else None
        self._go_to_wanted()

    def _actions(self) -> list[Action]:
        manages = self._manages

        def some() -> bool:
            return manages() and bool(self.selected())

        return [
            COMMANDS["people.find"].does(self.search.setFocus),
            COMMANDS["people.add"].does(self._on_add, allowed=manages),
            COMMANDS["people.several"].does(self._on_several, allowed=manages),
            COMMANDS["people.bring"].does(self._bring_list, allowed=manages),
            COMMANDS["people.departments"].does(self._on_departments, allowed=manages),
            COMMANDS["people.move"].does(self._on_move, allowed=some),
            COMMANDS["people.accounts"].does(self._on_accounts, allowed=manages),
            COMMANDS["people.all_accounts"].does(self._on_all_accounts, allowed=manages),
        ]

    def _manages(self) -> bool:
        return self.staff is not None and self.staff.manages

    def _on_loaded(self, staff: Staff) -> None:
        self.staff = staff
        self.add_button.setVisible(staff.manages)
        self.more.setVisible(staff.manages)
        self.read_only.set_text("" if staff.manages else say(staff.who_manages))
        self.stack.setCurrentIndex(0 if staff.people or staff.departments else 1)
        for column, shown in ((6, staff.manages), (7, staff.manages)):
            self.table.setColumnHidden(column, not shown)
        self.tree.show_staff(staff)
        self.desk.actions.refresh()
        menu = self.more.menu()
        menu.clear()
        for key in ("several", "bring", "departments", "move", "accounts", "all_accounts"):
            menu.addAction(self.desk.actions.qaction(f"people.{key}"))
        self._show_rows()
        self._go_to_wanted()

    def _show_rows(self) -> None:
        if self.staff is None:
            return
        current = self.table.current()
        rows = [row for row in self.staff.people if self.tree.keeps(row)]
        self.table.set_rows(rows)
        count = self.staff.employed()
        self.header.set_note(
            ngettext("{n} person employed", "{n} people employed", count).format(n=count)
        )
        if current is not None and not self._select(current.employee_no):
            self.desk.explain(None)

    def _place(self, row: PersonRow) -> str:
        """The team; with its department where there are several."""
        alone = self.staff is not None and len(self.staff.departments) == 1
        return row.post.team if alone and row.post.team else place_of(row.post)

    def _on_search(self, text: str) -> None:
        self.table.set_filter(text)

    def _go_to_wanted(self) -> None:
        """Somebody who was just added comes with the next reading: they stay wanted until then."""
        if self._file is not None and self.staff is not None:
            file, self._file = self._file, None
            self._bring(file)
        if not self._wanted or self.staff is None:
            return
        if any(row.employee_no == self._wanted for row in self.staff.people):
            if not self._select(self._wanted):
                self.tree.choose(_("Everybody"))
                self._select(self._wanted)
            self._wanted = ""

    def _select(self, employee_no: str) -> bool:
        """Go to the person's row; False where none is shown."""
        for place, row in enumerate(self.table.rows_model.rows):
            if row.employee_no == employee_no:
                index = self.table.proxy.mapFromSource(self.table.rows_model.index(place, 0))
                self.table.setCurrentIndex(index)
                self.table.scrollTo(index)
                return index.isValid()
        return False

    def selected(self) -> Sequence[PersonRow]:
        """The people whose rows are selected."""
        rows = self.table.selectionModel().selectedRows()
        return [index.data(Qt.ItemDataRole.UserRole) for index in rows]

    def _on_picked(self, row: PersonRow) -> None:
        self.desk.tasks.query(lambda ctx: reading.biography(ctx, row.id), self._explain)
        self.desk.actions.refresh()

    def _explain(self, life: Biography | None) -> None:
        if life is None:
            self.desk.explain(None)
            return
        no = life.person.employee_no
        told = self._offers(life.person)
        if self.staff is not None:
            told = [*planned(self, self.desk, self.staff, life), *told]
        self.desk.explain(PersonPanel(life, lambda: self.desk.go("person", no), told))

    def _on_menu(self, index: QModelIndex, where: QPoint) -> None:
        row: PersonRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(
            icons.icon("person"),
            _("Month, swaps and leave"),
            lambda: self.desk.go("person", row.employee_no),
        )
        several = len(self.selected()) > 1
        if self._manages() and several:
            menu.addAction(self.desk.actions.qaction("people.move"))
        for offer in [] if several else self._offers(row):
            menu.addAction(icons.icon(offer.icon), offer.text, offer.run)
        menu.popup(where)

    def _offers(self, row: PersonRow) -> list[Offer]:
        return [] if self.staff is None else offers(self, self.desk, self.staff, row)

    def _on_add(self) -> None:
        if self.staff is None or not self.staff.manages:
            return
        if not self.staff.departments:
            self._on_departments()
            return
        current = self.table.current()
        dialogs.add_person(self, self.desk, self.staff, current.post if current else None).open()

    def _on_several(self) -> None:
        if self.staff is not None and self.staff.manages:
            SeveralDialog(self, self.desk, self.staff).open()

    def _bring_list(self) -> None:
        self._bring(StaffFile())

    def _bring(self, file: StaffFile) -> None:
        """Bring a staff list in; ask for one where none is named."""
        from app.ui.people.bringing.dialog import ask_for_staff, open_staff

        if self.staff is None or not self.staff.manages:
            return
        if file.path is None:
            ask_for_staff(self.desk, self, self.staff)
        else:
            open_staff(self.desk, self, file.path, self.staff)

    def _on_departments(self) -> None:
        if self.staff is not None:
            dialog = DepartmentsDialog(self, self.desk, self.staff)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _on_move(self) -> None:
        chosen = self.selected()
        if self.staff is not None and chosen and self.staff.teams:
            dialogs.move_people(self, self.desk, self.staff, chosen).open()

    def _shown(self) -> Sequence[PersonRow]:
        proxy = self.table.proxy
        return [proxy.index(n, 0).data(Qt.ItemDataRole.UserRole) for n in range(proxy.rowCount())]

    def _on_accounts(self) -> None:
        if self.staff is not None:
            today = self.staff.today
            rows = [row for row in self._shown() if row.employed_on(today)]
            AccountDeeds(self, self.desk).make(rows)

    def _on_all_accounts(self) -> None:
        open_accounts(self, self.desk)


def _columns(place: Callable[[PersonRow], str]) -> list[Column[PersonRow]]:
    return [
        Column(_("Number"), lambda row: row.employee_no, width=84),
        Column(_("Name"), lambda row: row.name),
        Column(_("Place"), place),
        Column(_("Role"), lambda row: title_word(row.post.role)),
        Column(_("Job type"), lambda row: row.post.job_type or None),
        Column(_("Skill level"), lambda row: row.post.skill_level),
        Column(_("Employed"), lambda row: row.hired_on, _employed),
        Column(_("Account"), lambda row: row.login, _account_text, tone=_account_tone, icon=_lock),
    ]


def _employed(row: PersonRow) -> str:
    if row.left_on is None:
        return row.hired_on.isoformat()
    return f"{row.hired_on.isoformat()} – {row.left_on.isoformat()}"


def _account_text(row: PersonRow) -> str:
    if row.account_id is None:
        return _("none")
    return _("{login} (disabled)").format(login=row.login) if row.disabled else row.login


def _account_tone(row: PersonRow) -> Tone:
    return Tone.BAD if row.disabled else Tone.PLAIN


def _lock(row: PersonRow) -> str:
    return "lock" if row.disabled else ""
