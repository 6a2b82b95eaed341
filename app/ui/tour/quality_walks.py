"""An inspection played in the demo centre: drawn, scored, appealed against, decided on, revised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.reading.quality.scoring import ScoringSheet
    from app.services.quality.scoring import Submission
    from app.ui.tour.walks import Scenery

_INSPECTOR, _HEAD = "1011", "1002"
_LATER = timedelta(hours=2)
_LOW, _RAISED = 55.0, 85.0


def inspection(scenery: Scenery) -> None:
    """From the draw to the appeal, and to the revision beside the old scores."""
    from app.queries.quality.scoring_plan import TaskState
    from app.reading.quality.inspections import read_inspection
    from app.reading.quality.scoring import scoring_board, scoring_sheet
    from app.rules.scorecards.scoring import Given
    from app.services.quality.appeals import Decision, answer, appeal, decide
    from app.services.quality.scoring import submit
    from app.services.quality.taking_up import take_up

    context = scenery.seen("walk-inspection-1-drawn", _INSPECTOR, "sampling")
    tasks = scoring_board(context).tasks
    one = next(
        one for one in tasks if one.state is TaskState.WAITING and one.contact_ref and one.link
    )
    take_up(context, one.id, one.version)
    context = scenery.seen("walk-inspection-2-score", _INSPECTOR, "scoring", one.id)
    sheet = scoring_sheet(context, one.id)
    low = sheet.lines[3].item.item
    no = submit(context, _handed_in(sheet, low))
    scenery.clock.at += _LATER
    agent = scenery.seen("walk-inspection-3-agent", one.agent_no, "inspections", no)
    appeal(agent, no, {low: "语速是应客户要求放快的，录音1分20秒处可听到。"})
    scenery.clock.at += _LATER
    context = scenery.sit(_INSPECTOR)
    answer(context, no, "复听后确有此要求，评分时没有注意。")
    scenery.clock.at += _LATER
    context = scenery.seen("walk-inspection-4-appeal", _HEAD, "inspections", no)
    seen = len(read_inspection(context, no).course)
    changes = (Given(low, _RAISED, comment="应客户要求放快语速"),)
    decide(context, no, Decision("复听属实，改分。", seen, upheld=True, changes=changes))
    scenery.seen("walk-inspection-5-revision", one.agent_no, "inspections", no)


def _handed_in(sheet: ScoringSheet, low: str) -> Submission:
    """Every item well but one, which has its comment."""
    from app.rules.scorecards.scoring import Given
    from app.services.quality.scoring import Submission

    one = sheet.task
    given = [
        Given(line.item.item, _LOW, comment="语速偏快，客户两次要求重复")
        if line.item.item == low
        else Given(line.item.item, 88.0 + at)
        for at, line in enumerate(sheet.lines)
    ]
    return Submission(
        planned_id=one.id, version=one.version, card=sheet.choice.card,
        card_version=sheet.choice.version, given=given, contact_ref=one.contact_ref,
        contact_at=one.contact_at, comment="流程完整，注意语速。", again=True,
    )  # fmt: skip
