"""Quality inspection (质检): QA-1 to QA-7."""

from __future__ import annotations

from app.rules.chapters.rule import Chapter, Rule
from app.rules.duties.check import duties_done
from app.rules.quality import check_inspector, check_month
from app.rules.scorecards.appeals import check_appeal, check_decision, check_revision
from app.rules.scorecards.cards import check_card, check_comments
from app.rules.vocabulary import msg

QUALITY = Chapter(
    "quality",
    msg("Quality inspection"),
    (
        Rule(
            "QA-1",
            msg("Everybody is inspected, nobody too often"),
            (
                msg(
                    "Inspections of every agent who worked in a month: at least "
                    "{qa_min_inspections}, at most {qa_max_inspections}."
                ),
                msg(
                    "An agent worked in a month in which they were, on one day at least, rostered,"
                    " employed and not on leave."
                ),
                msg("Calibrations do not count."),
            ),
            policy=(
                "qa_min_inspections",
                "qa_max_inspections",
            ),
            enforced_by=(check_month,),
        ),
        Rule(
            "QA-2",
            msg("The scorecard"),
            (
                msg(
                    "It has at least: service language, attitude, tone, summarising what the "
                    "customer needs, and adaptability."
                ),
                msg(
                    "Scorecards have versions and weights. An item may be critical: who stays "
                    "under its pass mark, {qa_pass_mark} unless the item says otherwise, fails the "
                    "inspection, whose total is 0. The weight of an item that does not apply is "
                    "shared among the others."
                ),
            ),
            policy=("qa_pass_mark",),
            enforced_by=(check_card,),
        ),
        Rule(
            "QA-3",
            msg("Only an inspector scores"),
            (
                msg(
                    "Contacts are scored by QA inspectors only. Nobody scores themselves or an "
                    "inspection of their own."
                ),
            ),
            enforced_by=(check_inspector,),
        ),
        Rule(
            "QA-4",
            msg("The comprehensive evaluation sheet"),
            (
                msg(
                    "Each inspection is written out in full on the sheet, with the contact's "
                    "reference and time, and summed up for each person each month."
                ),
                msg("An item under its pass mark has a comment."),
            ),
            enforced_by=(check_comments,),
        ),
        Rule(
            "QA-5",
            msg("Scores are never overwritten"),
            (
                msg(
                    "The agent sees a submitted score and acknowledges it, or appeals within "
                    "{qa_appeal_days} days. The department head decides, unless it is the head who"
                    " scored it or whom it is about."
                ),
                msg(
                    "A changed score is a new version beside the old one, and only an appeal that "
                    "was upheld makes one."
                ),
            ),
            policy=("qa_appeal_days",),
            enforced_by=(check_appeal, check_decision, check_revision),
        ),
        Rule(
            "QA-6",
            msg("The weekly summary"),
            (
                msg(
                    "Each week the department head receives a summary: the common problems, an "
                    "analysis, and a training plan for all or for named people."
                ),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "QA-7",
            msg("The monthly meeting"),
            (
                msg(
                    "The month's inspection results go into the rewards and penalties of the "
                    "monthly meeting, and into assessment."
                ),
            ),
            enforced_by=(duties_done,),
        ),
    ),
)
