"""HAND-1, HAND-3 and HAND-4 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import handover
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_day

WORDINGS: Mapping[str, Wording] = {
    "HAND-1.missing": Wording(
        mark("Signed without a word under: {sections}."),
        mark("Write under each of them, or say that there is nothing to report."),
    ),
    "HAND-3.closed_by_nobody": Wording(
        mark("Closed {closed_at}, and nobody is named who closed it."),
        mark("Name who closed it."),
    ),
    "HAND-3.no_result": Wording(
        mark("Closed {closed_at} without a word of what was done."),
        mark("Say what was done."),
    ),
    "HAND-3.old": Wording(
        mark("Open for {days}; {most_days} are the most."),
        mark("Close it with what was done, or agree what is to come and by when."),
    ),
    "HAND-3.overdue": Wording(
        mark("Due on {due_on}, and open {days} later."),
        mark("Close it with what was done, or agree a new day."),
    ),
    "HAND-3.closed_late": Wording(
        mark("Due on {due_on}, and closed on {closed_on}."),
        mark("Close an item by its due day, or agree a new day before."),
    ),
    "HAND-4.not_signed_out": Wording(
        mark("The outgoing duty leader has not signed; {latest_at} was the latest."),
        mark("{person} or another leader of the department signs the log."),
    ),
    "HAND-4.signed_out_late": Wording(
        mark("The outgoing duty leader signed {signed_at}; {latest_at} was the latest."),
        mark("Sign within {limit} minutes of the shift's end."),
    ),
    "HAND-4.not_signed_in": Wording(
        mark("{person} has not signed to take over; {latest_at} was the latest."),
        mark("Sign, with a remark where something is open."),
    ),
    "HAND-4.not_signed_in/nobody": Wording(
        mark("Nobody has signed to take over; {latest_at} was the latest."),
        mark(
            "The incoming duty leader signs; where none comes, a leader or the head of the "
            "department does."
        ),
    ),
    "HAND-4.signed_in_late": Wording(
        mark("The incoming duty leader signed {signed_at}; {latest_at} was the latest."),
        mark("Sign within {limit} minutes of the shift's end or of the first signature."),
    ),
    "HAND-4.signed_in_before": Wording(
        mark(
            "The incoming duty leader signed {signed_at}, before the outgoing one ({outgoing_at})."
        ),
        mark("The outgoing duty leader signs first."),
    ),
    "HAND-4.both_sides": Wording(
        mark("{person} signed both sides, the second {signed_at}."),
        mark("Another person reads the log and takes it over."),
    ),
    "HAND-4.no_log": Wording(
        mark("{department} worked shift {shift} on {day} and left no handover log."),
        mark("Keep a log for each shift that a department works."),
    ),
}

VARIANTS: Mapping[str, Variant] = dict([
    by_day(handover.NotSignedIn, lambda _it, finding: "" if finding.person else "nobody"),
])  # fmt: skip
