"""ATT-1 to ATT-4, ATT-6, QA-1 and QA-3 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import attendance, quality
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_figures

WORDINGS: Mapping[str, Wording] = {
    "ATT-1.roll_call": Wording(
        mark(
            "Arrived at {arrived}, {minutes} before the shift; roll call is {limit} minutes "
            "before it."
        ),
        mark("Be at the post {limit} minutes before the shift."),
    ),
    "ATT-1.roll_call/start": Wording(
        mark("Arrived at {arrived}, as the shift started; roll call is {limit} minutes before it."),
        mark("Be at the post {limit} minutes before the shift."),
    ),
    "ATT-1.date_in_doubt": Wording(
        mark(
            "Arrived at {moment}, {minutes} before the shift: more than {limit} hours before it, "
            "the date is in doubt."
        ),
        mark("See on which date they came, and correct the row."),
    ),
    "ATT-2.late": Wording(
        mark("Arrived at {arrived}, {minutes} late; from {limit} minutes on it is an absence."),
        mark("Be at the post before the shift starts."),
    ),
    "ATT-2.absence": Wording(
        mark("Arrived at {arrived}, {minutes} late: an absence, as from {limit} minutes on."),
        mark("Be at the post before the shift starts, or have a valid leave."),
    ),
    "ATT-3.off_post": Wording(
        mark("Off the post for {minutes}; from {limit} minutes on it is an absence."),
        mark("Ask the duty leader's permission before leaving the post."),
    ),
    "ATT-4.absent": Wording(
        mark("Rostered for {shift} on {day}, without valid leave, and never arrived."),
        mark("Record the arrival, or a leave that was valid for it."),
    ),
    "ATT-6.early": Wording(
        mark(
            "Went at {left}, {minutes} before the end; from {limit} minutes on it counts as off "
            "the post."
        ),
        mark("Stay until the shift ends."),
    ),
    "ATT-6.off_post": Wording(
        mark("Went at {left}, {minutes} before the end: off the post, as from {limit} minutes on."),
        mark("Stay until the shift ends, or have a valid leave."),
    ),
    "QA-1.too_few": Wording(
        mark("Inspections in {month}: {count}; at least {least} are due."),
        mark("Inspections of {person} still due within the month: {missing_inspections}."),
    ),
    "QA-1.too_many": Wording(
        mark("Inspections in {month}: {count}; at most {most} are allowed."),
        mark("Inspect nobody more than {most} times in a month."),
    ),
    "QA-3.self": Wording(
        mark("{person} scored themselves."),
        mark("Another inspector scores this contact."),
    ),
    "QA-3.not_inspector": Wording(
        mark("{person} scored {agent} as {role}; only an inspector scores."),
        mark("A QA inspector scores this contact anew."),
    ),
    "QA-3.not_inspector/nobody": Wording(
        mark("{person} scored {agent} and is nobody who works here; only an inspector scores."),
        mark("A QA inspector scores this contact anew."),
    ),
}  # fmt: skip

VARIANTS: Mapping[str, Variant] = dict([
    by_figures(attendance.RollCallMissed, lambda it: "" if it.minutes else "start"),
    by_figures(quality.NotAnInspector, lambda it: "" if it.role else "nobody"),
])  # fmt: skip
