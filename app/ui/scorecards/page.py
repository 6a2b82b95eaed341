"""Scorecards: their versions at the left, the one that is picked with a trial at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.context import Context
from app.exchange.card_file import read_card, write_card
from app.queries.quality.card_versions import CardVersion
from app.reading.quality.cards import CardsReading, CardView, read_cards
from app.rules.scorecards.editing import CardDraft, ItemDraft
from app.rules.vocabulary import Aspect
from app.services.quality.cards import remove_version
from app.services.seen import Seen
from app.text import _, is_chinese, words
from app.ui.kit.actions import Action
from app.ui.kit.controls import EmptyState, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.entries import EntriesList
from app.ui.kit.files import Ending, ask_where, ask_which, kind_words, tell_written
from app.ui.kit.forms import Confirmation
from app.ui.kit.page import Page
from app.ui.kit.tokens import Space
from app.ui.scorecards.commands import COMMANDS
from app.ui.scorecards.editor import CardDialog, Editing
from app.ui.scorecards.trial import CardSheet
from app.ui.scorecards.words import list_entries, version_note

_LEAST_WIDTH, _LIST_WIDTH = 200, 320
_DAY = timedelta(days=1)


class ScorecardsPage(Page):
    """`open_target` takes (card, version)."""

    key = "scorecards"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._reading: CardsReading | None = None
        self._wanted: object = None
        self.list = EntriesList(_("Scorecards and their versions"))
        self.list.setProperty("bare", True)
        self.list.picked.connect(self._open)
        self.title = label("", "heading")
        self.note = label("", "soft", wrap=True)
        self.sheet = CardSheet()
        self.new = button(_("&New scorecard…"), self._on_new, kind="primary", icon="plus")
        self.bring_in = button(_("&Import…"), self._on_import, icon="import")
        self.export = button(_("E&xport…"), self._on_export, icon="export")
        self.version = button(_("New &version…"), self._on_version, icon="copy")
        self.edit = button(_("&Edit…"), self._on_edit, icon="edit")
        self.remove = button(_("&Remove"), self._on_remove, icon="delete")
        for tool in (self.bring_in, self.new):
            self.header.add_tool(tool)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.add_actions(self._actions())

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(_LEAST_WIDTH)
        self.list.setMaximumWidth(_LIST_WIDTH)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_opened())
        self._nothing: QWidget = QWidget()
        self._stack.addWidget(self._nothing)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.list, 2)
        row.addWidget(self._stack, 5)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row)

    def _make_opened(self) -> QWidget:
        made = QWidget()
        tools = QHBoxLayout()
        tools.setSpacing(Space.S)
        tools.addWidget(self.title, 1)
        for tool in (self.version, self.edit, self.remove, self.export):
            tools.addWidget(tool)
        head = QVBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.L, 0)
        head.addLayout(tools)
        head.addWidget(self.note)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.sheet, 1)
        return made

    # -- reading -----------------------------------------------------------------------------

    def populate(self) -> None:
        self.desk.tasks.query(read_cards, self._take)

    def open_target(self, target: object) -> None:
        self._wanted = target
        self._pick_wanted()

    def _take(self, reading: CardsReading) -> None:
        self._reading = reading
        for tool in (self.new, self.bring_in):
            tool.setVisible(reading.may_edit)
        self.list.set_entries(list_entries(reading.cards, reading.today))
        if not reading.cards:
            self._show_nothing(reading)
        elif self.list.key() is None:
            self.list.pick(_first(reading))
        else:
            self._open(self.list.key())
        self._pick_wanted()
        self.desk.actions.refresh()

    def _pick_wanted(self) -> None:
        if self._wanted is not None and self._reading is not None:
            wanted, self._wanted = self._wanted, None
            self.list.pick(wanted)

    def _card(self) -> CardView | None:
        """The card of the version that is picked."""
        key = self.list.key()
        cards = self._reading.cards if self._reading is not None else ()
        return next((one for one in cards if isinstance(key, tuple) and one.name == key[0]), None)

    def _version(self) -> CardVersion | None:
        card, key = self._card(), self.list.key()
        versions = card.versions if card is not None else ()
        return next((one for one in versions if (one.card, one.version) == key), None)

    def _open(self, _key: object) -> None:
        card, version = self._card(), self._version()
        if card is None or version is None or self._reading is None:
            return
        self._stack.setCurrentIndex(0)
        self.title.setText(card.name)
        self.note.setText(version_note(version, self._reading.today))
        self.sheet.show_card(version.items, self._reading.pass_mark, card.readings)
        may = self._reading.may_edit
        self.version.setVisible(may)
        self.edit.setVisible(may and not version.used)
        self.remove.setVisible(may and not version.used)
        self.desk.actions.refresh()

    def _show_nothing(self, reading: CardsReading) -> None:
        steps = []
        if reading.may_edit:
            steps = [button(_("Make the first one"), self._on_new, icon="plus")]
        old, self._nothing = self._nothing, EmptyState(
            "quality",
            _("No scorecards yet"),
            _("A scorecard has the items by which contacts are scored, with their weights. Until "
              "there is one, inspections are scored by the five aspects of QA-2, each counting "
              "alike."),
            *steps,
        )  # fmt: skip
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
        self._stack.removeWidget(old)
        old.deleteLater()

    # -- acting ------------------------------------------------------------------------------

    def _ask(self, editing: Editing) -> None:
        if self._reading is not None and self._reading.may_edit:
            mark = self._reading.pass_mark
            CardDialog(self, self.desk, editing, mark, self._on_kept).open()

    def _on_kept(self, card: str, version: int) -> None:
        """Show what was kept: what is done next is done with it."""
        self._wanted = card, version
        self.populate()

    def _on_new(self) -> None:
        items = tuple(ItemDraft(words.title_word(one), one, 20.0) for one in Aspect)
        self._ask(Editing(CardDraft("", self.desk.ctx.today(), items)))

    def _on_version(self) -> None:
        card, version = self._card(), self._version()
        if card is not None and version is not None:
            since = max(card.versions[0].since + _DAY, self.desk.ctx.today())
            self._ask(Editing(replace(version.draft, since=since), of=card.name))

    def _on_edit(self) -> None:
        version = self._version()
        if version is not None and not version.used:
            self._ask(Editing(version.draft, version=version.version))

    def _on_remove(self) -> None:
        version = self._version()
        if version is None or version.used:
            return
        title = _("Remove version {n} of {card}?").format(n=version.version, card=version.card)
        ask = Confirmation(self, title, _("Nobody has scored by it yet."), _("Remove"))
        seen = Seen(version.draft)
        ask.accepted.connect(
            lambda: self.desk.tasks.command(
                lambda ctx: remove_version(ctx, version.card, version.version, seen)
            )
        )
        ask.open()

    def _on_export(self) -> None:
        version = self._version()
        if version is not None:
            name = f"{version.card} v{version.version}"
            write = partial(self._write, version)
            ask_where(self, _("Export the scorecard"), name, Ending.EXCEL, write)

    def _write(self, version: CardVersion, path: Path) -> None:
        def op(_ctx: Context) -> None:
            write_card(path, version.draft, version.version, is_chinese())

        self.desk.tasks.query(
            op, lambda _done: tell_written(self.desk, _("The scorecard is"), path)
        )

    def _on_import(self) -> None:
        kinds = kind_words(Ending.EXCEL)
        ask_which(self, _("Import a scorecard"), kinds, self._bring_in)

    def _bring_in(self, path: Path) -> None:
        self.desk.tasks.query(lambda _ctx: read_card(path), self._on_brought_in)

    def _on_brought_in(self, card: CardDraft) -> None:
        """Show what was read before anything of it is kept: as a card of its own, or as a new
        version of the card of that name."""
        cards = self._reading.cards if self._reading is not None else ()
        there = next((one for one in cards if one.name == card.card), None)
        if there is None:
            self._ask(Editing(card))
        else:
            since = max(card.since, there.versions[0].since + _DAY)
            self._ask(Editing(replace(card, since=since), of=there.name))

    def _actions(self) -> Sequence[Action]:
        def may() -> bool:
            return self._reading is not None and self._reading.may_edit

        def picked() -> bool:
            return self._version() is not None

        def unused() -> bool:
            version = self._version()
            return version is not None and not version.used

        return [
            COMMANDS["scorecards.new"].does(self._on_new, allowed=may),
            COMMANDS["scorecards.version"].does(self._on_version, allowed=may, enabled=picked),
            COMMANDS["scorecards.edit"].does(self._on_edit, allowed=may, enabled=unused),
            COMMANDS["scorecards.import"].does(self._on_import, allowed=may),
            COMMANDS["scorecards.export"].does(self._on_export, enabled=picked),
            COMMANDS["scorecards.refresh"].does(self.populate),
        ]


def _first(reading: CardsReading) -> tuple[str, int]:
    """What is shown at first: what the first card is scored by now."""
    card = reading.cards[0]
    version = card.in_force(reading.today) or card.versions[0]
    return version.card, version.version
