"""Swaps (换班): SWAP-1 to SWAP-11."""

from __future__ import annotations

from app.rules.attendance import check_attendance
from app.rules.chapters.rule import Chapter, Rule
from app.rules.swap_requests import swap_11
from app.rules.swaps import swap_1, swap_2, swap_3, swap_4, swap_5, swap_6, swap_7, swap_8, swap_9
from app.rules.vocabulary import msg

SWAPS = Chapter(
    "swaps",
    msg("Swaps"),
    (
        Rule(
            "SWAP-1",
            msg("Both team leaders consent"),
            (
                msg(
                    "A swap needs the consent of the requester's team leader and of the "
                    "counterpart's. One person who leads both teams consents once, for both sides."
                ),
                msg(
                    "The head of a party's department may stand in for that party's leader. Nobody "
                    "consents to a swap of their own: for a leader who is a party, the head does."
                ),
                msg(
                    "A consent that is missing, or was given by anybody else, breaks the rule for "
                    "the party on whose side it is."
                ),
            ),
            enforced_by=(swap_1,),
        ),
        Rule(
            "SWAP-2",
            msg("Few swaps in a month"),
            (
                msg("Swaps for one person in a calendar month: at most {swap_monthly_limit}."),
                msg(
                    "A swap counts for each party in the month of the date that this party gives "
                    "away. A request holds its place from the counterpart's agreement on; one that "
                    "was declined, withdrawn or has expired does not."
                ),
            ),
            policy=("swap_monthly_limit",),
            enforced_by=(swap_2,),
        ),
        Rule(
            "SWAP-3",
            msg("No consecutive swaps"),
            (
                msg(
                    "Of a party's own shifts, the one directly before and the one directly after "
                    "the shift received must not come from another swap. Days off in between make "
                    "no difference."
                ),
                msg("A shift that came from a swap is not given away again."),
            ),
            enforced_by=(swap_3,),
        ),
        Rule(
            "SWAP-4",
            msg("No back-to-back shifts through a swap"),
            (
                msg(
                    "Between the end of one shift and the start of the next lie at least "
                    "{swap_rest_hours} hours, on both sides of the shift received."
                ),
            ),
            policy=("swap_rest_hours",),
            enforced_by=(swap_4,),
        ),
        Rule(
            "SWAP-5",
            msg("Same job type, like skill"),
            (
                msg(
                    "Both parties have the same job type; somebody without one swaps only with "
                    "somebody without one."
                ),
                msg(
                    "Their skill levels differ by at most {swap_skill_gap}. A level that is not "
                    "recorded is not compared."
                ),
            ),
            policy=("swap_skill_gap",),
            enforced_by=(swap_5,),
        ),
        Rule(
            "SWAP-6",
            msg("Holiday duty is not swapped"),
            (
                msg(
                    "Who is on duty on a holiday keeps that shift: neither of the two dates is a "
                    "holiday of the centre's calendar. A make-up workday is an ordinary day."
                ),
            ),
            enforced_by=(swap_6,),
        ),
        Rule(
            "SWAP-7",
            msg("No leave on a swapped shift"),
            (
                msg(
                    "No pending or approved leave of a party covers the shift that this party "
                    "gives away or the one received in return."
                ),
            ),
            enforced_by=(swap_7,),
        ),
        Rule(
            "SWAP-8",
            msg("The shifts exist, and it is in time"),
            (
                msg(
                    "The parties are two people, each employed and rostered on the date that they "
                    "give away."
                ),
                msg(
                    "The swap takes effect before the earlier of the two shifts starts; a request "
                    "that is still undecided at that moment expires."
                ),
            ),
            enforced_by=(swap_8,),
        ),
        Rule(
            "SWAP-9",
            msg("Nobody is double-booked"),
            (
                msg(
                    "On the date of the shift received, a party has no other shift, save the one "
                    "that is given away on that very date."
                ),
            ),
            enforced_by=(swap_9,),
        ),
        Rule(
            "SWAP-10",
            msg("Both parties answer for the handover"),
            (
                msg("Both parties owe each other, and the centre, a clear handover of the swap."),
                msg(
                    "If a swapped shift is missed altogether (ATT-4), that is an absence, and it "
                    "is charged to both."
                ),
            ),
            enforced_by=(check_attendance,),
        ),
        Rule(
            "SWAP-11",
            msg("A swap changes something"),
            (
                msg("Two shifts of one code on one date are not swapped."),
                msg(
                    "A shift is in one live request of a person at most: a second one for it waits"
                    " until the first has ended."
                ),
            ),
            enforced_by=(swap_11,),
        ),
    ),
)
