"""Doing something with a swap: at once, or after a question."""

from __future__ import annotations

from app.queries.swaps.rows import SwapRow
from app.reading.swaps.desk import Choice, Request
from app.rules.requests import RequestKind, RequestRef
from app.rules.turn import Word
from app.services.requests.deciding import Reply
from app.services.swaps import requests as swaps
from app.services.swaps import taking_back
from app.text import _, mark
from app.ui.kit.requests.deciding import Decider, Question
from app.ui.swaps.words import parties, standing

_STAYS = mark("The swap stays in effect.")


class SwapDecider(Decider):
    """Agrees and approves at once; to decline or take back asks why, to withdraw whether."""

    def do(self, request: Request, choice: Choice) -> None:
        """Carry out what a person chose."""
        if choice is Choice.WITHDRAW:
            self._withdraw(request)
        elif choice is Choice.TAKE_BACK:
            self._take_back(request.row)
        else:
            self._answer(request, choice)

    def _answer(self, request: Request, choice: Choice) -> None:
        ref, reply = _reply(request, choice)
        if reply.yes:
            self.reply(ref, reply)
            return
        title, lead = _("Decline swap {no}"), parties(request.row)
        if request.back is not None:
            title, lead = _("Decline to take back swap {no}"), f"{lead}\n{_(_STAYS)}"
        question = Question(title.format(no=ref.no), _("Decline"), lead, danger=True)
        self.reply_why(ref, reply, question)

    def _withdraw(self, request: Request) -> None:
        row, back = request.row, request.back
        ref = _ref(request)
        if back is not None:
            title = _("Let swap {no} stand?").format(no=row.no)
            lead = f"{parties(row)}\n{_(_STAYS)}"
            self.ask_whether(
                ref,
                Question(title, _("Let it stand"), lead),
                lambda ctx: taking_back.withdraw_back(ctx, row.no, back.version),
            )
            return
        lead = _("{parties}. The other side is told; to swap after all, ask anew.")
        self.ask_whether(
            ref,
            Question(
                _("Withdraw swap {no}?").format(no=row.no),
                _("Withdraw"),
                lead.format(parties=parties(row)),
            ),
            lambda ctx: swaps.withdraw(ctx, row.no, row.version),
        )

    def _take_back(self, row: SwapRow) -> None:
        lead = _(
            "{parties}. The other side has to agree, then the leaders; until then the swap stays "
            "in effect. Afterwards both work their own shifts again."
        )
        self.ask_why(
            RequestKind.TAKING_BACK.ref(row.no),
            Question(
                _("Take back swap {no}").format(no=row.no),
                _("Ask to take it back"),
                lead.format(parties=parties(row)),
            ),
            lambda reason: lambda ctx: taking_back.ask_back(ctx, row.no, row.version, reason),
        )


def _ref(request: Request) -> RequestRef:
    return standing(request)[0].ref(request.row.no)


def _reply(request: Request, choice: Choice) -> tuple[RequestRef, Reply]:
    word = Word.ANSWER if choice is Choice.AGREE else Word.CONSENT
    version = request.back.version if request.back is not None else request.row.version
    return _ref(request), Reply(word, version, choice is not Choice.DECLINE)
