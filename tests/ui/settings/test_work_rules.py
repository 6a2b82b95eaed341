"""Working hours in the settings: the list, the form that says what it means, who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.queries.planning.facts import work_rules
from app.rules.rostering.work_rules import USUAL, WorkRules
from app.services.keeping.work_rules import set_work_rules
from app.ui.kit.desk import Desk
from app.ui.kit.forms import Confirmation, FormDialog
from app.ui.settings.work_rule_form import WorkRuleFields
from app.ui.settings.work_rules import WorkRulesSection
from tests.factories import SmallCentre
from tests.services.requests.test_swaps import acting

Open = Callable[[str], WorkRulesSection]
USUALLY = "Days at work in a row: 1 to 6; Nights in a row: at most 3; Days off in a row: at least 1"


@pytest.fixture
def open_section(
    centre: SmallCentre, desk_of: Callable[..., Desk], settled: Callable[[Desk], None],
    qtbot: QtBot,
) -> Open:  # fmt: skip
    def open_section(no: str) -> WorkRulesSection:
        section = WorkRulesSection(desk_of(centre.people[no], no))
        qtbot.addWidget(section)
        section.resize(900, 600)
        section.show()
        section.populate()
        settled(section.desk)
        return section

    return open_section


def dialog_of(section: WorkRulesSection, kind: type[FormDialog] = FormDialog) -> FormDialog:
    return next(one for one in section.findChildren(kind) if one.isVisible())


def put(dialog: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        dialog.form.field(name).setText(text)  # type: ignore[attr-defined]


def rules_of(centre: SmallCentre, no: str) -> WorkRules:
    with centre.context.read() as session:
        return work_rules(session).of(no)


def test_everybodys_rules_are_the_usual_ones_until_somebody_says_others(
    centre: SmallCentre, open_section: Open, settled: Callable[[Desk], None]
) -> None:
    section = open_section("0001")
    assert section.table.lines() == [["everybody (as usual)", "", USUALLY]]
    section.table.selectRow(0)
    section.edit.click()
    put(dialog_of(section), weekends_most="2", not_after="N：E L")
    dialog_of(section).submit.click()
    settled(section.desk)
    section.populate()
    settled(section.desk)
    ((whose, _team, what),) = section.table.lines()
    assert whose == "everybody"
    assert what == f"{USUALLY}; Weekends a month: at most 2; The day after N: no E, L"
    section.table.selectRow(0)
    section.remove.click()
    dialog_of(section, Confirmation).submit.click()
    settled(section.desk)
    assert rules_of(centre, "1001") == USUAL


def test_somebody_is_chosen_for_rules_of_their_own(
    centre: SmallCentre, open_section: Open, settled: Callable[[Desk], None]
) -> None:
    section = open_section("0002")
    section.add.click()
    dialog = dialog_of(section)
    dialog.submit.click()
    assert "Choose somebody" in dialog.form.problem("person")
    field = dialog.form.field("person")
    field.typed.setText("1003")  # type: ignore[attr-defined]
    field.typed.textEdited.emit("1003")  # type: ignore[attr-defined]
    put(dialog, shifts="E", month_hours_most="120")
    dialog.submit.click()
    settled(section.desk)
    assert rules_of(centre, "1003") == WorkRules(120, shifts=frozenset("E"))
    assert rules_of(centre, "1001") == USUAL


def test_the_form_says_what_it_means_as_it_is_typed_and_what_is_wrong(qtbot: QtBot) -> None:
    fields = WorkRuleFields(USUAL, ["E", "L", "N"])
    qtbot.addWidget(fields.form)
    qtbot.addWidget(fields.meaning)
    assert fields.meaning.text() == USUALLY
    fields.fields["month_hours_most"].setText("176")
    assert fields.meaning.text().startswith("Hours a month: at most 176; ")
    fields.fields["not_after"].setText("N:Q")
    assert fields.meaning.text() == ""
    assert fields.form.problem("not_after") == "There is no shift Q. Known are: E, L, N."
    fields.fields["not_after"].setText("")
    assert fields.rules() == WorkRules(176)


def test_the_form_says_where_no_month_holds_the_least_hours(qtbot: QtBot) -> None:
    """Six days of eight hours, one day off: 27 days, 216 hours."""
    fields = WorkRuleFields(USUAL, ["E", "L", "N"], (), 8)
    qtbot.addWidget(fields.form)
    qtbot.addWidget(fields.meaning)
    fields.fields["month_hours_least"].setText("216")
    assert "holds at most" not in fields.meaning.text()
    fields.fields["month_hours_least"].setText("217")
    assert fields.meaning.text().endswith(
        "A month of 31 days holds at most 216 h with these: the least hours cannot be reached."
    )


def test_what_is_saved_is_said_and_stays_chosen(
    centre: SmallCentre, open_section: Open, settled: Callable[[Desk], None]
) -> None:
    set_work_rules(acting(centre, "0002"), centre.people["1001"], WorkRules(120))
    section, said = open_section("0002"), list[str]()
    section.desk.said.connect(lambda text, _tone: said.append(text))
    section.table.selectRow(1)
    section.edit.click()
    put(dialog_of(section), month_hours_most="130")
    dialog_of(section).submit.click()
    settled(section.desk)
    assert said == ["The rules of Person 1001 1001 are saved."]
    section.populate()
    settled(section.desk)
    chosen = section.table.current()
    assert chosen is not None
    assert chosen.no == "1001"


def test_a_head_changes_own_people_and_not_everybody(
    centre: SmallCentre, open_section: Open
) -> None:
    set_work_rules(acting(centre, "0002"), centre.people["1001"], WorkRules(120))
    section = open_section("0002")
    section.table.selectRow(0)
    assert not section.edit.isEnabled()
    assert section.edit.toolTip(), "why"
    assert section.read_only.text().startswith("Those of your department's people are yours")
    section.table.selectRow(1)
    assert section.edit.isEnabled()
    assert section.remove.isEnabled()


def test_an_agent_reads_what_holds_and_changes_nothing(
    centre: SmallCentre, open_section: Open
) -> None:
    set_work_rules(acting(centre, "0002"), centre.people["1001"], WorkRules(120))
    section = open_section("1001")
    assert [line[0] for line in section.table.lines()] == [
        "everybody (as usual)",
        "Person 1001 1001",
    ]
    for made in (section.add, section.edit, section.remove):
        assert not made.isVisible()
    section.table.selectRow(1)
    section.table.opened.emit(section.table.current())
    assert not section.findChildren(FormDialog)


def test_the_second_of_two_is_told_and_may_say_it_once_more(
    centre: SmallCentre, open_section: Open, settled: Callable[[Desk], None]
) -> None:
    section = open_section("0001")
    section.table.selectRow(0)
    section.edit.click()
    dialog = dialog_of(section)
    set_work_rules(acting(centre, "0004"), None, WorkRules(100))
    put(dialog, month_hours_most="150")
    dialog.submit.click()
    settled(section.desk)
    assert "Hours a month: at most 100" in dialog.refusal.text()
    dialog.submit.click()
    settled(section.desk)
    assert rules_of(centre, "1001") == WorkRules(150)
