"""The words of swaps."""

from __future__ import annotations

import re

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
    "cancel": mark("Cancelled"),
}
_BACK_STEPS = {
    "offer": mark("Asked to take it back"),
    "agree": mark("Agreed to take it back"),
    "consent.requester": mark("Consented to taking it back, for the requester"),
    "consent.counterpart": mark("Consented to taking it back, for the counterpart"),
    "decline": mark("Taking it back was declined"),
    "withdraw": mark("It stays: taking it back was withdrawn"),
    "expire": mark("Taking it back expired: the first shift had started"),
    "cancel": mark("Taking it back lapsed: the swap was in effect no longer"),
}


_RULES = re.compile(r"SWAP-\d+(, SWAP-\d+)*")


def ended_words(reason: str) -> str:
    """Why a swap ended: what somebody wrote, or, where a rule ended it, what that means."""
    if not _RULES.fullmatch(reason):
        return reason
    if reason == "SWAP-11":
        return _("Another swap of one of its shifts was agreed to first")
    return _("The roster moved, and it no longer holds")


def _step(step: str) -> str | None:
    return _(_STEPS[step]) if step in _STEPS else None


def _back_step(step: str) -> str | None:
    """ "back.7.agree": which of the swap's requests, and what was done."""
    name, _dot, rest = step.partition(".")
    done = rest.partition(".")[2]
    return _(_BACK_STEPS[done]) if name == "back" and done in _BACK_STEPS else None


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

TAKING_BACK = KindWords(
    numbered=mark("Swap {no}"),
    states={
        SwapStatus.DRAFT: mark("being written"),
        SwapStatus.OFFERED: mark("to be taken back"),
        SwapStatus.AGREED: mark("to be taken back, agreed"),
        SwapStatus.PART_APPROVED: mark("to be taken back, partly approved"),
        SwapStatus.EFFECTIVE: mark("taken back"),
        SwapStatus.DECLINED: mark("stays as it is"),
        SwapStatus.WITHDRAWN: mark("stays as it is"),
        SwapStatus.EXPIRED: mark("begun before it was taken back"),
        SwapStatus.CANCELLED: mark("no longer in effect"),
    },
    asked={
        Word.ANSWER: mark("take it back? Your answer"),
        Word.CONSENT: mark("to be taken back: your consent"),
    },
    yes={
        Word.ANSWER: mark("&Agree to take it back"),
        Word.CONSENT: mark("&Approve taking it back"),
    },
    brought={
        SwapStatus.AGREED: mark("You agreed to take swap {no} back"),
        SwapStatus.PART_APPROVED: mark("Your consent to taking swap {no} back is recorded"),
        SwapStatus.EFFECTIVE: mark("Swap {no} is taken back: both work their own shifts again"),
    },
    headlines={
        "swap.back_asked": mark("A swap is to be taken back"),
        "swap.back_agreed": mark("Both want the swap taken back"),
        "swap.back_part_approved": mark("Taking back partly approved"),
        "swap.taken_back": mark("Swap taken back"),
        "swap.back_declined": mark("The swap stays"),
        "swap.back_withdrawn": mark("The swap stays"),
        "swap.back_expired": mark("The swap stays"),
    },
    step=_back_step,
)
