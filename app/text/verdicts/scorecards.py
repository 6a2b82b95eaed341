"""QA-2, QA-4 and QA-5 in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.figures import scorecards
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_figures

WORDINGS: Mapping[str, Wording] = {
    "QA-2.lacks": Wording(
        mark("The card has no item for {aspects}."),
        mark("Make a new version of the card with an item for {aspects}."),
    ),
    "QA-4.no_comment": Wording(
        mark('"{item}" was given {score:g}, under its pass mark {pass_mark:g}, without a comment.'),
        mark("Say in a comment what was missing."),
    ),
    "QA-4.no_comment/several": Wording(
        mark(
            "{count} items are under their pass mark without a comment; the first is "
            '"{item}" with {score:g}.'
        ),
        mark("Say in a comment for each of them what was missing."),
    ),
    "QA-4.unscored": Wording(
        mark('{count} of {of} items have no score yet; the first is "{item}".'),
        mark("Give each of them a number, or not applicable where the card allows it."),
    ),
    "QA-4.no_number": Wording(
        mark("All {of} items are not applicable, so that there is nothing to count."),
        mark("Give one item a number at least, or hand the inspection back."),
    ),
    "QA-4.no_contact": Wording(
        mark("Neither the contact's reference nor its time is told."),
        mark("Enter the contact's reference, and when it was."),
    ),
    "QA-4.no_contact/time": Wording(
        mark("It is not told when the contact was."),
        mark("Enter when the contact was."),
    ),
    "QA-4.no_contact/reference": Wording(
        mark("The contact's reference is not told."),
        mark("Enter the contact's reference."),
    ),
    "QA-4.twice": Wording(
        mark("This contact was inspected on {inspected} already: {inspection}."),
        mark("Choose another contact, or say that it is to be inspected once more."),
    ),
    "QA-5.late_appeal": Wording(
        mark("Submitted on {submitted} and appealed on {appealed}; the last day was {last}."),
        mark("Appeal within {appeal_days} of the day on which the scores were submitted."),
    ),
    "QA-5.no_appeal": Wording(
        mark("Decided at {decided}, when nobody had appealed yet."),
        mark("Decide on an appeal after it was made, and record when it was."),
    ),
    "QA-5.nobody": Wording(
        mark("The appeal was decided and nobody is named."),
        mark("Name the department head who decided."),
    ),
    "QA-5.not_head": Wording(
        mark("{person} decided on the appeal of {agent} without being head of {department}."),
        mark("The head of {department} decides."),
    ),
    "QA-5.not_head/nowhere": Wording(
        mark("{person} decided on the appeal of {agent}, who belongs to no department."),
        mark("The head of the agent's department decides."),
    ),
    "QA-5.own": Wording(
        mark("{person} decided on an appeal about what they scored or were scored in themselves."),
        mark("A department head decides who neither scored it nor is whom it is about."),
    ),
    "QA-5.revised": Wording(
        mark("There is a revision {revision} of the scores without an appeal that was upheld."),
        mark("Let the first scores stand, or record the appeal and who upheld it."),
    ),
}  # fmt: skip

VARIANTS: Mapping[str, Variant] = dict([
    by_figures(scorecards.NoComment, lambda it: "several" if it.count > 1 else ""),
    by_figures(
        scorecards.NoContact,
        lambda it: "time" if it.reference else "reference" if it.time else "",
    ),
    by_figures(scorecards.DecidedByWrongPerson, lambda it: "" if it.department else "nowhere"),
])  # fmt: skip
"""A sentence, and the smallest change that makes it right, for every code of a finding."""
