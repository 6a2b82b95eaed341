"""What is asked before a signature, and of somebody who names, closes or verifies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.queries.handover.rows import LogPage
from app.reading.handover.verify import verify_log
from app.rules.handover.verified import Verified
from app.rules.vocabulary import Message, msg
from app.services.handover.signing import close_without_successor, name_acting
from app.text import _, dates, ngettext, say
from app.text.handover import verified_sentences
from app.ui.handover.owner_field import OwnerField
from app.ui.handover.words import log_title, who
from app.ui.kit.banner import Banner
from app.ui.kit.controls import label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import note_field, text_field
from app.ui.kit.forms import Confirmation, FleetingForm, Form, FormDialog
from app.ui.kit.tokens import Tone


def ask_to_sign_out(parent: QWidget, page: LogPage, sign: Callable[[], object]) -> None:
    """The outgoing signature: it cannot be taken back."""
    dialog = Confirmation(
        parent,
        _("Sign and hand over?"),
        _("{log}: the log is sealed with your signature and the time of now. "
          "After that nothing in it changes any more; corrections are added with name and time."
          ).format(log=log_title(page)),
        _("Sign and hand over"),
        danger=False,
    )  # fmt: skip
    dialog.accepted.connect(sign)
    dialog.open()


def ask_to_sign_in(
    parent: QWidget, page: LogPage, me: int | None, remark: str, sign: Callable[[], object]
) -> None:
    """The incoming signature: what is signed is said once more before it is."""
    dialog = Confirmation(
        parent, _("Sign and take over?"), "\n".join(_taken_over(page, me, remark)),
        _("Sign and take over"), danger=False,
    )  # fmt: skip
    dialog.accepted.connect(sign)
    dialog.open()


def _taken_over(page: LogPage, me: int | None, remark: str) -> Iterator[str]:
    yield log_title(page)
    if page.outgoing is not None:
        moment = dates.moment(page.outgoing.at, page.key.day)
        yield _("Handed over by {name}, {moment}").format(name=who(page.outgoing.by), moment=moment)
    leader = page.successor_leader
    if leader is not None and leader.id != me:
        yield _("You sign in place of {name}, who runs the next shift.").format(name=who(leader))
    every = [*page.carried, *(item for row in page.sections for item in row.items)]
    going = [item for item in every if item.is_open]
    items = ngettext("{n} open item goes on", "{n} open items go on", len(going))
    yield items.format(n=len(going))
    for item in (item for item in going if item.urgent):
        yield _("Urgent, read back: {text}").format(text=item.text)
    yield _("Remark: {words}").format(words=remark) if remark else _("Without a remark")
    yield _("The log is sealed with your signature and the time of now.")


def ask_who_acts(parent: QWidget, desk: Desk, page: LogPage) -> None:
    """Who runs this shift in the duty leader's stead."""
    field = OwnerField()
    field.offer([(one.id, who(one)) for one in page.candidates])

    def check() -> dict[str, Message]:
        if field.owner() is None:
            return {"who": msg("Choose somebody of the department.")}
        return {}

    form = Form(check)
    form.add("who", _("&Acting duty leader"), field)
    dialog = FormDialog(
        parent, _("Name an acting duty leader"), form, _("Name"),
        _("They may then do what the duty leader of this shift does: {log}.").format(
            log=log_title(page)
        ),
    )  # fmt: skip

    def make() -> Callable[..., None]:
        person, version = field.owner(), page.version
        assert person is not None
        return lambda ctx: name_acting(ctx, page.key, person, version)

    dialog.sends(desk, make, lambda _done: desk.say(_("Acting duty leader named")))
    dialog.open()
    field.setFocus()


def ask_to_close(parent: QWidget, desk: Desk, page: LogPage) -> None:
    """The end of a log for which no successor comes: with the reason."""
    reason = note_field(_("Why nobody takes over: who was to come, who was asked"), 3)

    def check() -> dict[str, Message]:
        if not reason.toPlainText().strip():
            return {"reason": msg("Without a reason it cannot be closed.")}
        return {}

    form = Form(check)
    form.add("reason", _("&Reason"), reason)
    dialog = FormDialog(
        parent, _("Close without a successor"), form, _("Close the log"),
        _("{log}: the reason stays in the log. Its open items go on to the next shift.").format(
            log=log_title(page)
        ),
    )  # fmt: skip

    def make() -> Callable[..., str]:
        words, version = reason.toPlainText().strip(), page.version
        return lambda ctx: close_without_successor(ctx, page.key, words, version)

    dialog.sends(desk, make, lambda _code: desk.say(_("Log closed without a successor")))
    dialog.open()
    reason.setFocus()


class VerifyDialog(FormDialog):
    """Number and code of a sheet of paper; the answer stands below them."""

    def __init__(self, parent: QWidget, desk: Desk, no: str = "") -> None:
        self.desk = desk
        self.no, self.code = text_field(no, most=40), text_field(most=40)
        form = FleetingForm(self._problems)
        form.add("no", _("&Number of the log"), self.no)
        form.add("code", _("&Code on the paper"), self.code)
        super().__init__(
            parent, _("Verify a printed log"), form, _("Verify"),
            _("Number and code stand at the head of each printed log."),
        )  # fmt: skip
        self.cancel.setText(_("Close"))
        self._send = self._verify
        self.answer = Banner("", Tone.GOOD)
        self.doubt = Banner("", Tone.WARN)
        self.since = label("", "soft", wrap=True)
        column = self.layout()
        assert column is not None
        for widget in (self.answer, self.doubt, self.since):
            column.addWidget(widget)
        (self.code if no else self.no).setFocus()

    def _problems(self) -> dict[str, Message]:
        found: dict[str, Message] = {}
        if not self.no.text().strip():
            found["no"] = msg("The number of the log is missing.")
        if not self.code.text().strip():
            found["code"] = msg("The code is missing.")
        return found

    def _verify(self) -> None:
        no, code = self.no.text().strip(), self.code.text().strip()
        self._tell("", "", "")
        self.desk.tasks.query(
            lambda ctx: verify_log(ctx, no, code), self._on_verified, failed=self._on_failed
        )

    def _on_verified(self, found: Verified) -> None:
        verdict, *rest = verified_sentences(found)
        genuine = found.side is not None and found.holds
        self._tell(verdict if genuine else "", "" if genuine else verdict, "\n".join(rest))

    def _on_failed(self, error: AppError) -> None:
        self._tell("", say(error.message), "")

    def _tell(self, good: str, bad: str, since: str) -> None:
        self.answer.set_text(good)
        self.doubt.set_text(bad)
        self.since.setText(since)
