"""Doing something with a swap: at once, or after a question."""

from __future__ import annotations

from app.queries.swaps.rows import SwapRow
from app.reading.swaps.desk import Choice, Request
from app.rules.requests import RequestKind, RequestRef
from app.rules.turn import Word
from app.services.requests.deciding import Reply
from app.services.swaps import requests as swaps
from app.text import _
from app.ui.kit.requests.deciding import Decider, Question
from app.ui.swaps.words import parties


class SwapDecider(Decider):
    """Agrees and approves at once; to decline asks why, to withdraw whether."""

    def do(self, request: Request, choice: Choice) -> None:
        """Carry out what a person chose."""
        if choice is Choice.WITHDRAW:
            self._withdraw(request.row)
            return
        ref, reply = _reply(request, choice)
        if reply.yes:
            self.reply(ref, reply)
        else:
            title = _("Decline swap {no}").format(no=ref.no)
            lead = parties(request.row)
            self.reply_why(ref, reply, Question(title, _("Decline"), lead, danger=True))

    def _withdraw(self, row: SwapRow) -> None:
        lead = _("{parties}. The other side is told; to swap after all, ask anew.")
        self.ask_whether(
            RequestKind.SWAP.ref(row.no),
            Question(
                _("Withdraw swap {no}?").format(no=row.no),
                _("Withdraw"),
                lead.format(parties=parties(row)),
            ),
            lambda ctx: swaps.withdraw(ctx, row.no, row.version),
        )


def _reply(request: Request, choice: Choice) -> tuple[RequestRef, Reply]:
    row = request.row
    word = Word.ANSWER if choice is Choice.AGREE else Word.CONSENT
    return RequestKind.SWAP.ref(row.no), Reply(word, row.version, choice is not Choice.DECLINE)
