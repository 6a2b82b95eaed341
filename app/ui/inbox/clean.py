"""Approving at once all that nothing stands against: each by its own decision, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.context import Context
from app.errors import AppError
from app.reading.requests.clean import Candidate, Hindrance, against, look_at
from app.services.requests.deciding import Reply
from app.services.requests.kinds import decide
from app.text import _, mark, ngettext
from app.text.findings import finding_reason
from app.text.requests.kinds import outcome
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.entries import EntriesList, Entry
from app.ui.kit.requests.kinds import LOOKS, waiting_note, waiting_title
from app.ui.kit.ruled_dialog import refusal_words
from app.ui.kit.tokens import Space, Tone

_WHY: Mapping[Hindrance, str] = {
    Hindrance.MOVED: mark("It does not wait for you any more."),
    Hindrance.OWN: mark("It asks for a shift of your own."),
    Hindrance.COVER: mark("A shift falls below the people it needs."),
    Hindrance.OPENS: mark("It leaves a shift for which somebody is to be found."),
    Hindrance.LATE: mark("It was filed late: accepting it needs your reason."),
}


def why_not(one: Candidate) -> str:
    """Why somebody has to look at it themselves; "" where it is clean."""
    if one.hindrance is None:
        return ""
    if one.hindrance is Hindrance.RULES and one.view is not None:
        first = against(one.view)[0]
        return finding_reason(first, one.view.names)
    return _(_WHY[one.hindrance])


def approve(ctx: Context, seen: Candidate) -> StrEnum | Candidate:
    """Approve what was seen, unless something stands against it by now: then that is returned,
    and nothing was written. An approval before it may have taken the people whom it needs."""
    now = look_at(ctx, seen.waiting)
    if now.hindrance is not None or now.view is None or seen.view is None:
        return now
    assert now.view.asked is not None
    return decide(ctx, now.view.ref, Reply(now.view.asked, seen.view.version, yes=True))


class CleanDialog(Dialog):
    """Lists what would be approved and what would not, with why; then does it, one by one."""

    def __init__(self, parent: QWidget, desk: Desk, found: Sequence[Candidate]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._today = desk.ctx.today()
        self._clean = [one for one in found if one.hindrance is None]
        self._others = [one for one in found if one.hindrance is not None]
        self._told: dict[str, tuple[str, Tone]] = {}
        self._queue: list[Candidate] = []
        self._at: Candidate | None = None
        self._ended = False
        self.setWindowTitle(_("Approve all that are clean"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(640, 480)
        self.lead = label(self._lead(), "soft", wrap=True)
        self.lead.setMinimumHeight(2 * self.lead.fontMetrics().lineSpacing())
        self.list = EntriesList(_("What would be approved, and what would not"))
        self.list.setProperty("bare", True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.windowTitle())
        self.bar.setRange(0, max(len(self._clean), 1))
        self.cancel = button(_("Cancel"), self.reject)
        count = len(self._clean)
        self.submit = button(
            ngettext("&Approve {n}", "&Approve {n}", count).format(n=count),
            self._on_submit, kind="primary", icon="check",
        )  # fmt: skip
        self.submit.setEnabled(count > 0)
        self._lay_out()
        self._show()
        (self.submit if count else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def runs(self) -> bool:
        """Whether something is being approved."""
        return self._at is not None

    def reject(self) -> None:
        """Approve nothing more; what is being written comes to its end, and is told, first."""
        if self.runs:
            self._queue.clear()
            self.cancel.setEnabled(False)
        else:
            super().reject()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(label(self.windowTitle(), "title"))
        column.addWidget(self.lead)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)
        column.addLayout(foot)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.hide()

    def _lead(self) -> str:
        if not self._clean:
            return _("Each of these needs a look of your own.")
        return _(
            "Every rule is kept, no shift falls short, and nothing is to be explained. Each is"
            " decided by itself and looked at once more before that."
        )

    def _show(self) -> None:
        lines, clean, others = [], self._clean, self._others
        if self._ended:
            others = [one for one in clean if not self._is_approved(one)] + others
            clean = [one for one in clean if self._is_approved(one)]
        if clean:
            head = _("Approved") if self._ended else _("Would be approved")
            lines.append(Entry(head, aside=str(len(clean))))
            lines += [self._entry(one) for one in clean]
        if others:
            lines.append(Entry(_("Stays for you to look at"), aside=str(len(others))))
            lines += [self._entry(one, why_not(one), Tone.WARN) for one in others]
        self.list.set_entries(lines)

    def _is_approved(self, one: Candidate) -> bool:
        _words, tone = self._told.get(one.waiting.request.ref.no, ("", Tone.PLAIN))
        return tone is Tone.GOOD

    def _entry(self, one: Candidate, note: str = "", tone: Tone = Tone.INFO) -> Entry:
        ref = one.waiting.request.ref
        note, tone = self._told.get(ref.no, (note, tone))
        return _line(one, note, tone, self._today)

    def _on_submit(self) -> None:
        self._queue = list(self._clean)
        self.submit.setEnabled(False)
        self.cancel.setText(_("Stop"))
        self.bar.show()
        self._next()

    def _next(self) -> None:
        """The next one; nothing is begun before the one before it has ended."""
        self._at = self._queue.pop(0) if self._queue else None
        self.bar.setValue(len(self._told))
        self._show()
        if self._at is None:
            self._end()
            return
        self.list.pick(self._at.waiting.request.ref.file)
        op: Callable[[Context], StrEnum | Candidate] = partial(approve, seen=self._at)
        self._desk.tasks.command(op, self._on_done, failed=self._on_failed)

    def _on_done(self, came: StrEnum | Candidate) -> None:
        assert self._at is not None
        ref = self._at.waiting.request.ref
        if isinstance(came, Candidate):
            self._told[ref.no] = (_("Not approved: {why}").format(why=why_not(came)), Tone.WARN)
        else:
            opens = self._at.view is not None and self._at.view.cover.opens
            self._told[ref.no] = (outcome(ref, came, yes=True, opens=opens), Tone.GOOD)
        self._next()

    def _on_failed(self, error: AppError) -> None:
        assert self._at is not None
        names = self._at.view.names if self._at.view is not None else {}
        words = _("Not approved: {why}").format(why=refusal_words(error, names))
        self._told[self._at.waiting.request.ref.no] = (words, Tone.BAD)
        self._next()

    def _end(self) -> None:
        well = sum(tone is Tone.GOOD for _words, tone in self._told.values())
        words = ngettext("{n} request is approved.", "{n} requests are approved.", well)
        words = words.format(n=well)
        if left := len(self._clean) - well:
            words += " " + ngettext(
                "{n} is not: the list says why.", "{n} are not: the list says why.", left
            ).format(n=left)
            for one in self._clean:
                no = one.waiting.request.ref.no
                self._told.setdefault(no, (_("Not approved: you stopped before."), Tone.WARN))
        self._ended = True
        self._show()
        self.lead.setText(words)
        self.bar.hide()
        self.submit.hide()
        self.cancel.setText(_("Close"))
        self.cancel.setEnabled(True)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(one: Candidate, note: str, tone: Tone, today: date) -> Entry:
    """A request, and under it what it is for, or what came of it."""
    ref = one.waiting.request.ref
    icon = {Tone.GOOD: "check", Tone.WARN: "warning", Tone.BAD: "breach"}.get(tone)
    return Entry(
        waiting_title(one.waiting), note or waiting_note(one.waiting, today), ref.no, ref.file,
        icon or LOOKS[one.waiting.kind].icon, tone, strong=not note,
    )  # fmt: skip
