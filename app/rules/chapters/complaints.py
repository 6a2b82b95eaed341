"""Customer complaints (客户投诉): COMP-1 and COMP-2."""

from __future__ import annotations

from app.rules.chapters.rule import Chapter, Rule
from app.rules.registers.complaints import check_close, check_reply
from app.rules.vocabulary import msg

COMPLAINTS = Chapter(
    "complaints",
    msg("Customer complaints"),
    (
        Rule(
            "COMP-1",
            msg("The first receiver stays responsible"),
            (
                msg("Whoever receives a complaint first stays responsible until it is closed."),
                msg(
                    "Closed by somebody else is a warning; closed without what was done is a "
                    "breach."
                ),
            ),
            enforced_by=(check_close,),
        ),
        Rule(
            "COMP-2",
            msg("The customer is answered"),
            (
                msg(
                    "The customer is answered within {comp_days} days, from abroad within "
                    "{comp_days_abroad}."
                ),
                msg("The record holds the contact's reference and no other data of the customer."),
            ),
            policy=("comp_days", "comp_days_abroad"),
            enforced_by=(check_reply,),
        ),
    ),
)
