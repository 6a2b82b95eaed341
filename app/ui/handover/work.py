"""What is written, done and signed on a log: each a command, with its draft and its refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal

from app.context import Context
from app.errors import AppError, Conflict
from app.queries.handover.rows import DraftRow, ItemRow, LogKey, LogPage
from app.rules.vocabulary import Section
from app.services.handover import signing
from app.services.handover.additions import add_to_signed, comment
from app.services.handover.drafts import drop_draft
from app.services.handover.items import NewItem, raise_item
from app.services.handover.notes import confirm_staff, nothing_to_report, write_note
from app.text import _, dates, say
from app.ui.handover.deeds import line_command
from app.ui.handover.dialogs import ask_to_close, ask_to_sign_in, ask_to_sign_out, ask_who_acts
from app.ui.handover.item_dialog import ask_to_edit
from app.ui.handover.lines import LogLine
from app.ui.handover.log_view import LogView
from app.ui.handover.places import ADDITION, REMARK, line_place, log_place, section_place
from app.ui.handover.section_view import SectionView
from app.ui.handover.show import EDIT, STAFF
from app.ui.handover.typed import TypedEntry
from app.ui.handover.words import section_name, staff_sentence
from app.ui.kit.desk import Desk
from app.ui.kit.drafts import DraftKeeper
from app.ui.kit.tokens import Tone

Op = Callable[[Context], object]


class LogWork(QObject):
    """Hears the view, asks the services, and keeps drafts of what is typed."""

    overtaken = Signal()
    """Somebody was faster: what is shown is old."""

    def __init__(self, desk: Desk, view: LogView) -> None:
        super().__init__(view)
        self.desk, self.view = desk, view
        self.keeper = DraftKeeper.of(desk)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.put_off.connect(self._on_put_off)
        for section in view.sections.values():
            self._listen_to_section(section)
        view.line_made.connect(self._listen_to_line)
        view.rescued.connect(self._on_rescued)
        self._listen_to_additions()
        self._listen_to_sign()

    @property
    def log(self) -> LogPage:
        """The log that is shown."""
        assert self.view.log is not None
        return self.view.log

    def _listen_to_section(self, view: SectionView) -> None:
        section, entry = view.section, view.entry
        view.confirm.clicked.connect(self.confirm)
        entry.typed.connect(lambda: self._draft(section.value, entry.value().stored()))
        entry.kept.connect(lambda typed: self.keep(section, typed))
        entry.nothing_asked.connect(lambda: self.say_nothing(section))
        entry.watch_kept(lambda: self._is_kept(section.value))

    def _listen_to_line(self, line: LogLine) -> None:
        def place(deed: str) -> str:
            return line_place(line.shown.key, deed)

        line.done.connect(self._on_done)
        line.typed.connect(lambda _line, deed, words: self.keeper.keep(place(deed), words))
        line.watch_kept(lambda deed: self.keeper.is_kept(place(deed)))

    def _listen_to_additions(self) -> None:
        additions = self.view.additions
        additions.kept.connect(self.add)
        additions.typed.connect(lambda text: self._draft(ADDITION, text))
        additions.watch_kept(lambda: self._is_kept(ADDITION))

    def _listen_to_sign(self) -> None:
        sign = self.view.sign
        sign.nothing_asked.connect(self.say_nothing)
        sign.confirm_asked.connect(self.confirm)
        sign.signed_out.connect(self._ask_to_sign_out)
        sign.read_back.connect(self.read_back)
        sign.signed_in.connect(self._ask_to_sign_in)
        sign.too_soon.connect(self._say_too_soon)
        sign.acting_asked.connect(lambda: ask_who_acts(self.view, self.desk, self.log))
        sign.close_asked.connect(lambda: ask_to_close(self.view, self.desk, self.log))
        sign.typed.connect(lambda text: self._draft(REMARK, text))

    # -- writing -----------------------------------------------------------------------------

    def keep(self, section: Section, typed: TypedEntry) -> None:
        """The entry becomes a note, or an open item; its draft goes with that."""
        key, entry = self.log.key, self.view.sections[section].entry
        place = section_place(key, section)

        def refused(error: AppError) -> None:
            entry.give_back()
            self._on_refused(error)

        self._run(
            lambda ctx: _write(ctx, key, section, typed), place, lambda _none: entry.taken(),
            refused,
        )  # fmt: skip

    def say_nothing(self, section: Section) -> None:
        key = self.log.key
        self._run(lambda ctx: nothing_to_report(ctx, key, section))

    def confirm(self) -> None:
        """The changes of staff, as they stand here."""
        key, seen = self.log.key, self.log.staff
        lines = [staff_sentence(change) for change in seen]
        self._run(lambda ctx: confirm_staff(ctx, key, lines, seen))

    def add(self, text: str) -> None:
        """Add to the signed log, or comment on it."""
        key, write = self.log.key, add_to_signed if self.log.may.add else comment
        self._run(
            lambda ctx: write(ctx, key, text), log_place(key, ADDITION),
            lambda _none: self.view.additions.taken(),
        )  # fmt: skip

    def _on_done(self, line: LogLine, deed: str, words: str) -> None:
        """Something is done to a line: closed, reopened, changed, taken away, confirmed."""
        if line.shown.key[0] == STAFF:
            self.confirm()
            return
        row = self.view.row_of(line)
        if row is None:
            return
        if isinstance(row, ItemRow) and deed == EDIT:
            ask_to_edit(self.view, self.desk, self.log, row)
            return

        def done(_none: object) -> None:
            line.answered()
            line.setFocus(Qt.FocusReason.OtherFocusReason)

        self._run(line_command(row, deed, words), line_place(line.shown.key, deed), done)

    def _on_rescued(self, section: Section, words: str) -> None:
        """What was being written as the log was signed goes on as an addition to be."""
        self._draft(section.value, "")
        self.view.additions.put(f"{section_name(section)}: {words}")
        self.desk.say(
            _("The log was signed meanwhile. What you were writing can be added to it."),
            Tone.WARN,
        )

    # -- drafts ------------------------------------------------------------------------------

    def take_up(self, kept: Iterable[DraftRow]) -> None:
        """Go on with what was typed on this log before, here or at another desk."""
        drafts = {draft.place: (draft.content, draft.at) for draft in kept}
        now = self.desk.ctx.now()
        for place, content in self.keeper.on_its_way().items():
            drafts[place] = (content, now)
        self.view.take_up({place: draft for place, draft in drafts.items() if draft[0]})

    def _draft(self, field: str, content: str) -> None:
        if self.view.log is not None:
            self.keeper.keep(log_place(self.log.key, field), content)

    def _is_kept(self, field: str) -> bool:
        return self.view.log is None or self.keeper.is_kept(log_place(self.log.key, field))

    def _on_kept(self, places: Sequence[str], at: datetime) -> None:
        for section in self._sections_of(places):
            section.entry.say_kept(at)

    def _on_put_off(self, places: Sequence[str]) -> None:
        for section in self._sections_of(places):
            section.entry.say_put_off()

    def _sections_of(self, places: Sequence[str]) -> list[SectionView]:
        if self.view.log is None:
            return []
        key = self.log.key
        return [
            view for section, view in self.view.sections.items()
            if section_place(key, section) in places
        ]  # fmt: skip

    # -- signing -----------------------------------------------------------------------------

    def _ask_to_sign_out(self) -> None:
        page = self.log
        ask_to_sign_out(self.view, page, lambda: self.sign_out(page))

    def sign_out(self, page: LogPage) -> None:
        """The outgoing signature under what was read."""
        words = _("Signed and handed over. Code for the paper: {code}")
        self._sign(lambda ctx: signing.sign_out(ctx, page.key, page.version), words)

    def _say_too_soon(self) -> None:
        ends = dates.wall(self.log.end)
        words = _("The shift goes on until {time}: its log is signed from then on.")
        self.desk.say(words.format(time=ends), Tone.INFO)

    def _ask_to_sign_in(self, remark: str) -> None:
        me = self.desk.me.person_id
        ask_to_sign_in(self.view, self.log, me, remark, lambda: self.sign_in(remark))

    def sign_in(self, remark: str) -> None:
        """The incoming signature, with a remark or without."""
        page = self.log
        words = _("Signed and taken over. Code for the paper: {code}")
        self._sign(
            lambda ctx: signing.sign_in(ctx, page.key, page.version, remark), words,
            log_place(page.key, REMARK),
        )  # fmt: skip

    def read_back(self, item: ItemRow, words: str) -> None:
        """One urgent item is read back; the next one is shown."""
        key, sign = self.log.key, self.view.sign

        def done(_none: object) -> None:
            sign.set_busy(False)
            sign.words.setFocus(Qt.FocusReason.OtherFocusReason)

        sign.set_busy(True)
        self._run(
            lambda ctx: signing.read_back(ctx, key, item.id, words), "", done, self._on_not_signed
        )

    def _sign(self, op: Callable[[Context], str], words: str, place: str = "") -> None:
        def done(code: object) -> None:
            self.view.sign.set_busy(False)
            self.desk.say(words.format(code=code))

        self.view.sign.set_busy(True)
        self._run(op, place, done, self._on_not_signed)

    def _on_not_signed(self, error: AppError) -> None:
        self.view.sign.set_busy(False)
        self._on_refused(error)

    # -- running -----------------------------------------------------------------------------

    def _run(
        self,
        op: Op,
        place: str = "",
        done: Callable[[object], object] | None = None,
        refused: Callable[[AppError], object] | None = None,
    ) -> None:
        """Run `op`; the draft of `place` has become what it was for, and goes."""
        draft = self.keeper.forget(place) if place else None

        def whole(ctx: Context) -> object:
            result = op(ctx)
            if place:
                drop_draft(ctx, place)
            return result

        def give_back(error: AppError) -> None:
            if draft is not None and self.keeper.is_kept(place):
                self.keeper.keep(place, draft)
            (refused or self._on_refused)(error)

        self.desk.tasks.command(whole, done, failed=give_back)

    def _on_refused(self, error: AppError) -> None:
        """Somebody was faster: it is read anew, and said; anything else is said in full."""
        if isinstance(error, Conflict):
            self.overtaken.emit()
            self.desk.say(say(error.message), Tone.WARN)
        else:
            self.desk.tasks.failed.emit(error)


def _write(ctx: Context, key: LogKey, section: Section, typed: TypedEntry) -> None:
    """Keep what was typed: as a note, or as an open item."""
    text, worse = typed.text.strip(), typed.if_worse.strip()
    if typed.is_item:
        item = NewItem(section, text, typed.urgent, typed.owner, typed.due_on, worse)
        raise_item(ctx, key, item)
    else:
        write_note(ctx, key, section, text)
