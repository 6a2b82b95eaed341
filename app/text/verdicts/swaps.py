"""SWAP-1 to SWAP-11 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import swaps as figures
from app.rules.findings import Finding
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_day, by_figures

WORDINGS: Mapping[str, Wording] = {
    "SWAP-1.missing": Wording(
        mark("Nobody has consented on the side of {person}."),
        mark("Their team leader consents, or the department head in the leader's stead."),
    ),
    "SWAP-1.own": Wording(
        mark("{by} is a party of this swap and consented to it on the side of {person}."),
        mark("The department head consents instead of {by}."),
    ),
    "SWAP-1.head_needed": Wording(
        mark("{by} consented for {person}, for whom only the department head can."),
        mark("The head of their department consents."),
    ),
    "SWAP-1.wrong_person": Wording(
        mark("{by} consented for {person}, but on {at} neither led that team nor the department."),
        mark("The leader of their team consents, or the head of their department."),
    ),
    "SWAP-2.limit": Wording(
        mark("{count} of {limit} swaps in {month}: {dates}."),
        mark(
            "{person} can only give away a shift of another month: the places of this one are "
            "taken."
        ),
    ),
    "SWAP-2.limit/none": Wording(
        mark("No swaps are allowed in {month}: the limit is 0."),
        mark("Give away a shift of a month in which the limit is higher."),
    ),
    "SWAP-3.given_again": Wording(
        mark("The shift on {day} came from swap {swap} and is given away again."),
        mark("Give away a shift of one's own that no swap has brought."),
    ),
    "SWAP-3.consecutive": Wording(
        mark(
            "The shift on {day} lies next to the one on {neighbour}, which came from swap "
            "{swap}."
        ),
        mark("{person} needs a shift with no swapped one directly before or after it."),
    ),
    "SWAP-4.rest/before": Wording(
        mark(
            "{rest} of rest before {shift} on {day}, after {neighbour_shift} on {neighbour}: "
            "at least {limit_hours} hours are due."
        ),
        mark("{person} needs a shift that starts at least {missing} later."),
    ),
    "SWAP-4.rest/after": Wording(
        mark(
            "{rest} of rest after {shift} on {day}, before {neighbour_shift} on {neighbour}: "
            "at least {limit_hours} hours are due."
        ),
        mark("{person} needs a shift that ends at least {missing} earlier."),
    ),
    "SWAP-4.rest/overlap": Wording(
        mark("{shift} on {day} and {neighbour_shift} on {neighbour} overlap by {rest}."),
        mark("{person} needs a shift that keeps {limit_hours} hours from the one on {neighbour}."),
    ),
    "SWAP-5.job_type": Wording(
        mark("The job types differ: {job} and {other_job}."),
        mark("Swap with somebody of the job type {job}."),
    ),
    "SWAP-5.skill": Wording(
        mark("Skill levels {mine} and {theirs} are {gap} apart; at most {limit} is allowed."),
        mark("Swap with somebody of skill level {lowest} to {highest}."),
    ),
    "SWAP-5.no_level": Wording(
        mark("No skill level is recorded for {person}; this shift needs level {lowest} at least."),
        mark("Have the skill level of {person} recorded, or choose somebody else."),
    ),
    "SWAP-6.holiday": Wording(
        mark("{day} is a holiday, whose shifts are not swapped."),
        mark("Give away a shift on a day that is no holiday."),
    ),
    "SWAP-7.leave": Wording(
        mark("Leave {leave} ({kind}) covers {day}."),
        mark("Choose a day without leave, or withdraw the leave first."),
    ),
    "SWAP-7.leave/for_them": Wording(
        mark("Leave {leave} ({kind}), which {filed_by} filed for {person}, covers {day}."),
        mark("Choose a day without leave, or have the leave withdrawn first."),
    ),
    "SWAP-7.leave/private": Wording(
        mark("{person} is on leave on {day}."),
        mark("Choose another day."),
    ),
    "SWAP-8.not_rostered": Wording(
        mark("{person} has no shift on {day} to give away."),
        mark("Choose a day on which {person} is rostered."),
    ),
    "SWAP-8.not_employed": Wording(
        mark("{person} is not employed on {day}."),
        mark("Choose a day within the time of employment."),
    ),
    "SWAP-8.moved": Wording(
        mark("The request is for {asked} on {day}, where {person} works {shift} by now."),
        mark("Withdraw this request, and ask again for {shift}."),
    ),
    "SWAP-8.too_late": Wording(
        mark("It takes effect on {moment}, but the earlier shift starts on {start}."),
        mark("Decide before the earlier shift starts, or choose a later one."),
    ),
    "SWAP-8.same_person": Wording(
        mark("{person} swaps with themselves."),
        mark("Name somebody else as the counterpart."),
    ),
    "SWAP-9.double": Wording(
        mark("{person} works {held} on {day} already and would receive {received}."),
        mark("Choose a day on which {person} is free, or swap {held} of that very day."),
    ),
    "SWAP-11.same_shift": Wording(
        mark("Both give away {shift} on {day}: the swap would change nothing."),
        mark("Take another shift, or one on another day."),
    ),
    "SWAP-11.in_another": Wording(
        mark("The shift of {person} on {day} is in request {request} already."),
        mark("Choose another shift, or wait until request {request} has ended."),
    ),
    "SWAP-11.begun": Wording(
        mark("The earlier of the two shifts started on {start}; the swap is being worked."),
        mark("A swap is taken back before its first shift starts. Arrange what is left anew."),
    ),
    "SWAP-11.later": Wording(
        mark("Swap {swap}, which came later, rests on what {person} holds on {day}."),
        mark("Take swap {swap} back first."),
    ),
    "SWAP-11.on_leave": Wording(
        mark("{person} gets the shift on {day} back, which leave {leave} covers."),
        mark("Withdraw leave {leave} or give it up first."),
    ),
    "SWAP-11.on_leave/private": Wording(
        mark("{person} gets the shift on {day} back and is on leave that day."),
        mark("Talk to {person} first: the leave has to end before the swap can be taken back."),
    ),
    "SWAP-10.missed": Wording(
        mark("{absent} missed {shift} on {day}, a swapped shift: both parties are charged."),
        mark("Nothing mends a missed shift, save a leave that was valid for it."),
    ),
}  # fmt: skip


def _rest(short: figures.RestTooShort, finding: Finding) -> str:
    if short.minutes < 0:
        return "overlap"
    return "before" if short.neighbour < finding.day else "after"


def _on_leave(it: figures.OnLeave) -> str:
    if not it.leave:
        return "private"
    return "for_them" if it.filed_by else ""


VARIANTS: Mapping[str, Variant] = dict([
    by_figures(figures.SwapsUsedUp, lambda it: "" if it.dates else "none"),
    by_day(figures.RestTooShort, _rest),
    by_figures(figures.OnLeave, _on_leave),
    by_figures(figures.LeaveOnReturn, lambda it: "" if it.leave else "private"),
])  # fmt: skip
