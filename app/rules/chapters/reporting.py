"""Reporting upwards (请示报告): ESC-1 to ESC-3."""

from __future__ import annotations

from app.rules.chapters.rule import Chapter, Rule
from app.rules.registers.reports import check_answer, check_level
from app.rules.vocabulary import msg

REPORTING = Chapter(
    "reporting",
    msg("Reporting upwards"),
    (
        Rule(
            "ESC-1",
            msg("What is reported"),
            (
                msg(
                    "Faults found at work and leaks of confidential data; serious errors and "
                    "breaches of discipline; danger to equipment or people; whatever goes beyond "
                    "one's remit."
                ),
                msg(
                    "A customer who makes deliberate trouble is reported too; the team leader "
                    "deals with that."
                ),
            ),
        ),
        Rule(
            "ESC-2",
            msg("One level at a time"),
            (
                msg(
                    "Reports go level by level: an agent's to the own team's leader, or, without a"
                    " team or where it has no leader, to the head; those of leaders, inspectors "
                    "and administrators to the head of the own department; a head's to the "
                    "director."
                ),
                msg(
                    "In an emergency a level may be skipped, up to the own head or the director. "
                    "The superior who was skipped is told afterwards, and the report stays open "
                    "until that is on record: a warning once {esc_told_hours} hours have "
                    "passed."
                ),
            ),
            policy=("esc_told_hours",),
            enforced_by=(check_level,),
        ),
        Rule(
            "ESC-3",
            msg("Facts, a proposal, an instruction"),
            (
                msg(
                    "A report states the facts and a proposal. The superior's instruction is "
                    "recorded word for word, within {esc_answer_days} days."
                ),
                msg(
                    "A dissent may be recorded. If the superior stands by the instruction, it is "
                    "carried out, and the matter may then be taken one level up."
                ),
            ),
            policy=("esc_answer_days",),
            enforced_by=(check_answer,),
        ),
    ),
)
