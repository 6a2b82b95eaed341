"""A calibration, played in the demo centre: scored blind, then side by side, and what is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.context import Context
    from app.queries.quality.scoring_plan import ScoringTask
    from app.ui.tour.walks import Scenery

_HEAD, _INSPECTOR, _NO = "1002", "1011", "C-00002"
_ITEM = "05"
_STEPS = {"1011": (9, 2), "1401": (-8, -3)}
"""What each gives an item, and how they read the one that is agreed on, beside 82."""


def calibration(scenery: Scenery) -> None:
    """Half is scored, blind; the rest is; the inspectors lie apart on an item; it is agreed."""
    from app.services.quality.calibrating import close_calibration, note_reading

    context = scenery.seen("walk-calibration-1-blind", _INSPECTOR, "calibration", _NO)
    waiting = _left(context)
    scenery.seen("walk-calibration-2-score", _INSPECTOR, "scoring", waiting[0].id)
    for no in sorted(_STEPS):
        context = scenery.sit(no)
        for one in _left(context):
            _score(context, one, no)
    context = scenery.sit(_HEAD)
    version = _version(context)
    scenery.seen("walk-calibration-3-side-by-side", _HEAD, "calibration", _NO)
    note_reading(context, _NO, _ITEM, "复述后须等客户确认；客户更正后再复述一次，不扣分。")
    close_calibration(context, _NO, version)
    scenery.seen("walk-calibration-4-agreed", _INSPECTOR, "calibration", (_NO, _ITEM))


def _left(context: Context) -> list[ScoringTask]:
    """What whoever sits there has still to score of it."""
    from app.reading.quality.scoring import scoring_board

    tasks = scoring_board(context).tasks
    return [one for one in tasks if one.calibration_no == _NO and one.open]


def _score(context: Context, one: ScoringTask, no: str) -> None:
    from app.reading.quality.scoring import scoring_sheet
    from app.rules.scorecards.scoring import Given
    from app.services.quality.scoring import Submission, submit

    sheet, (own, all_of_it) = scoring_sheet(context, one.id), _STEPS[no]
    given = [
        Given(line.item.item, 82.0 + (own if line.item.item == _ITEM else all_of_it))
        for line in sheet.lines
    ]
    choice = sheet.choice
    submit(
        context,
        Submission(
            one.id, one.version, choice.card, choice.version, given, one.contact_ref, one.contact_at
        ),
    )


def _version(context: Context) -> int:
    from app.reading.quality.calibrations import read_calibration

    return read_calibration(context, _NO).row.version
