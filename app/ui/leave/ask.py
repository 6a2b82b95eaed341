"""Asking for leave: the form, the verdict while it is filled in, and Send."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError
from app.queries.leave.rows import LeaveRow
from app.reading.leave.calling import missed_on
from app.reading.leave.desk import Loaded
from app.reading.leave.view import Preview, preview
from app.services.leave.balances import why_short
from app.services.leave.requests import file_leave
from app.text import _, dates, say
from app.text.words import listed
from app.ui.kit import icons
from app.ui.kit.banner import Banner
from app.ui.kit.controls import SYMBOLS, Card, button, label, rule_line
from app.ui.kit.desk import Desk
from app.ui.kit.fields import date_of
from app.ui.kit.scrolled import yielding
from app.ui.kit.sick_call import SickCall
from app.ui.kit.tokens import Space, Tone
from app.ui.kit.verdict import VerdictPanel
from app.ui.kit.verdict_rows import verdict_rows, verdict_summary, whose_decision, why_refused
from app.ui.leave.ask_form import AskForm
from app.ui.leave.effect import EffectTable, among_words
from app.ui.leave.own_days import OwnDays
from app.ui.leave.stepper import Stepper
from app.ui.leave.words import balance_words
from app.ui.work.outage import kept_nothing

_CALM = 250
"""Milliseconds without a key after which what is typed is judged."""
_SIGN = 18


class AskLeaveSheet(QWidget):
    """`sent` brings the number of the leave that was filed."""

    to_cover = Signal(str, object)
    """Number and day of who called in sick: somebody is to take the shift."""
    sent = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        me = desk.me
        self.form = AskForm(me.person_id or 0, me.name, desk.ctx.time, desk.ctx.now())
        self.changing = Banner("")
        self.changing.add_step(button(_("Ask anew instead"), lambda: self.begin(), kind="link"))
        self._sign = QLabel()
        self._sign.setFixedWidth(_SIGN)
        self.state = label("", "soft", wrap=True)
        self.send = button(_("&Send"), self._on_send, kind="primary", icon="leave")
        self.send.setEnabled(False)
        self._preview: Preview | None = None
        self._begun = False
        self._looked_for: int | None = None
        """Whose next shift was looked for, while they are on the telephone."""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self.judge)
        self._result = QScrollArea()
        self._result.setProperty("reading", True)
        self._result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._result.setAccessibleName(_("What the rules say"))
        self._result.setWidgetResizable(True)
        self._result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.form.changed.connect(self._on_typed)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.send, 0, Qt.AlignmentFlag.AlignVCenter)
        card = Card(_("Ask for leave"))
        card.body.addWidget(self.changing)
        card.body.addWidget(self.form)
        card.body.addStretch(1)
        card.body.addWidget(rule_line())
        card.body.addLayout(foot)
        left = yielding(card)
        left.setMinimumWidth(420)
        right = Card()
        right.body.setContentsMargins(0, Space.S, 0, 0)
        right.body.addWidget(self._result)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(left, 5)
        row.addWidget(right, 6)

    def show_desk(self, loaded: Loaded) -> None:
        """What there is to choose from; what is typed is judged anew."""
        self.form.offer(loaded.kinds, loaded.colleagues)
        self.judge()

    def begin(self, day: date | None = None, last: date | None = None) -> None:
        """An empty form, for `day` (today) or the days from it to `last`."""
        self.changing.set_text("")
        self.form.begin(day or self.desk.ctx.today(), last)
        self._begun = day is not None
        self.judge()

    def sick_call(self, call: SickCall) -> None:
        """Everything but the reason filled in; then straight to who can cover."""
        self.changing.set_text("")
        self.form.sick_call(call, self.desk.ctx.now())
        self._begun, self._looked_for = True, None
        self._look_for_shift()
        self.judge()

    def change(self, row: LeaveRow) -> None:
        """Fill in an approved leave; what is sent then takes its place once it is approved."""
        self.form.change(row)
        words = _("You are changing {no}: it stays as it is until this one is approved.")
        self.changing.set_text(words.format(no=row.no))
        self._begun = True
        self.judge()

    def judge(self) -> None:
        """Ask the rules about what is typed, off the window's thread."""
        self._calm.stop()
        self._preview = None
        if not self._begun:
            self._wait(_("Choose the kind and the days; what the rules say then stands here."))
            self._show_nothing()
            return
        problems = self.form.problems()
        asked = next((problems[key] for key in ("last", "who") if key in problems), None)
        if asked is not None:
            self._wait(say(asked), Tone.WARN if "last" in problems else Tone.PLAIN)
            if "who" in problems:
                self._result.takeWidget()
            else:
                self._show_nothing()
            return
        wish = self.form.wish()
        self.desk.tasks.query(lambda ctx: preview(ctx, wish), self._on_judged)

    def _show_nothing(self) -> None:
        """Nothing is asked yet: the days can be chosen in one's own month."""
        day, shown = date_of(self.form.first), self._result.widget()
        if isinstance(shown, OwnDays) and shown.day == day:
            shown.read()  # the month that one has turned to, too
            return
        days = OwnDays(self.desk, day)
        days.chosen.connect(self._on_days)
        self._result.setWidget(days)

    def _on_days(self, first: date, last: date) -> None:
        """The month goes once the rules have answered: the keys go on to the reason before that."""
        self.form.choose_days(first, last)
        self._begun = True
        self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.judge()

    def _look_for_shift(self) -> None:
        """The day of a sick call is that of the next shift, where nobody told another."""
        who = self.form.calls_for_next()
        if who is None or who == self._looked_for:
            return
        self._looked_for = who

        def found(day: date | None) -> None:
            if day is not None and self.form.calls_for_next() == who:
                self.form.choose_days(day, day)

        self.desk.tasks.query(lambda ctx: missed_on(ctx, who), found)

    def _on_typed(self) -> None:
        self._begun = True
        self._look_for_shift()
        self._wait(_("Judging…"))
        self._calm.start()

    def _on_judged(self, found: Preview) -> None:
        if self._calm.isActive():
            return  # already typed on
        self._preview = found
        if self.form.ask_circumstances(found.asks_circumstances):
            self.judge()
            return
        refused = why_refused(found.verdict, found.names)
        if refused:
            self._wait(refused, Tone.BAD)
        elif found.balance is not None and found.balance.free + found.back < found.counted:
            short = why_short(found.balance, found.back, found.counted)
            self._wait(say(short), Tone.BAD)
        elif not self.form.explained():
            self._wait(_("Write the reason, and it can be sent."))
        else:
            words = whose_decision(found.verdict, found.names) or _("It is recorded at once.")
            self._wait(words, Tone.GOOD)
            self.send.setEnabled(True)
        self._show(found)

    def _wait(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        """Say how it stands; nothing can be sent until the rules have allowed it."""
        ink = "text_soft" if tone is Tone.PLAIN else tone.value
        self._sign.setPixmap(icons.pixmap(SYMBOLS[tone], ink, _SIGN))
        self.state.setText(words)
        self.send.setEnabled(False)
        self.send.setToolTip(words)
        self.send.setAccessibleDescription(words)

    def _show(self, found: Preview) -> None:
        self._result.setWidget(ResultView(self.desk, found))

    def _on_send(self) -> None:
        if self._preview is None or not self.form.complete():
            return
        wish = self.form.wish()
        self._wait(_("Sending…"))
        self.desk.tasks.command(
            lambda ctx: file_leave(ctx, wish), self._on_sent, failed=self._on_not_sent
        )

    def _on_sent(self, no: str) -> None:
        self.desk.say(_("Leave {no} was filed").format(no=no))
        called = self.form.called_in()
        self.begin()
        if called is None:
            self.sent.emit(no)
        else:
            self.to_cover.emit(*called)

    def _on_not_sent(self, error: AppError) -> None:
        """It is judged anew, once the store answers, and can be sent then."""
        if kept_nothing(error):
            self._wait(say(error.message), Tone.WARN)
        else:
            self.desk.tasks.failed.emit(error)
        self.judge()


class ResultView(QWidget):
    """What the rules say of a wish: the chain, the effect on cover, each rule."""

    def __init__(self, desk: Desk, found: Preview) -> None:
        super().__init__()
        self.setAccessibleName(_("What the rules say"))
        self.setProperty("page", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.S)
        column.setSpacing(Space.S)
        top = QVBoxLayout()
        top.setContentsMargins(Space.L, 0, Space.L, 0)
        top.setSpacing(Space.S)
        head = QHBoxLayout()
        head.addWidget(label(verdict_summary(found.verdict), "heading", wrap=True), 1)
        head.addWidget(label(_days(found), "soft"))
        top.addLayout(head)
        if not found.verdict.refusals:
            top.addWidget(label(_("It goes to"), "over"))
            top.addWidget(Stepper(found.chain))
        if found.offered:
            words = _(
                "On these days you have offered a swap: {swaps}. With this leave it can no longer "
                "be approved."
            ).format(swaps=listed(found.offered))
            top.addWidget(label(words, "body", Tone.WARN, wrap=True))
        top.addWidget(label(_("Cover on these days"), "over"))
        top.addWidget(EffectTable(found.effect, desk.ctx.today()))
        for words in among_words(found.among):
            top.addWidget(label(words, "soft", wrap=True))
        column.addLayout(top)
        verdict = VerdictPanel(_("Verdict"), verdict_rows(found.verdict, found.names))
        verdict.rule_asked.connect(lambda rule: desk.go("rules", rule))
        column.addWidget(rule_line())
        column.addWidget(verdict)
        column.addStretch(1)


def _days(found: Preview) -> str:
    days = dates.days_long(found.days)
    if found.balance is not None:
        days = balance_words(found)
    elif found.run_days > found.days:
        days = _("{days}, in a run of {run}").format(days=days, run=dates.days_long(found.run_days))
    return days
