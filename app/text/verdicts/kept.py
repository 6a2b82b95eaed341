"""What a rule that is kept looked at, and whose word a request still waits for."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import kept as figures
from app.text.language import mark
from app.text.verdicts.wording import NO_REMEDY, Variant, Wording, by_figures

WORDINGS: Mapping[str, Wording] = {
    "SWAP-1.waiting": Wording(mark("Consent for {person} is to be given by {who}."), NO_REMEDY),
    "SWAP-1.waiting/nobody": Wording(
        mark("Nobody holds a post that may consent for {person}."),
        mark("Have a team leader or a department head appointed for {person}."),
    ),
    "SWAP-1.kept": Wording(mark("{by} consented for {person}."), NO_REMEDY),
    "SWAP-2.kept": Wording(mark("{person}: {count} of {limit} swaps in {month}."), NO_REMEDY),
    "SWAP-3.kept": Wording(mark("The shifts before and after came from no swap."), NO_REMEDY),
    "SWAP-4.kept": Wording(
        mark("{person} rests {rest} at least; {limit_hours} hours are due."), NO_REMEDY
    ),
    "SWAP-4.kept/alone": Wording(mark("{person} has no other shift nearby."), NO_REMEDY),
    "SWAP-5.kept": Wording(mark("{person}: job type {job}, skill level {skill}."), NO_REMEDY),
    "SWAP-6.kept": Wording(mark("{gives_on} is no holiday."), NO_REMEDY),
    "SWAP-7.kept": Wording(mark("No leave covers the shifts given and received."), NO_REMEDY),
    "SWAP-8.kept": Wording(mark("{person} works {shift} on {gives_on}."), NO_REMEDY),
    "SWAP-9.kept": Wording(mark("Nobody gets a second shift on one day."), NO_REMEDY),
    "SWAP-11.kept": Wording(
        mark("The shifts differ, and no other request is about them."), NO_REMEDY
    ),
    "SWAP-11.back.kept": Wording(
        mark("Neither shift has started (the first on {start}), and nothing rests on them."),
        NO_REMEDY,
    ),
    "LEAVE-1.waiting": Wording(mark("The {step} decides: {who}."), NO_REMEDY),
    "LEAVE-1.waiting/nobody": Wording(
        mark("The {step} decides, but nobody holds that post today."),
        mark("Have somebody appointed as {step}."),
    ),
    "LEAVE-1.kept": Wording(
        mark("The run of leave is {days} long; decided by: {steps}."), NO_REMEDY
    ),
    "LEAVE-1.kept/private": Wording(mark("Decided by: {steps}."), NO_REMEDY),
    "LEAVE-1.kept/nobody": Wording(
        mark("Nobody has to decide on it: it is only recorded."), NO_REMEDY
    ),
    "LEAVE-2.waiting": Wording(
        mark(
            "Filed at {filed}, later than {latest}: the department head has to accept it as late."
        ),
        NO_REMEDY,
    ),
    "LEAVE-2.kept": Wording(mark("It is filed in time."), NO_REMEDY),
    "LEAVE-3.kept": Wording(mark("Whoever files it may do so."), NO_REMEDY),
    "LEAVE-4.waiting": Wording(
        mark("A medical certificate is still to come."),
        mark("Hand it in before the last approval; in an emergency by the end of {due_day}."),
    ),
    "LEAVE-4.kept": Wording(mark("Certificates cover every day, as far as due."), NO_REMEDY),
    "LEAVE-4.not_asked": Wording(mark("This kind of leave needs no certificate."), NO_REMEDY),
    "LEAVE-5.kept": Wording(mark("The call came before the shift started."), NO_REMEDY),
    "LEAVE-5.not_asked": Wording(mark("Only an emergency is telephoned."), NO_REMEDY),
    "LEAVE-6.kept": Wording(mark("Night shifts covered: {nights}."), NO_REMEDY),
    "LEAVE-7.kept": Wording(mark("Shifts on holidays covered: {holidays}."), NO_REMEDY),
    "LEAVE-8.kept": Wording(
        mark("Shifts covered: {shifts}, none of which came from a swap."), NO_REMEDY
    ),
    "LEAVE-9.kept": Wording(mark("No other leave covers these days."), NO_REMEDY),
}


def _chain(it: figures.ChainWalked) -> str:
    if not it.steps:
        return "nobody"
    return "" if it.days else "private"


VARIANTS: Mapping[str, Variant] = dict([
    by_figures(figures.StepAwaited, lambda it: "" if it.who else "nobody"),
    by_figures(figures.ChainWalked, _chain),
    by_figures(figures.ConsentAwaited, lambda it: "" if it.who else "nobody"),
    by_figures(figures.LeastRest, lambda it: "alone" if it.rest is None else ""),
])  # fmt: skip
