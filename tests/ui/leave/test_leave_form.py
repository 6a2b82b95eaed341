"""The form of a leave on paper, with its chain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.queries.leave.rows import LeaveRow, StepRow
from app.queries.requests.decisions import DecisionRow
from app.rules.vocabulary import LeaveStatus, LeaveStepKind
from app.ui.leave.leave_form import leave_form_pdf
from tests.pdf_text import read_pdf

NOW = datetime(2026, 10, 15, 1, 0, tzinfo=UTC)
CHAIN = (LeaveStepKind.LEADER, LeaveStepKind.HEAD)
ROW = LeaveRow(
    1, "L-00007", 5, "1102", "程月华", "1102", NOW, "personal", date(2026, 10, 20),
    date(2026, 10, 21), "家中有事 <b>", "", False, None, None, None, None, "",
    LeaveStatus.PENDING, None, "", "", 1,
    (StepRow(LeaveStepKind.LEADER, "1101", "蔡修远", NOW),),
)  # fmt: skip


def form(qapp: QApplication, path: Path, row: LeaveRow = ROW, *history: DecisionRow) -> str:
    leave_form_pdf(
        row, "Personal leave", "呼入部 / 呼入1班", CHAIN, history, NOW, path / "leave.pdf"
    )
    return "".join(read_pdf(path / "leave.pdf")[0].text.split())


def squeezed(words: str) -> str:
    """Without spaces: a PDF breaks its lines where it likes."""
    return "".join(words.split())


def test_the_form_tells_who_when_and_why(qapp: QApplication, tmp_path: Path) -> None:
    words = form(qapp, tmp_path)
    for each in ("L-00007", "程月华 1102", "Personal leave", "(2 days)", "家中有事 <b>",
                 "Tuesday, 20 October 2026"):  # fmt: skip
        assert squeezed(each) in words, each


def test_a_step_that_is_open_is_left_to_sign(qapp: QApplication, tmp_path: Path) -> None:
    words = form(qapp, tmp_path)
    assert squeezed("蔡修远 1101") in words
    assert squeezed("Department head") in words
    assert squeezed("Centre director") not in words


def test_what_somebody_remarked_stands_below(qapp: QApplication, tmp_path: Path) -> None:
    remark = DecisionRow("decline", "1002", "郭敏", NOW, "人手不足", "")
    declined = replace(ROW, status=LeaveStatus.DECLINED, ended_reason="人手不足")
    words = form(qapp, tmp_path, declined, remark)
    assert "郭敏" in words
    assert words.count("人手不足") == 2
