"""Handover (交接班): HAND-1 to HAND-6."""

from __future__ import annotations

from app.rules.chapters.rule import Chapter, Rule
from app.rules.handover.check import sections_missing
from app.rules.handover.items import item_findings
from app.rules.handover.signing import incoming_faults, outgoing_faults
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
                    "A shift of a department has one handover log, open from the start of the "
                    "shift; whoever works the shift adds to it, and it is signed at its end."
                ),
                msg(
                    "It has at least equipment, difficult cases and staff changes: the swaps, "
                    "leave and absences that the roster knows, filled in from it and then "
                    "confirmed. Each of these three has items or text, or says that there is "
                    "nothing to report, before the log is signed."
                ),
                msg(
                    "Also business changes, instructions from above, customers' complaints and "
                    "suggestions, and changes of process."
                ),
            ),
            enforced_by=(sections_missing,),
        ),
        Rule(
            "HAND-2",
            msg("Nobody leaves before their relief"),
            (
                msg(
                    "Where a successor is placed at the same desk for the shift that starts as "
                    "this one ends, the desk is released only when the successor has checked in at"
                    " it."
                ),
                msg(
                    "A team leader or head of the department may override this; the reason stays "
                    "in the log."
                ),
            ),
        ),
        Rule(
            "HAND-3",
            msg("Open items carry over"),
            (
                msg(
                    "An open item goes from shift to shift, as one item, until somebody closes it:"
                    " who, when, and what was done is on record; its age and how many shifts it "
                    "has passed through can be seen."
                ),
                msg(
                    "Open for more than {hand_item_days} days, or past its own due day, is a "
                    "warning. Closed without a name or a result is a breach."
                ),
            ),
            policy=("hand_item_days",),
            enforced_by=(item_findings,),
        ),
        Rule(
            "HAND-4",
            msg("Both duty leaders sign"),
            (
                msg(
                    "The outgoing duty leader signs within {hand_sign_minutes} minutes of the end "
                    "of the shift. The incoming one, another person, reads the log and signs after"
                    " that, or signs with a remark, within {hand_sign_minutes} minutes of the "
                    "shift's end or of the first signature, whichever is later."
                ),
                msg(
                    "A signed log is never changed: corrections are added to it, with name and "
                    "time. A shift without a log is a breach."
                ),
            ),
            policy=("hand_sign_minutes",),
            enforced_by=(outgoing_faults, incoming_faults),
        ),
        Rule(
            "HAND-5",
            msg("Bulletins are read before the shift"),
            (
                msg(
                    "Bulletins are read by the start of the shift. Who has read which, and when, "
                    "is recorded; who has not is listed at roll call."
                ),
            ),
        ),
        Rule(
            "HAND-6",
            msg("Roll call"),
            (
                msg(
                    "Roll call is held by a team leader or head of the department by the start of "
                    "the shift. It records the leader's comments, short and to the point, with the"
                    " week's common quality problems (QA-6) at hand."
                ),
            ),
        ),
    ),
)
