"""The store: where it is, whether it is whole, its backups, and going back to one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from app.context import Backup, Context, Restored
from app.errors import AnotherCentre, AppError
from app.reading.keeping import store
from app.reading.keeping.store import StoreSummary
from app.rules.staff import MAX_NAME, Problems, name_problem
from app.rules.vocabulary import msg
from app.services.keeping import store_care
from app.services.keeping.store_settings import (
    IDLE_LIMITS,
    KEPT_LIMITS,
    keep_backups,
    name_centre,
    set_idle_limit,
)
from app.services.seen import Seen
from app.text import _, say
from app.text.dates import moment
from app.text.zones import zone_name
from app.ui.kit.backups import BackupsTable, ask_another_centre, file_size
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import number_field, text_field
from app.ui.kit.files import ask_which
from app.ui.kit.forms import Confirmation, Form, FormDialog
from app.ui.kit.store_check import StoreCheck
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.unsaved import Unsaved, place_of
from app.ui.settings.calendar_folder import CalendarFolder
from app.ui.settings.commands import COMMANDS
from app.ui.settings.second_place import SecondPlace
from app.ui.settings.section import Section
from app.ui.work.outage import NOT_DONE, kept_nothing


@dataclass(frozen=True, slots=True)
class StoreView:
    """The store and its backups."""

    summary: StoreSummary
    backups: Sequence[Backup]


def load(ctx: Context) -> StoreView:
    """Read what there is to know, without looking the whole store over."""
    return StoreView(store.summary(ctx), store.backups(ctx))


ZONE_STANDS = msg(
    "The time zone stands: rosters, roll calls and requests that are recorded go by it, and "
    "would be of other moments in another. For another zone: export the workbook, make a new "
    "centre with that zone, and import the workbook there; its times of the day stay as they "
    "are. Drafts, accounts, balances and certificates do not travel, and this centre stays as "
    "it is."
)


KEEPERS = msg(
    "Backups are taken on the keeper's machine by `dutydesk backup`, best each day, and gone back "
    "to there by `dutydesk restore`: not from a desk."
)
"""What a desk says of the backups of a store on a server."""


class StoreSection(Section):
    key = "store"
    title = COMMANDS["settings.store"].title
    lead = msg(
        "Everything that the centre keeps is in one store. A backup is taken at the first start of"
        " each day."
    )
    lead_of_shared = msg("Everything that the centre keeps is in one store, on a server.")
    icon = COMMANDS["settings.store"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: StoreView | None = None
        self.notice = Banner("", Tone.WARN)
        self.check = StoreCheck(desk)
        self.where, self.file_size, self.centre, self.last = (
            label("", "body", wrap=True) for _n in range(4)
        )
        self.rename = button(_("Re&name the centre…"), self._on_rename, icon="edit")
        self.kind = label("", "soft")
        self.kept = number_field(KEPT_LIMITS[0], *KEPT_LIMITS)
        self.kept.setAccessibleName(_("Daily backups kept"))
        self.kept.setMaximumWidth(100)
        self.second = SecondPlace(desk)
        self.calendars = CalendarFolder(desk)
        self.idle = number_field(IDLE_LIMITS[0], *IDLE_LIMITS, suffix=_(" min"))
        self.idle.setAccessibleName(_("Desks lock after at most"))
        self.idle.setMaximumWidth(120)
        self.table = BackupsTable()
        self.table.setMinimumHeight(240)
        self.back_up = button(_("&Back up now"), self._on_back_up, kind="primary", icon="backup")
        self.restore = button(_("&Restore…"), self._on_restore, kind="danger", icon="undo")
        other = button(_("Restore from a &file…"), self._on_restore_file, icon="open")
        for widget in (self.notice, self.check):
            self.body.addWidget(widget)
        facts = self._facts()
        self.body.addWidget(facts)
        self.body.addWidget(label(say(ZONE_STANDS), "caption", wrap=True))
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        for made in (self.back_up, self.check.button, self.restore, other, self.rename):
            tools.addWidget(made)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)
        if desk.ctx.store.shared:
            self._leave_to_keeper(other)
        self.restore.setEnabled(False)
        self.table.picked.connect(lambda _row: self.restore.setEnabled(True))
        self.kept.editingFinished.connect(self._on_kept)
        self.idle.editingFinished.connect(self._on_idle)

    def _leave_to_keeper(self, other: QWidget) -> None:
        """Many desks share the store: its backups lie where its keeper takes them."""
        for theirs in (self.back_up, self.restore, other, self.table):
            theirs.hide()
        for row in (self.kept, self.second):
            self.form.setRowVisible(row, False)
        self.body.addWidget(Banner(say(KEEPERS)))
        self.body.addStretch(1)

    def _facts(self) -> Card:
        card = Card()
        form = self.form = QFormLayout()
        form.setHorizontalSpacing(Space.XL)
        form.setVerticalSpacing(Space.S)
        for text, value in (
            (_("Centre"), self.centre),
            (self.kind, self.where),
            (_("Size"), self.file_size),
            (_("Last backup"), self.last),
            (_("Daily backups kept"), self.kept),
            (_("Second place for backups"), self.second),
            (_("Calendar files for telephones"), self.calendars),
            (_("Desks lock after at most"), self.idle),
        ):
            form.addRow(label(text, "soft") if isinstance(text, str) else text, value)
        card.body.addLayout(form)
        return card

    def holds_input(self) -> bool:
        return bool(self.unsaved())

    def unsaved(self) -> list[Unsaved]:
        """The numbers that are others than the store has."""
        if self.view is None:
            return []
        summary, place = self.view.summary, place_of(self)
        return [
            Unsaved(place, field.accessibleName(), field.text())
            for field, kept in ((self.kept, summary.backups_kept), (self.idle, summary.idle_limit))
            if field.value() != kept
        ]

    def populate(self) -> None:
        self.desk.tasks.query(load, self._on_loaded)

    def _on_loaded(self, view: StoreView) -> None:
        self.view = view
        summary = view.summary
        self.centre.setText(
            " · ".join(filter(None, (summary.centre_name, zone_name(summary.zone))))
        )
        self.kind.setText(say(summary.kept_in.kind))
        self.where.setText(summary.kept_in.where)
        size = summary.kept_in.size
        self.file_size.setText("–" if size is None else file_size(size))
        last = summary.last_backup
        self.last.setText(moment(last.taken_at) if last else _("never"))
        self.form.setRowVisible(self.last, last is not None or not self.desk.ctx.store.shared)
        self.kept.setValue(summary.backups_kept)
        self.second.show_place(summary.second_place)
        self.calendars.show_place(summary.calendar_folder)
        self.idle.setValue(summary.idle_limit)
        self.notice.set_text("\n".join(say(notice) for notice in summary.notices))
        self.table.set_rows(view.backups)
        self.restore.setEnabled(self.table.current() is not None)

    def _on_rename(self) -> None:
        if self.view is not None:
            name_dialog(self, self.desk, self.view.summary.centre_name).open()

    def _on_back_up(self) -> None:
        self.desk.tasks.command(store_care.back_up_now, self._on_backed_up)

    def _on_backed_up(self, backup: Backup) -> None:
        """Where it is kept; the file's own name stands in the list."""
        folder = backup.path.parent
        self.desk.say(_("Backed up to the folder {folder}").format(folder=folder))

    def _on_kept(self) -> None:
        count = self.kept.value()
        if self.view is not None and count != self.view.summary.backups_kept:
            seen = Seen(self.view.summary.backups_kept)
            self.desk.tasks.command(
                lambda ctx: keep_backups(ctx, count, seen), failed=self._on_not_set
            )

    def _on_not_set(self, error: AppError) -> None:
        """The number goes back to what stands: it is not kept where it was typed."""
        self.desk.say(say(NOT_DONE if kept_nothing(error) else error.message), Tone.WARN)
        if self.view is not None:
            self.kept.setValue(self.view.summary.backups_kept)
            self.idle.setValue(self.view.summary.idle_limit)
        self.populate()

    def _on_idle(self) -> None:
        minutes = self.idle.value()
        if self.view is not None and minutes != self.view.summary.idle_limit:
            seen = Seen(self.view.summary.idle_limit)
            self.desk.tasks.command(
                lambda ctx: set_idle_limit(ctx, minutes, seen), failed=self._on_not_set
            )

    def _on_restore(self) -> None:
        backup = self.table.current()
        if backup is not None:
            self._ask(backup.path, moment(backup.taken_at))

    def _on_restore_file(self) -> None:
        ask_which(
            self, _("Restore from a file"), "Dutydesk (*.dutydesk);;(*)",
            lambda path: self._ask(path, path.name),
        )  # fmt: skip

    def _ask(self, path: Path, named: str) -> None:
        title = _("Go back to {backup}?").format(backup=named)
        text = _(
            "Everything recorded since is put aside with the present store, which is kept. You"
            " sign in anew afterwards."
        )
        ask = Confirmation(self, title, text, _("Restore"))
        ask.accepted.connect(lambda: self._restore(path))
        ask.open()

    def _restore(self, path: Path, *, another_centre: bool = False) -> None:
        self.desk.tasks.command(
            lambda ctx: store_care.restore(ctx, path, another_centre=another_centre),
            self._on_restored,
            failed=partial(self._on_not_restored, path),
        )

    def _on_not_restored(self, path: Path, error: AppError) -> None:
        if isinstance(error, AnotherCentre):
            all_the_same = partial(self._restore, path, another_centre=True)
            ask_another_centre(self, error, all_the_same).open()
        else:
            self.desk.tasks.failed.emit(error)

    def _on_restored(self, _restored: Restored) -> None:
        self.desk.sign_in_asked.emit()


def name_dialog(parent: QWidget, desk: Desk, before: str) -> FormDialog:
    """What the centre is called. Its time zone stays: what was recorded goes by it."""
    name = text_field(before, most=MAX_NAME)

    def check() -> Problems:
        problem = name_problem(name.text())
        return {"name": problem} if problem else {}

    form = Form(check)
    form.add("name", _("&Name"), name)
    lead = _("Everybody sees it from the next start of the program on. The time zone stays.")
    dialog = FormDialog(parent, _("Rename the centre"), form, _("Save"), lead)

    def make() -> Callable[[Context], None]:
        new, seen = name.text(), dialog.seen(before)
        return lambda ctx: name_centre(ctx, new, seen)

    dialog.sends(desk, make)
    return dialog
