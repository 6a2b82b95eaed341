"""The Registers page, by what is seen in it and pressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app import text
from app.context import Actor, Context
from app.reading.registers.reports import Draft
from app.rules.vocabulary import ReportKind
from app.services.registers import complaints, reports, visitors
from app.services.registers.complaints import NewComplaint
from app.services.registers.visitors import NewVisitor
from app.ui.kit.unsaved import unsaved_in
from app.ui.registers.complaint_forms import CloseDialog, ComplaintDialog
from app.ui.registers.raising import RaisingDialog
from app.ui.registers.sheet import Shown as What
from app.ui.registers.steps import StepDialog
from tests.factories import SmallCentre, TestClock
from tests.ui.registers.conftest import Shown

ShownTo = Callable[[str], Shown]


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def raised(centre: SmallCentre, facts: str = "3号台耳麦无声") -> str:
    draft = Draft(centre.people["1000"], ReportKind.FAULT, False, facts, "更换耳麦")
    return reports.raise_report(acting(centre, "1001"), draft)


def raising(page: Shown, to: str, facts: str = "耳麦无声", proposal: str = "更换") -> RaisingDialog:
    page.page.begin_button.click()
    page.settle()
    dialog = page.dialog(RaisingDialog)
    texts = [dialog.to.itemText(at) for at in range(dialog.to.count())]
    dialog.to.setCurrentIndex(next(at for at, name in enumerate(texts) if to in name))
    dialog.facts.setPlainText(facts)
    dialog.proposal.setPlainText(proposal)
    page.settle()
    return dialog


@pytest.mark.parametrize(
    ("no", "tabs"),
    [
        ("1001", ["Reports upwards", "Customer complaints", "Visitor register"]),
        ("0001", ["Reports upwards", "Customer complaints", "Visitor register"]),
        ("0003", ["Reports upwards"]),
        ("0004", ["Reports upwards"]),
    ],
)
def test_what_somebody_may_not_see_has_no_tab(shown_to: ShownTo, no: str, tabs: list[str]) -> None:
    bar = shown_to(no).page.tabs
    assert [bar.tabText(at) for at in range(bar.count())] == tabs


def test_a_director_reads_and_begins_nothing(shown_to: ShownTo) -> None:
    page = shown_to("0001").page
    for key in ("reports", "complaints", "visitors"):
        page.show_part(key)
        assert not page.begin_button.isVisible()
    assert page.bar is None


def test_the_form_begins_with_the_superior_and_sends(shown_to: ShownTo) -> None:
    page = shown_to("1001")
    dialog = raising(page, "your superior")
    assert dialog.to.currentText() == "Person 1000 1000: your superior"
    assert "Person 1000 (1000) is the team leader of Person 1001 (1001)." in page.said(dialog)
    dialog.submit.click()
    page.settle()
    assert page.rows() == ["E-00001"]
    assert page.toasts == ["E-00001 is on record."]
    assert "Waits for an answer" in page.said()


def test_the_form_says_whom_not_and_the_smallest_change_before_one_presses(
    shown_to: ShownTo,
) -> None:
    page = shown_to("1001")
    dialog = raising(page, "0002")
    said = page.said(dialog)
    assert "Broken" in said
    assert "goes to the team leader: Person 1000 (1000)." in said
    assert "Report it to Person 1000 (1000), or, in an emergency, to" in said
    dialog.submit.click()
    page.settle()
    assert dialog.isVisible()
    assert dialog.refusal.text()
    dialog.emergency.choose(True)
    page.settle()
    assert "must be told afterwards, by 16 October, 09:00" in page.said(dialog)
    dialog.submit.click()
    page.settle()
    assert "skipped superior to be told" in " ".join(page.cells("E-00001"))


def test_what_is_typed_is_held_as_unsaved(shown_to: ShownTo) -> None:
    page = shown_to("1001")
    dialog = raising(page, "your superior", facts="只写了一半")
    assert "只写了一半" in [one.text for one in unsaved_in(dialog)]


def test_a_chain_from_the_answer_to_one_level_up(shown_to: ShownTo, centre: SmallCentre) -> None:
    no = raised(centre)
    leader, agent = shown_to("1000"), shown_to("1001")

    def does(page: Shown, what: str, words: str) -> None:
        page.page.open_target(("report", no))
        page.settle()
        page.press(what)
        dialog = page.dialog(StepDialog)
        dialog.words.setPlainText(words)
        dialog.submit.click()
        page.settle()

    assert leader.page.tabs.tabText(0) == "Reports upwards (1)"
    does(leader, "Answer…", "同意更换")
    does(agent, "Dissent…", "应先停用")
    does(leader, "Stand by it…", "")
    does(agent, "Carried out…", "")
    assert agent.buttons() == []
    does(leader, "Take one level up…", "请明确停用标准")
    leader.page.open_target(("report", no))
    leader.settle()
    for words in ("“同意更换”", "“应先停用”", "Upheld", "“请明确停用标准”"):
        assert words in leader.said()
    leader.press("Taken one level up as E-00002")
    assert "Person 1000 to Person 0002" in leader.said()


def test_an_instruction_needs_words(shown_to: ShownTo, centre: SmallCentre) -> None:
    no = raised(centre)
    page = shown_to("1000")
    page.pick(no)
    page.press("Answer…")
    dialog = page.dialog(StepDialog)
    dialog.submit.click()
    assert dialog.isVisible()
    assert dialog.form.problem("words")


def test_open_mine_overdue_and_two_characters_narrow_the_list(
    shown_to: ShownTo, centre: SmallCentre, clock: TestClock
) -> None:
    first = raised(centre)
    clock.pass_by(days=4)
    second = raised(centre, "饮水机漏水")
    page = shown_to("1000")
    sheet = page.page.sheet
    for what, rows in (
        (What.OPEN, [second, first]), (What.MINE, [second, first]), (What.OVERDUE, [first]),
        (What.ALL, [second, first]),
    ):  # fmt: skip
        sheet.show_only(what)
        assert page.rows() == rows
    assert "overdue by 24 hours" in page.cells(first)
    for typed, rows in (("漏", [second, first]), ("漏水", [second]), ("耳麦 无声", [first])):
        sheet.text.setText(typed)
        page.settle()
        assert page.rows() == rows


def test_a_complaint_is_registered_answered_and_closed(shown_to: ShownTo) -> None:
    page = shown_to("1001")
    page.page.show_part("complaints")
    page.page.begin_button.click()
    page.settle()
    dialog = page.dialog(ComplaintDialog)
    dialog.submit.click()
    assert dialog.form.problem("contact")
    dialog.contact.setText("20261015-1")
    dialog.subject.setPlainText("扣费争议")
    dialog.submit.click()
    page.settle()
    assert page.rows() == ["K-00001"]
    assert "15 days left" in page.cells("K-00001")
    page.press("Customer answered")
    page.press("Close…")
    close = page.dialog(CloseDialog)
    close.handled.setPlainText("已退费")
    page.settle()
    assert "received it first and closes it" in page.said(close)
    close.submit.click()
    page.settle()
    assert page.rows() == []
    assert "“已退费”" in page.said()


def test_who_did_not_receive_it_first_is_warned_before_they_close_it(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    no = complaints.register(acting(centre, "1001"), NewComplaint("C-1", "扣费争议"))
    page = shown_to("1000")
    page.page.open_target(("complaint", no))
    page.settle()
    page.press("Close…")
    close = page.dialog(CloseDialog)
    close.handled.setPlainText("已退费")
    page.settle()
    assert "Warning" in page.said(close)
    assert "Person 1001 (1001) received it first" in page.said(close)
    close.submit.click()
    page.settle()
    assert "Case closed" in page.cells(no)


def test_a_visitor_is_in_with_enter_and_out_with_two_clicks(
    shown_to: ShownTo, centre: SmallCentre
) -> None:
    page = shown_to("1000")
    page.page.show_part("visitors")
    bar = page.page.bar
    assert bar is not None
    assert bar.approver.currentText() == "Person 1000 1000"
    page.qtbot.keyClicks(bar.name, "Zhao")
    page.qtbot.keyClicks(bar.reason, "air conditioning")
    page.qtbot.keyClick(bar.reason, Qt.Key.Key_Return)
    page.settle()
    assert page.toasts == ["Zhao is in."]
    assert bar.name.text() == ""
    table = page.page.sheet.table
    where = table.visualRect(table.proxy.index(0, 0)).center()
    page.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
    page.settle()
    page.press("Out")
    assert page.rows() == []
    assert "Went out" in page.said()


def test_a_visitor_without_a_name_stays_outside(shown_to: ShownTo) -> None:
    page = shown_to("1000")
    page.page.show_part("visitors")
    bar = page.page.bar
    assert bar is not None
    bar.enter.click()
    page.settle()
    assert page.rows() == []
    assert bar.form.problem("name")


@pytest.mark.parametrize("part", ["reports", "complaints", "visitors"])
def test_what_is_shown_goes_to_excel_and_paper(
    shown_to: ShownTo, centre: SmallCentre, tmp_path: Path, part: str
) -> None:
    raised(centre)
    complaints.register(acting(centre, "1001"), NewComplaint("C-1", "扣费争议"))
    visitors.enter(acting(centre, "1001"), NewVisitor("赵工", "检修", centre.people["1000"]))
    page = shown_to("1000")
    page.page.show_part(part)
    page.page.export_to(tmp_path / "list.xlsx")
    page.settle()
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(values_only=True)][1] == page.rows()[0]
    page.page.print_to(tmp_path / "list.pdf")
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


def test_every_control_has_a_name(shown_to: ShownTo) -> None:
    text.use("en")
    page = shown_to("1000").page
    for key in ("reports", "complaints", "visitors"):
        page.show_part(key)
        for field in (page.sheet.shown_field, page.sheet.text, page.sheet.table):
            assert isinstance(field, QWidget)
            assert field.accessibleName()


def test_an_empty_report_is_no_breach_yet(shown_to: ShownTo) -> None:
    """What is needed is said; the rules are asked once there is something to ask about."""
    shown = shown_to("1001")
    shown.page.begin_button.click()
    shown.settle()
    dialog = shown.dialog(RaisingDialog)
    assert dialog.live.verdict is None
    assert "A report states the facts and a proposal" in shown.said(dialog)
    dialog.facts.setPlainText("No sound.")
    dialog.proposal.setPlainText("Another headset.")
    shown.settle()
    assert dialog.live.verdict is not None
    dialog.proposal.clear()
    shown.settle()
    assert dialog.live.verdict is None


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_each_key_of_the_forms_means_one_field(shown_to: ShownTo, language: str) -> None:
    text.use(language)
    for kind, opened in ((RaisingDialog, "reports"), (ComplaintDialog, "complaints")):
        shown = shown_to("1001")
        shown.page.show_part(opened)
        shown.page.begin_button.click()
        shown.settle()
        keys = keys_of(shown.dialog(kind))
        assert len(keys) == len(set(keys)), keys
    text.use("en")


def keys_of(dialog: QWidget) -> list[str]:
    """The letters that lead to a field or a button, with Alt."""
    parts: list[QLabel | QPushButton] = [
        *dialog.findChildren(QLabel),
        *dialog.findChildren(QPushButton),
    ]
    texts = [part.text().replace("&&", "") for part in parts if part.isVisible()]
    return [said[said.index("&") + 1].casefold() for said in texts if "&" in said]
