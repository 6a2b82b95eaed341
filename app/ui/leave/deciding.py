"""Doing something with a leave: at once, or after asking for a reason."""

from __future__ import annotations

from app.reading.leave.view import Detail
from app.rules.requests import RequestKind
from app.rules.turn import Word
from app.services.leave import cancelling
from app.services.leave import requests as leave
from app.services.requests.deciding import Reply
from app.text import _, dates
from app.ui.kit.leave_kinds import kind_word
from app.ui.kit.requests.deciding import Decider, Question, titled


class LeaveDecider(Decider):
    """Approves at once, save a late filing, which is accepted with a reason."""

    def approve(self, found: Detail) -> None:
        ref, reply = RequestKind.LEAVE.ref(found.row.no), self._reply(found, yes=True)
        if not found.accepts_late:
            self.reply(ref, reply, opens=found.effect.opens)
            return
        late = _("It was filed late (LEAVE-2). Accepted, it counts as in time; the reason stays.")
        verb = _("Accept as late")
        question = Question(titled(verb, ref), verb, self._lead(found, late))
        self.reply_why(ref, reply, question)

    def decline(self, found: Detail) -> None:
        ref, verb = RequestKind.LEAVE.ref(found.row.no), _("Decline")
        question = Question(titled(verb, ref), verb, self._lead(found), danger=True)
        self.reply_why(ref, self._reply(found, yes=False), question)

    def withdraw(self, found: Detail) -> None:
        row = found.row
        title = _("Withdraw leave {no}?").format(no=row.no)
        self.ask_whether(
            RequestKind.LEAVE.ref(row.no),
            Question(title, _("Withdraw"), self._lead(found)),
            lambda ctx: leave.withdraw_leave(ctx, row.no, row.version),
        )

    def give_up(self, found: Detail) -> None:
        row, ref = found.row, RequestKind.GIVING_UP.ref(found.row.no)
        what = _("Once it is granted, its shifts are worked again and its days are given back.")
        self.ask_why(
            ref,
            Question(titled(_("Give up"), ref), _("Ask to give it up"), self._lead(found, what)),
            lambda reason: lambda ctx: cancelling.ask_to_cancel(ctx, row.no, row.version, reason),
        )

    def grant_giving_up(self, found: Detail) -> None:
        ref = RequestKind.GIVING_UP.ref(found.row.no)
        self.reply(ref, self._reply_to_giving_up(found, yes=True))

    def decline_giving_up(self, found: Detail) -> None:
        ref, verb = RequestKind.GIVING_UP.ref(found.row.no), _("Decline")
        lead = self._lead(found, _("The leave stays as it is."))
        question = Question(titled(verb, ref), verb, lead, danger=True)
        self.reply_why(ref, self._reply_to_giving_up(found, yes=False), question)

    def _reply(self, found: Detail, *, yes: bool) -> Reply:
        late = yes and found.accepts_late
        return Reply(Word.DECISION, found.row.version, yes, accepts_late=late)

    def _reply_to_giving_up(self, found: Detail, *, yes: bool) -> Reply:
        assert found.giving_up is not None
        return Reply(Word.DECISION, found.giving_up.version, yes)

    def _lead(self, found: Detail, more: str = "") -> str:
        """What it is about, and what comes of it."""
        row = found.row
        days = dates.days(row.first, row.last, self._desk.ctx.today())
        kind = kind_word(row.kind, {row.kind: found.kind} if found.kind != row.kind else {})
        return "\n".join(part for part in (f"{row.name} · {kind} · {days}", more) if part)
