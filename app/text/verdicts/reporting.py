"""ESC-2, ESC-3, COMP-1, COMP-2 and CONF-2 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import registers as figures
from app.text.language import mark
from app.text.verdicts.wording import NO_REMEDY, Variant, Wording, by_figures

WORDINGS: Mapping[str, Wording] = {
    "ESC-2.not_superior": Wording(
        mark(
            "Reported to {reported_to}; what {person} reports goes to the {superior_level}: "
            "{superiors}."
        ),
        mark("Report it to {superiors}, or, in an emergency, to {above} and tell them afterwards."),
    ),
    "ESC-2.not_superior/only": Wording(
        mark(
            "Reported to {reported_to}; what {person} reports goes to the {superior_level}: "
            "{superiors}."
        ),
        mark("Report it to {superiors}."),
    ),
    "ESC-2.not_superior/vacant": Wording(
        mark(
            "Reported to {reported_to}; what {person} reports goes to the {superior_level}, and "
            "nobody holds that post."
        ),
        mark("Have somebody appointed as {superior_level}."),
    ),
    "ESC-2.not_told": Wording(
        mark(
            "An emergency reported to {reported_to} at once; {superiors} should have been told "
            "within {told_hours} hours, by {tell_by}."
        ),
        mark("Tell {superiors} now, and record it."),
    ),
    "ESC-2.not_told/vacant": Wording(
        mark(
            "An emergency reported to {reported_to} at once; the superior who was skipped should "
            "have been told within {told_hours} hours, by {tell_by}."
        ),
        mark("Tell the superior who was skipped now, and record it."),
    ),
    "ESC-2.kept": Wording(mark("{reported_to} is the {superior_level} of {person}."), NO_REMEDY),
    "ESC-2.waiting": Wording(
        mark(
            "An emergency goes to {reported_to} at once; {superiors} must be told afterwards, by "
            "{tell_by}."
        ),
        NO_REMEDY,
    ),
    "ESC-2.waiting/vacant": Wording(
        mark(
            "An emergency goes to {reported_to} at once; the superior who is skipped must be told "
            "afterwards, by {tell_by}."
        ),
        NO_REMEDY,
    ),
    "ESC-3.no_proposal": Wording(
        mark("The report makes no proposal."), mark("Say what {person} proposes to do.")
    ),
    "ESC-3.no_instruction": Wording(
        mark("Answered {answered}, but the instruction is not on record."),
        mark("Record the instruction word for word."),
    ),
    "ESC-3.unanswered": Wording(
        mark("No answer within {answer_days}: one was due by {answer_by}."),
        mark("{person} answers the report now."),
    ),
    "ESC-3.late": Wording(
        mark("Answered {answered}; an answer was due within {answer_days}, by {answer_by}."),
        mark("Answer a report within {answer_days}."),
    ),
    "ESC-3.kept": Wording(
        mark("Facts and a proposal are there; the answer is due by {answer_by}."), NO_REMEDY
    ),
    "COMP-1.no_result": Wording(
        mark("Closed, but it is not on record what was done."),
        mark("Record what was done for the customer."),
    ),
    "COMP-1.closed_by_other": Wording(
        mark("Closed by {closed_by}; {person} received it first and stays responsible."),
        mark("Have {person} close it."),
    ),
    "COMP-1.closed_by_other/nobody": Wording(
        mark("Closed by nobody named; {person} received it first and stays responsible."),
        mark("Record that {person} closed it."),
    ),
    "COMP-1.kept": Wording(
        mark("{person} received it first and closes it, with what was done."), NO_REMEDY
    ),
    "COMP-2.unanswered": Wording(
        mark(
            "Received on {received_on}; an answer was due within {reply_days}, by {last_day}, and "
            "there is none."
        ),
        mark("Answer the customer now, and record it."),
    ),
    "COMP-2.late": Wording(
        mark(
            "Received on {received_on} and answered on {replied_on}; an answer was due within "
            "{reply_days}, by {last_day}."
        ),
        mark("Answer the customer within {reply_days}."),
    ),
    "COMP-2.kept": Wording(
        mark("The customer is to be answered within {reply_days}, by {last_day}."), NO_REMEDY
    ),
    "CONF-2.not_approved": Wording(
        mark("Nobody approved that {visitor} enters."),
        mark("Have a team leader, a head or the director approve the visit."),
    ),
    "CONF-2.not_entitled": Wording(
        mark("{person} let {visitor} in as {role}."),
        mark("Have a team leader, a head or the director approve the visit."),
    ),
    "CONF-2.not_entitled/nobody": Wording(
        mark("{person} let {visitor} in and is nobody who works here."),
        mark("Have a team leader, a head or the director approve the visit."),
    ),
    "CONF-2.still_inside": Wording(
        mark(
            "{visitor} is not entered as gone; a visit lasts {visit_hours} hours at most, until "
            "{out_by}."
        ),
        mark("Enter when {visitor} went."),
    ),
    "CONF-2.left_late": Wording(
        mark(
            "{visitor} went {went}; a visit lasts {visit_hours} hours at most, until {out_by}."
        ),
        mark("Enter visitors as gone on the same visit."),
    ),
    "CONF-2.out_before_in": Wording(
        mark("{visitor} is entered as gone {went}, before coming {came}."),
        mark("Correct the times of the visit."),
    ),
    "CONF-2.kept": Wording(
        mark("{person} may let {visitor} in; out again by {out_by}."), NO_REMEDY
    ),
}  # fmt: skip

VARIANTS: Mapping[str, Variant] = dict([
    by_figures(figures.NotTheSuperior, lambda it: _reach(it)),
    by_figures(figures.SkippedNotTold, lambda it: "" if it.superiors else "vacant"),
    by_figures(figures.LevelSkipped, lambda it: "" if it.superiors else "vacant"),
    by_figures(figures.ClosedByOther, lambda it: "" if it.closed_by else "nobody"),
    by_figures(figures.ApproverNotEntitled, lambda it: "" if it.role else "nobody"),
])  # fmt: skip


def _reach(figures: figures.NotTheSuperior) -> str:
    if not figures.superiors:
        return "vacant"
    return "" if figures.above else "only"
