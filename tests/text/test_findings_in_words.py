"""Every code of a finding has its sentence and its remedy, and they say what was counted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app import text
from app.rules.calendar import CentreTime
from app.rules.findings import Finding
from app.rules.leave import LEAVE_RULES
from app.rules.swaps import SWAP_RULES
from app.rules.vocabulary import LeaveKind, LeaveStepKind, Role
from app.text.findings import WORDINGS, finding_remedy, finding_sentence

RULES = Path(__file__).parents[2] / "app" / "rules"
ROOMS = ("rules", "services", "queries")
DAY = date(2026, 10, 12)
NAMES = {"101": "王芳"}
CODE = re.compile(r"[A-Z]+-\d+\.\w+")


@pytest.fixture(autouse=True)
def _shanghai_in_english() -> Iterator[None]:
    text.use("en")
    text.use_clock(CentreTime())
    yield
    text.use("en")
    text.use_kinds({})


def finding(code: str, **params: Any) -> Finding:
    return Finding(code.partition(".")[0], "S-1", "101", DAY, code, params=params)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of October 2026 by the clock of Shanghai."""
    return CentreTime().from_wall(datetime(2026, 10, day, hour, minute)).astimezone(UTC)


LEAVE = {"kind": LeaveKind.PERSONAL}
SAID = [
    (
        finding("SWAP-1.missing", by="", at=None),
        "Nobody has consented on the side of 王芳 (101).",
        "王芳（101）一方无人同意。",
    ),
    (
        finding("SWAP-1.wrong_person", by="900", at=date(2026, 10, 9)),
        "900 consented for 王芳 (101), but on 9 October neither led that team nor the department.",
        "900为王芳（101）签了同意，但10月9日时既非其班长，也非其部主任。",
    ),
    (
        finding("SWAP-2.limit", count=2, limit=2, swaps=["S-2", "S-3"],
                days=[date(2026, 10, 3), date(2026, 10, 17)]),
        "2 of 2 swaps in October 2026: the 3rd and the 17th.",
        "2026年10月已换班2次，限2次：3日和17日。",
    ),
    (
        finding("SWAP-2.limit", count=0, limit=0, swaps=[], days=[]),
        "No swaps are allowed in October 2026: the limit is 0.",
        "2026年10月不允许换班：限额为0次。",
    ),
    (
        finding("SWAP-4.rest", minutes=450, limit_hours=8, shift="E",
                neighbour=date(2026, 10, 11), neighbour_shift="N"),
        "7 h 30 min of rest before E on 12 October, after N on 11 October: "
        "at least 8 hours are due.",
        "10月11日的N班之后、10月12日的E班之前只休息7小时30分钟：至少应为8小时。",
    ),
    (
        finding("SWAP-4.rest", minutes=-60, limit_hours=8, shift="E",
                neighbour=date(2026, 10, 11), neighbour_shift="N"),
        "E on 12 October and N on 11 October overlap by 1 hour.",
        "10月12日的E班与10月11日的N班重叠1小时。",
    ),
    (
        finding("SWAP-5.job_type", counterpart="102", mine="呼入", theirs=""),
        "The job types differ: 呼入 and none.",
        "工种不同：呼入与无。",
    ),
    (
        finding("SWAP-8.moved", asked="E", shift="N"),
        "The request is for E on 12 October, where 王芳 (101) works N by now.",
        "申请的是10月12日的E班，而王芳（101）当天现为N班。",
    ),
    (
        finding("SWAP-8.not_employed"),
        "王芳 (101) is not employed on 12 October.",
        "王芳（101）在10月12日不在职。",
    ),
    (
        finding("LEAVE-1.missing", step=LeaveStepKind.HEAD, by="", days=2, limit=1, **LEAVE),
        "The approval of the department head is missing; the run of leave is 2 days long.",
        "缺少部主任审批；连续请假共2天。",
    ),
    (
        finding("LEAVE-1.own", step=LeaveStepKind.HEAD, by="101", days=1, limit=1, **LEAVE),
        "王芳 (101) approved their own leave as department head.",
        "王芳（101）以部主任身份批准了自己的请假。",
    ),
    (
        finding("LEAVE-2.late", filed=at(12, 8), latest=at(12, 0), minutes=60, **LEAVE),
        "Filed at 12 October, 08:00; personal leave is filed by the end of 11 October.",
        "申请时间为10月12日 08:00；事假最迟应于10月11日当天结束前提出。",
    ),
    (
        finding("LEAVE-2.late", filed=at(12, 7), latest=at(12, 6, 30), minutes=60,
                kind=LeaveKind.URGENT_PERSONAL),
        "Filed at 12 October, 07:00; urgent personal leave is filed 1 hour before the shift: "
        "by 12 October, 06:30.",
        "申请时间为10月12日 07:00；特殊事假应在上班前1小时提出，即不晚于10月12日 06:30。",
    ),
    (
        finding("LEAVE-2.not_accepted", filed=at(12, 8), latest=at(12, 0),
                step=LeaveStepKind.DIRECTOR, **LEAVE),
        "Filed at 12 October, 08:00, after 12 October, 00:00, and marked as accepted late, "
        "but the approval of the centre director is missing.",
        "申请时间为10月12日 08:00，晚于10月12日 00:00；虽标为迟报批准，却没有中心主任的审批。",
    ),
    (
        finding("LEAVE-4.missing", first=None, last=None, until=DAY, due=at(14, 0),
                kind=LeaveKind.EMERGENCY_SICK),
        "No medical certificate was handed in by the end of 13 October.",
        "到10月13日结束时仍未交来医疗机构证明。",
    ),
    (
        finding("LEAVE-9.overlap", other="L-2", first=DAY, last=date(2027, 1, 2), **LEAVE),
        "It overlaps leave L-2 from 12 October to 2 January 2027.",
        "与请假L-2在10月12日至2027年1月2日重叠。",
    ),
    (
        finding("ATT-2.late", minutes=15, limit=20, arrived=at(12, 7, 45)),
        "Arrived at 07:45, 15 minutes late; from 20 minutes on it is an absence.",
        "07:45到岗，迟到15分钟；满20分钟即为旷工。",
    ),
    (
        finding("QA-1.too_few", count=0, least=1, most=5, inspections=[], month=DAY),
        "Inspections in October 2026: 0; at least 1 are due.",
        "2026年10月质检0次，至少应为1次。",
    ),
    (
        finding("QA-3.not_inspector", agent="102", role=Role.TEAM_LEADER),
        "王芳 (101) scored 102 as team leader; only an inspector scores.",
        "王芳（101）以班长身份给102评分；只有质检员可以评分。",
    ),
    (
        finding("QA-3.not_inspector", agent="102", role=None),
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
    short = finding("SWAP-4.rest", minutes=450, limit_hours=8, shift="E",
                    neighbour=date(2026, 10, 11), neighbour_shift="N")  # fmt: skip
    assert finding_remedy(short) == "Take a shift that starts at least 30 minutes later."
    apart = finding("SWAP-5.skill", counterpart="102", mine=5, theirs=2, gap=3, limit=1)
    assert finding_remedy(apart) == "Swap with somebody of skill level 4 to 5."
    late = finding("LEAVE-2.late", filed=at(12, 8), latest=at(12, 0), minutes=60, **LEAVE)
    assert finding_remedy(late).startswith("File it by the end of 11 October")


def test_instants_are_told_by_the_clock_of_the_centre() -> None:
    text.use_clock(CentreTime("Europe/Berlin"))
    late = finding(
        "ATT-2.late", minutes=15, limit=20, arrived=datetime(2026, 10, 12, 5, 45, tzinfo=UTC)
    )
    assert finding_sentence(late).startswith("Arrived at 07:45")


def test_a_kind_of_the_centres_own_goes_by_its_name() -> None:
    late = finding("LEAVE-2.late", filed=at(12, 8), latest=at(12, 0), minutes=60, kind="annual")
    assert "; annual is filed" in finding_sentence(late)
    text.use_kinds({"annual": "年假"})
    assert "; 年假 is filed" in finding_sentence(late)


def test_every_code_in_the_rules_has_its_wording() -> None:
    worded = {code.partition("/")[0] for code in WORDINGS}
    assert codes_in_rules() - worded == set()


def test_a_request_is_told_of_every_rule_that_it_keeps_and_of_what_it_waits_for() -> None:
    kept = {f"{rule}.kept" for rule in (*SWAP_RULES, *LEAVE_RULES)}
    waiting = {"SWAP-1.waiting", "LEAVE-1.waiting", "LEAVE-2.waiting", "LEAVE-4.waiting"}
    assert (kept | waiting) - WORDINGS.keys() == set()


def test_every_wording_belongs_to_a_code() -> None:
    names = {code.partition(".")[2].partition("/")[0] for code in WORDINGS}
    said = {text.rpartition(".")[2] for room in ROOMS for text in all_texts(RULES.parent / room)}
    assert names - said == set()


def all_texts(room: Path) -> Iterator[str]:
    for path in room.rglob("*.py"):
        yield from texts(ast.parse(path.read_text("utf-8")))


def test_what_is_kept_needs_no_remedy() -> None:
    kept = finding("SWAP-2.kept", count=1, limit=2, month=DAY.replace(day=1))
    assert finding_sentence(kept, NAMES) == "王芳 (101): 1 of 2 swaps in October 2026."
    assert finding_remedy(kept) == ""


WAITING = [
    (finding("LEAVE-1.waiting", step=LeaveStepKind.HEAD, who=["900"], days=2, **LEAVE),
     "The department head decides: 900.", "由部主任审批：900。"),
    (finding("LEAVE-1.kept", days=1, steps=[LeaveStepKind.LEADER, LeaveStepKind.HEAD], **LEAVE),
     "The run of leave is 1 day long; decided by: team leader and department head.",
     "连续请假共1天；审批人：班长和部主任。"),
    (finding("LEAVE-2.waiting", filed=at(12, 8), latest=at(12, 0), minutes=60, **LEAVE),
     "Filed at 12 October, 08:00, later than 12 October, 00:00: "
     "the department head has to accept it as late.",
     "申请时间为10月12日 08:00，晚于10月12日 00:00：须由部主任按迟报批准。"),
    (finding("LEAVE-6.kept", nights=1, **LEAVE), "Night shifts covered: 1.", "涵盖夜班1个。"),
    (finding("SWAP-4.kept", minutes=None, limit_hours=8), "王芳 (101) has no other shift nearby.",
     "王芳（101）前后没有其他班。"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "english", "chinese"), WAITING, ids=lambda value: str(value)[:30])
def test_a_request_is_told_what_was_looked_at(said: Finding, english: str, chinese: str) -> None:
    assert finding_sentence(said, NAMES) == english
    text.use("zh_CN")
    assert finding_sentence(said, NAMES) == chinese


def test_a_request_names_whose_word_it_waits_for() -> None:
    waiting = finding("SWAP-1.waiting", who=["900", "101"])
    assert finding_sentence(waiting, NAMES).endswith("by 900 or 王芳 (101).")
    nobody = finding("SWAP-1.waiting", who=[])
    assert finding_sentence(nobody).startswith("Nobody holds a post")


def codes_in_rules() -> set[str]:
    """Codes as whole texts, and those that rule functions put together: `_finding(..., "SWAP-1",
    fault, ...)` where `fault` may be any text that the function it came from returns."""
    found: set[str] = set()
    for path in RULES.rglob("*.py"):
        module = ast.parse(path.read_text("utf-8"))
        found |= {value for value in texts(module) if CODE.fullmatch(value)}
        functions = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
        for function in functions.values():
            found |= codes_put_together(function, functions)
    return found


def codes_put_together(
    function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]
) -> set[str]:
    """The codes of the calls in one function that name a rule and, next, a code."""
    codes: set[str] = set()
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        for rule, code in zip(call.args, call.args[1:], strict=False):
            if isinstance(rule, ast.Constant) and re.fullmatch(r"[A-Z]+-\d+", str(rule.value)):
                codes |= {f"{rule.value!s}.{name}" for name in values_of(code, function, functions)}
    return {code for code in codes if CODE.fullmatch(code)}


def values_of(
    node: ast.expr, function: ast.FunctionDef, functions: dict[str, ast.FunctionDef]
) -> set[str]:
    """The texts that an expression may be: its own, and those of what it is assigned from."""
    if not isinstance(node, ast.Name):
        return set(texts(node))
    found: set[str] = set()
    for assigned in (each for each in ast.walk(function) if isinstance(each, ast.Assign)):
        if node.id in {
            each.id for each in ast.walk(assigned.targets[0]) if isinstance(each, ast.Name)
        }:
            found |= set(texts(assigned.value))
            for call in (each for each in ast.walk(assigned.value) if isinstance(each, ast.Call)):
                called = functions.get(ast.unparse(call.func))
                for result in ast.walk(called) if called else ():
                    if isinstance(result, ast.Return) and result.value is not None:
                        found |= set(texts(result.value))
    return found


def texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
