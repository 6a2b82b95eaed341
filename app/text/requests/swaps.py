"""The words of swaps."""

from __future__ import annotations

from app.rules.turn import Word
from app.rules.vocabulary import SwapStatus
from app.text.language import _, mark
from app.text.requests.kind import KindWords
from app.text.words import WORDS

_STEPS = {
    "offer": mark("Asked"),
    "agree": mark("Agreed"),
    "consent.requester": mark("Consented for the requester"),
    "consent.counterpart": mark("Consented for the counterpart"),
    "decline": mark("Declined"),
    "withdraw": mark("Withdrawn"),
    "expire": mark("Expired"),
    "cancel": mark("Cancelled: the roster moved"),
}


def _step(step: str) -> str | None:
    return _(_STEPS[step]) if step in _STEPS else None


SWAP = KindWords(
    numbered=mark("Swap {no}"),
    states=WORDS[SwapStatus],
    asked={Word.ANSWER: mark("your answer"), Word.CONSENT: mark("your consent")},
    yes={Word.ANSWER: mark("&Agree"), Word.CONSENT: mark("&Approve")},
    brought={
        SwapStatus.AGREED: mark("You agreed to swap {no}"),
        SwapStatus.PART_APPROVED: mark("Your consent to swap {no} is recorded"),
        SwapStatus.EFFECTIVE: mark("Swap {no} is effective: the roster shows it"),
    },
    headlines={
        "swap.offered": mark("You are asked to swap"),
        "swap.agreed": mark("Swap agreed"),
        "swap.part_approved": mark("Swap partly approved"),
        "swap.effective": mark("Swap in effect"),
        "swap.declined": mark("Declined"),
        "swap.withdrawn": mark("Withdrawn"),
        "swap.expired": mark("Expired"),
        "swap.cancelled": mark("Cancelled"),
        "swap.lapsed": mark("No answer is needed any more"),
        "swap.leg_reopened": mark("A swapped shift is open"),
    },
    step=_step,
)
