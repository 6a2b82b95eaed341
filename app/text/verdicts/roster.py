"""What the cells of a roster say while it is edited, in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import roster as figures
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_figures

WORDINGS: Mapping[str, Wording] = {
    "SWAP-4.roster_rest_before": Wording(
        mark("{hours} h of rest before {shift}, after {other} on {other_day}: {limit} h are due."),
        mark("Assign a shift that starts at least {short_hours} h later."),
    ),
    "SWAP-4.roster_rest_after": Wording(
        mark("{hours} h of rest after {shift}, before {other} on {other_day}: {limit} h are due."),
        mark("Assign a shift that ends at least {short_hours} h earlier."),
    ),
    "SWAP-4.roster_rest_before/overlap": Wording(
        mark("{shift} overlaps {other} on {other_day}."),
        mark("Assign a shift that keeps {limit} h from it."),
    ),
    "SWAP-4.roster_rest_after/overlap": Wording(
        mark("{shift} overlaps {other} on {other_day}."),
        mark("Assign a shift that keeps {limit} h from it."),
    ),
    "SWAP-8.roster_not_employed": Wording(
        mark("{person} is not employed on {day}."),
        mark("Clear the shift, or assign somebody who is employed that day."),
    ),
    "SWAP-8.roster_asked": Wording(
        mark("Swap {swap}, not decided yet, gives {shift} away."),
        mark("Nothing needs to change; the swap is judged anew before it becomes effective."),
    ),
    "SWAP-8.roster_bound": Wording(
        mark("Swap {swap} gave {shift} on {day} away."),
        mark("Leave the day as the swap left it, or end the swap first."),
    ),
    "SWAP-9.roster_bound": Wording(
        mark("Swap {swap} brought {shift} on {day}; another shift would be a second one."),
        mark("Leave the day as the swap left it, or end the swap first."),
    ),
    "SWAP-9.roster_double": Wording(
        mark("Swap {swap} brought {shift}, but {own} of their own is rostered as well."),
        mark("Clear {own}, which the swapped shift replaces."),
    ),
    "SWAP-9.cover": Wording(
        mark("{person} works {held} on {day} already."),
        mark("Choose somebody who is free on that day."),
    ),
    "LEAVE-10.cover_unpublished": Wording(
        mark("The roster of {person}'s team is not published for {month} yet."),
        mark("Choose somebody whose roster is, or have it published first."),
    ),
    "LEAVE-10.roster_on_leave": Wording(
        mark("On leave {leave}: {shift} is open until somebody else is assigned."),
        mark("Assign {shift} to somebody else."),
    ),
    "LEAVE-10.roster_pending": Wording(
        mark("Leave {leave} is not decided yet: {shift} may become open."),
        mark("Have somebody in mind for {shift}."),
    ),
    "LEAVE-7.roster_holiday": Wording(
        mark(
            "{day} is a holiday ({holiday}): this shift is not swapped, and leave needs "
            "exceptional circumstances."
        ),
        mark("Nothing needs to change."),
    ),
}  # fmt: skip


def _overlap(rest: figures.RosteredRest) -> str:
    return "overlap" if rest.hours < 0 else ""


VARIANTS: Mapping[str, Variant] = dict([
    by_figures(figures.RestBefore, _overlap),
    by_figures(figures.RestAfter, _overlap),
])  # fmt: skip
