"""Every notice that a service leaves has its sentence, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app import text
from app.rules.swap_states import COURSE, SwapAction
from app.rules.vocabulary import OfferKind, ReportAction, SwapStatus
from app.text.notices import NOTICES, notice_sentence
from tests.source import nodes_of

SERVICES = Path(__file__).parents[2] / "app" / "services"
CODE = re.compile(
    r"^(swap|leave|bulletin|cover|delegation|certificate|balance|roster|report|complaint|visitor"
    r"|floor|stop|duty|sample|inspection|calibration|offer)\.[a-z_]+$"
)
ENDINGS = (
    {
        f"swap.{state}"
        for action in (
            SwapAction.DECLINE,
            SwapAction.WITHDRAW,
            SwapAction.EXPIRE,
            SwapAction.CANCEL,
        )
        if (state := COURSE.after(SwapStatus.AGREED, action))
    }
    | {"swap.lapsed"}
    | {f"offer.{kind}{done}" for kind in OfferKind for done in ("", "_done")}
    | {f"report.{action}" for action in ReportAction if action is not ReportAction.RAISE}
)
REASON = "人手不足"
PARAMS = {
    "requester": "王芳", "counterpart": "李娜", "gives": date(2026, 10, 20),
    "takes": date(2026, 10, 22), "name": "王芳", "kind": "personal", "first": date(2026, 10, 20),
    "last": date(2026, 10, 21), "reason": REASON, "day": date(2026, 10, 20), "shift": "E",
    "count": 2, "swap": "S-00001", "days": [date(2026, 10, 20), date(2026, 10, 21)],
    "by": "李娜", "absent": "赵工", "until": datetime(2026, 10, 19, 8, tzinfo=UTC),
    "no": "E-00001", "visitor": "赵工",
    "minutes": 10, "title": "新资费", "n": 5, "month": date(2026, 10, 1),
    "changes": [(date(2026, 10, 20), "E", ""), (date(2026, 10, 21), "", "N")],
    "contact": "20261020-1", "team": "A", "left": 2,
}  # fmt: skip


def codes_told() -> set[str]:
    """The codes in every function of a service that calls `tell` or a `_tell...` of its own."""
    found = set()
    for path in SERVICES.rglob("*.py"):
        for node in nodes_of(path):
            if isinstance(node, ast.FunctionDef):
                found |= set(_codes_in(node))
    return found | ENDINGS


def _codes_in(function: ast.FunctionDef) -> Iterator[str]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    tellers = [call for call in calls if _name(call).lstrip("_").startswith("tell")]
    chosen = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == ["code"]
    ]
    for place in (*tellers, *(chosen if tellers else ())):
        for node in ast.walk(place):
            if isinstance(node, ast.Constant) and CODE.match(str(node.value)):
                yield str(node.value)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    text.use("en")


def test_the_services_tell_something() -> None:
    assert {"swap.offered", "swap.effective", "swap.expired", "leave.filed"} <= codes_told()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_notice_is_worded(language: str) -> None:
    text.use(language)
    for code in sorted(codes_told()):
        sentence = notice_sentence(code, PARAMS)
        assert "{" not in sentence, code
        assert sentence.endswith((".", "。", ")", REASON)), code


def test_no_wording_outlives_its_notice() -> None:
    assert {code.partition("/")[0] for code in NOTICES} <= codes_told()


def test_a_reason_is_told_where_there_is_one() -> None:
    assert notice_sentence("swap.withdrawn", PARAMS).endswith(": 人手不足")
    assert notice_sentence("swap.withdrawn", PARAMS | {"reason": ""}).endswith("withdrawn.")


def test_a_leave_of_one_day_is_told_by_that_day() -> None:
    day = date(2026, 10, 20)
    told = notice_sentence("leave.approved", PARAMS | {"last": day, "days": []}, day)
    assert told == "王芳: personal leave, 20 October, is approved."
