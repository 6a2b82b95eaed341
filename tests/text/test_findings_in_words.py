"""A finding says in both languages what was counted, and what would make it right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from app import text
from app.rules.calendar import CentreTime
from app.rules.figures import attendance, kept, leave, quality, swaps
from app.rules.figures.figure import (
    Days,
    EmployeeNo,
    Figures,
    JobType,
    KindOfLeave,
    Minutes,
    Month,
    TimeOfDay,
)
from app.rules.findings import Finding
from app.rules.vocabulary import LeaveKind, LeaveStepKind, Role
from app.text.findings import finding_remedy, finding_sentence

DAY = date(2026, 10, 12)
NAMES = {"101": "王芳"}


@pytest.fixture(autouse=True)
def _shanghai_in_english() -> Iterator[None]:
    text.use("en")
    text.use_clock(CentreTime())
    yield
    text.use("en")
    text.use_kinds({})


def finding(figures: Figures) -> Finding:
    return Finding("S-1", "101", DAY, figures)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of October 2026 by the clock of Shanghai."""
    return CentreTime().from_wall(datetime(2026, 10, day, hour, minute)).astimezone(UTC)


HEAD = EmployeeNo("900")


def rest(minutes: int) -> swaps.RestTooShort:
    """So much between N on the eleventh and E on the twelfth."""
    return swaps.RestTooShort(Minutes(minutes), 8, "E", date(2026, 10, 11), "N")


def late(filed: datetime, latest: datetime, kind: str = LeaveKind.PERSONAL) -> leave.FiledLate:
    return leave.FiledLate(filed, latest, Minutes(60), KindOfLeave(kind))


SAID = [
    (
        finding(swaps.ConsentMissing()),
        "Nobody has consented on the side of 王芳 (101).",
        "王芳（101）一方无人同意。",
    ),
    (
        finding(swaps.StrangersConsent(HEAD, date(2026, 10, 9))),
        "900 consented for 王芳 (101), but on 9 October neither led that team nor the department.",
        "900为王芳（101）签了同意，但10月9日时既非其班长，也非其部主任。",
    ),
    (
        finding(swaps.SwapsUsedUp(2, 2, ("S-2", "S-3"), (date(2026, 10, 3), date(2026, 10, 17)))),
        "2 of 2 swaps in October 2026: the 3rd and the 17th.",
        "2026年10月已换班2次，限2次：3日和17日。",
    ),
    (
        finding(swaps.SwapsUsedUp(0, 0, (), ())),
        "No swaps are allowed in October 2026: the limit is 0.",
        "2026年10月不允许换班：限额为0次。",
    ),
    (
        finding(rest(450)),
        "7 h 30 min of rest before E on 12 October, after N on 11 October: "
        "at least 8 hours are due.",
        "10月11日的N班之后、10月12日的E班之前只休息7小时30分钟：至少应为8小时。",
    ),
    (
        finding(rest(-60)),
        "E on 12 October and N on 11 October overlap by 1 hour.",
        "10月12日的E班与10月11日的N班重叠1小时。",
    ),
    (
        finding(swaps.JobsDiffer(JobType("呼入"), JobType(""))),
        "The job types differ: 呼入 and none.",
        "工种不同：呼入与无。",
    ),
    (
        finding(swaps.ShiftMoved("E", "N")),
        "The request is for E on 12 October, where 王芳 (101) works N by now.",
        "申请的是10月12日的E班，而王芳（101）当天现为N班。",
    ),
    (
        finding(swaps.NotEmployed()),
        "王芳 (101) is not employed on 12 October.",
        "王芳（101）在10月12日不在职。",
    ),
    (
        finding(leave.StepMissing(LeaveStepKind.HEAD, Days(2))),
        "The approval of the department head is missing; the run of leave is 2 days long.",
        "缺少部主任审批；连续请假共2天。",
    ),
    (
        finding(leave.OwnStep(LeaveStepKind.HEAD, EmployeeNo("101"))),
        "王芳 (101) approved their own leave as department head.",
        "王芳（101）以部主任身份批准了自己的请假。",
    ),
    (
        finding(late(at(12, 8), at(12, 0))),
        "Filed at 12 October, 08:00; personal leave is filed by the end of 11 October.",
        "申请时间为10月12日 08:00；事假最迟应于10月11日当天结束前提出。",
    ),
    (
        finding(late(at(12, 7), at(12, 6, 30), LeaveKind.URGENT_PERSONAL)),
        "Filed at 12 October, 07:00; urgent personal leave is filed 1 hour before the shift: "
        "by 12 October, 06:30.",
        "申请时间为10月12日 07:00；特殊事假应在上班前1小时提出，即不晚于10月12日 06:30。",
    ),
    (
        finding(leave.LateNotAccepted(at(12, 8), at(12, 0), LeaveStepKind.DIRECTOR)),
        "Filed at 12 October, 08:00, after 12 October, 00:00, and marked as accepted late, "
        "but the approval of the centre director is missing.",
        "申请时间为10月12日 08:00，晚于10月12日 00:00；虽标为迟报批准，却没有中心主任的审批。",
    ),
    (
        finding(leave.CertificateMissing(KindOfLeave(LeaveKind.EMERGENCY_SICK), at(14, 0))),
        "No medical certificate was handed in by the end of 13 October.",
        "到10月13日结束时仍未交来医疗机构证明。",
    ),
    (
        finding(leave.LeavesOverlap("L-2", DAY, date(2027, 1, 2))),
        "It overlaps leave L-2 from 12 October to 2 January 2027.",
        "与请假L-2在10月12日至2027年1月2日重叠。",
    ),
    (
        finding(attendance.CameLate(Minutes(15), 20, TimeOfDay(at(12, 7, 45)))),
        "Arrived at 07:45, 15 minutes late; from 20 minutes on it is an absence.",
        "07:45到岗，迟到15分钟；满20分钟即为旷工。",
    ),
    (
        finding(attendance.DateInDoubt(at(12, 2), Minutes(330), 4)),
        "Arrived at 12 October, 02:00, 5 h 30 min before the shift: more than 4 hours before it, "
        "the date is in doubt.",
        "10月12日 02:00到岗，距上班5小时30分钟：早于上班前4小时，日期存疑。",
    ),
    (
        finding(swaps.InAnotherRequest("S-2")),
        "The shift of 王芳 (101) on 12 October is in request S-2 already.",
        "王芳（101）10月12日的班已在换班申请S-2中。",
    ),
    (
        finding(quality.TooFewInspections(0, 1, 5, Month(DAY))),
        "Inspections in October 2026: 0; at least 1 are due.",
        "2026年10月质检0次，至少应为1次。",
    ),
    (
        finding(quality.NotAnInspector(EmployeeNo("102"), Role.TEAM_LEADER)),
        "王芳 (101) scored 102 as team leader; only an inspector scores.",
        "王芳（101）以班长身份给102评分；只有质检员可以评分。",
    ),
    (
        finding(quality.NotAnInspector(EmployeeNo("102"), None)),
        "王芳 (101) scored 102 and is nobody who works here; only an inspector scores.",
        "王芳（101）给102评分，但并非本中心人员；只有质检员可以评分。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("found", "english", "chinese"), SAID, ids=lambda value: str(value)[:30])
def test_a_finding_says_what_was_counted(found: Finding, english: str, chinese: str) -> None:
    assert finding_sentence(found, NAMES) == english
    text.use("zh_CN")
    assert finding_sentence(found, NAMES) == chinese


def test_the_remedy_names_the_smallest_change() -> None:
    short = finding(rest(450))
    assert finding_remedy(short).endswith(" needs a shift that starts at least 30 minutes later.")
    apart = finding(swaps.LevelsApart(5, 2, gap=3, limit=1))
    assert finding_remedy(apart) == "Swap with somebody of skill level 4 to 5."
    assert finding_remedy(finding(late(at(12, 8), at(12, 0)))).startswith("Begin it on a later day")


def test_instants_are_told_by_the_clock_of_the_centre() -> None:
    text.use_clock(CentreTime("Europe/Berlin"))
    came = TimeOfDay(datetime(2026, 10, 12, 5, 45, tzinfo=UTC))
    assert finding_sentence(finding(attendance.CameLate(Minutes(15), 20, came))).startswith(
        "Arrived at 07:45"
    )


def test_a_kind_of_the_centres_own_goes_by_its_name() -> None:
    found = finding(late(at(12, 8), at(12, 0), "annual"))
    assert "; annual is filed" in finding_sentence(found)
    text.use_kinds({"annual": "年假"})
    assert "; 年假 is filed" in finding_sentence(found)


def test_what_is_kept_needs_no_remedy() -> None:
    counted = finding(kept.SwapsCounted(1, 2, Month(DAY.replace(day=1))))
    assert finding_sentence(counted, NAMES) == "王芳 (101): 1 of 2 swaps in October 2026."
    assert finding_remedy(counted) == ""


WAITING = [
    (finding(kept.StepAwaited(LeaveStepKind.HEAD, (HEAD,))),
     "The department head decides: 900.", "由部主任审批：900。"),
    (finding(kept.ChainWalked(Days(1), (LeaveStepKind.LEADER, LeaveStepKind.HEAD))),
     "The run of leave is 1 day long; decided by: team leader and department head.",
     "连续请假共1天；审批人：班长和部主任。"),
    (finding(kept.LateAwaited(at(12, 8), at(12, 0))),
     "Filed at 12 October, 08:00, later than 12 October, 00:00: "
     "the department head has to accept it as late.",
     "申请时间为10月12日 08:00，晚于10月12日 00:00：须由部主任按迟报批准。"),
    (finding(kept.NightsCovered(1)), "Night shifts covered: 1.", "涵盖夜班1个。"),
    (finding(kept.LeastRest(None, 8)), "王芳 (101) has no other shift nearby.",
     "王芳（101）前后没有其他班。"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "english", "chinese"), WAITING, ids=lambda value: str(value)[:30])
def test_a_request_is_told_what_was_looked_at(said: Finding, english: str, chinese: str) -> None:
    assert finding_sentence(said, NAMES) == english
    text.use("zh_CN")
    assert finding_sentence(said, NAMES) == chinese


def test_a_request_names_whose_word_it_waits_for() -> None:
    waiting = finding(kept.ConsentAwaited((HEAD, EmployeeNo("101"))))
    assert finding_sentence(waiting, NAMES).endswith("by 900 or 王芳 (101).")
    nobody = finding(kept.ConsentAwaited(()))
    assert finding_sentence(nobody).startswith("Nobody holds a post")
