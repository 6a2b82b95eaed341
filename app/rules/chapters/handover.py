"""Handover (交接班): HAND-1 to HAND-6."""

from __future__ import annotations

from app.rules.chapters.rule import Chapter, Rule
from app.rules.vocabulary import msg

HANDOVER = Chapter(
    "handover",
    msg("Handover"),
    (
        Rule(
            "HAND-1",
            msg("What the handover log holds"),
            (
                msg(
                    "At least equipment, difficult cases and staff changes: the swaps, leave and "
                    "absences that the roster knows, filled in from it and then confirmed."
                ),
                msg(
                    "Also business changes, instructions from above, customers' complaints and "
                    "suggestions, and changes of process. Each section has its items, or says that "
                    "there is nothing to report."
                ),
            ),
        ),
        Rule(
            "HAND-2",
            msg("Nobody leaves before their relief"),
            (
                msg(
                    "Where a successor is rostered for a desk, it is released only when the "
                    "successor has checked in at it."
                ),
                msg("The duty leader may override this; the reason stays in the log."),
            ),
        ),
        Rule(
            "HAND-3",
            msg("Open items carry over"),
            (
                msg(
                    "An open item goes from shift to shift until somebody closes it; who did, and "
                    "when, is on record, and how old it is can be seen."
                ),
            ),
        ),
        Rule(
            "HAND-4",
            msg("Both duty leaders sign"),
            (
                msg(
                    "The outgoing duty leader signs. The incoming one reads the log and signs, or "
                    "signs with a remark."
                ),
                msg(
                    "A signed log is never changed: corrections are added to it, with name and "
                    "time."
                ),
            ),
        ),
        Rule(
            "HAND-5",
            msg("Bulletins are read before the shift"),
            (
                msg(
                    "Who has read which bulletin, and when, is recorded; who has not is listed at "
                    "roll call."
                ),
            ),
        ),
        Rule(
            "HAND-6",
            msg("Roll call"),
            (
                msg(
                    "Roll call records who is present and what the leader said, with the week's "
                    "common quality problems (QA-6) at hand."
                ),
            ),
        ),
    ),
)
