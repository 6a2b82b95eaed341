"""One's own account: the login, when it was last used, a new password."""

from __future__ import annotations

from app.errors import AppError
from app.queries.accounts.rows import AccountRow
from app.reading.accounts.own import own_account
from app.rules.staff import Problems
from app.rules.vocabulary import msg
from app.services.accounts import sign_in
from app.services.accounts.passwords import MIN_LENGTH
from app.text import _, say
from app.text.dates import moment
from app.ui.kit.banner import Banner
from app.ui.kit.controls import Card, button, label
from app.ui.kit.desk import Desk
from app.ui.kit.forms import Form
from app.ui.kit.password_field import password_field
from app.ui.kit.tokens import Tone
from app.ui.settings.commands import COMMANDS
from app.ui.settings.section import Section


class AccountSection(Section):
    key = "account"
    title = COMMANDS["settings.account"].title
    lead = msg("Your login, and the password that only you know.")
    icon = COMMANDS["settings.account"].icon

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.login = label("", "strong")
        self.last = label("", "soft", wrap=True)
        who = Card(desk.me.name)
        who.body.addWidget(self.login)
        who.body.addWidget(self.last)
        self.current, self.new, self.again = (password_field() for _n in range(3))
        self.form = Form(self._problems)
        self.form.add("current", _("&Current password"), self.current)
        self.form.add("new", _("&New password"), self.new)
        self.form.add("again", _("New password, &again"), self.again)
        self.refusal = Banner("", Tone.BAD)
        self.change = button(_("C&hange password"), self._on_change, kind="primary")
        card = Card(_("Change password"))
        card.setMaximumWidth(460)
        who.setMaximumWidth(460)
        card.body.addWidget(self.refusal)
        card.body.addWidget(self.form)
        card.body.addWidget(self.change)
        self.body.addWidget(who)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.again.returnPressed.connect(self._on_change)

    def populate(self) -> None:
        self.desk.tasks.query(own_account, self._on_loaded)

    def _on_loaded(self, account: AccountRow | None) -> None:
        if account is None:
            return
        self.login.setText(_("Login: {login}").format(login=account.login))
        if account.signed_in_at is not None:
            when = moment(account.signed_in_at)
            self.last.setText(_("Signed in on {when}.").format(when=when))

    def _problems(self) -> Problems:
        problems: Problems = {}
        if not self.current.text():
            problems["current"] = msg("Enter the password that you use now.")
        if len(self.new.text()) < MIN_LENGTH:
            problems["new"] = msg("Choose a password of at least {n} characters.", n=MIN_LENGTH)
        if self.again.text() != self.new.text():
            problems["again"] = msg("The two are not the same.")
        return problems

    def _on_change(self) -> None:
        if not self.form.complete():
            return
        current, new = self.current.text(), self.new.text()
        self.change.setEnabled(False)
        self.refusal.set_text("")
        self.desk.tasks.command(
            lambda ctx: sign_in.change_password(ctx, current, new),
            self._on_changed,
            failed=self._on_refused,
        )

    def _on_changed(self, _none: object) -> None:
        self.change.setEnabled(True)
        for field in (self.current, self.new, self.again):
            field.clear()
        self.form.forget()
        self.desk.say(_("Your password was changed."))

    def _on_refused(self, error: Exception) -> None:
        self.change.setEnabled(True)
        if isinstance(error, AppError):
            self.refusal.set_text(say(error.message))
