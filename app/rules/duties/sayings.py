"""What each rule of the regular duties says where it is broken: its classes of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.figures import duties as f


@dataclass(frozen=True, slots=True)
class Sayings:
    """`doer` None: anyone does its duties; `receiver` None: nobody receives them."""

    not_done: type[f.NotDone]
    late: type[f.DoneLate]
    doer: type[f.DoneByAnother] | None
    receiver: type[f.ReceivedByAnother] | None = None


SAYINGS: Mapping[str, Sayings] = {
    "DUTY-2": Sayings(
        f.AnalysisNotDone, f.AnalysisDoneLate, f.AnalysisDoneByAnother, f.AnalysisReceivedByAnother
    ),
    "DUTY-3": Sayings(
        f.WeeklyFiguresNotDone,
        f.WeeklyFiguresDoneLate,
        f.WeeklyFiguresDoneByAnother,
        f.WeeklyFiguresReceivedByAnother,
    ),
    "MEET-1": Sayings(
        f.LeadersMeetingNotDone, f.LeadersMeetingDoneLate, f.LeadersMeetingDoneByAnother
    ),
    "MEET-2": Sayings(
        f.AgentsMeetingNotDone,
        f.AgentsMeetingDoneLate,
        f.AgentsMeetingDoneByAnother,
        f.AgentsMeetingReceivedByAnother,
    ),
    "MEET-3": Sayings(
        f.HalfYearNotDone, f.HalfYearDoneLate, f.HalfYearDoneByAnother, f.HalfYearReceivedByAnother
    ),
    "TRAIN-1": Sayings(f.TrainingNotDone, f.TrainingDoneLate, f.TrainingDoneByAnother),
    "QA-6": Sayings(
        f.QualityWeekNotDone,
        f.QualityWeekDoneLate,
        f.QualityWeekDoneByAnother,
        f.QualityWeekReceivedByAnother,
    ),
    "QA-7": Sayings(
        f.QualityMonthNotDone,
        f.QualityMonthDoneLate,
        f.QualityMonthDoneByAnother,
        f.QualityMonthReceivedByAnother,
    ),
    "SITE-1": Sayings(f.SiteCheckNotDone, f.SiteCheckDoneLate, f.SiteCheckDoneByAnother),
    "SITE-2": Sayings(f.SafetyCheckNotDone, f.SafetyCheckDoneLate, f.SafetyCheckDoneByAnother),
    "SITE-3": Sayings(f.PlantsNotDone, f.PlantsDoneLate, None),
}
"""By the rule's id."""
