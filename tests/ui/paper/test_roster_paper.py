"""The roster on paper: what can be read and searched in the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import text
from app.errors import BadInput
from app.models import Leave, Swap
from app.queries.roster.rows import RosterFilter
from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.ui.paper.roster import A3, A4, read_roster, roster_pdf
from tests.factories import SmallCentre, a_person, a_shift, assign
from tests.pdf_text import PdfPage, read_pdf

MONTH = date(2026, 10, 1)
EVERYBODY = RosterFilter()


@pytest.fixture(autouse=True)
def _language(qapp: QApplication) -> Iterator[None]:
    text.use("en")
    yield
    text.use("en")


def printed(centre: SmallCentre, path: Path, **how: object) -> list[PdfPage]:
    scope, size = str(how.get("scope", "")), how.get("size", A4)
    paper = read_roster(centre.context, MONTH, EVERYBODY, draft=bool(how.get("draft")))
    count = roster_pdf(paper, path / "roster.pdf", size, scope)  # type: ignore[arg-type]
    pages = read_pdf(path / "roster.pdf")
    assert len(pages) == count
    return pages


def team(centre: SmallCentre, name: str) -> str:
    return f"team:{centre.teams[name]}"


def test_each_team_has_a_sheet_with_its_people_days_and_version(
    centre: SmallCentre, tmp_path: Path
) -> None:
    first, second = printed(centre, tmp_path)
    assert "A · Roster October 2026" in first.text
    assert "Version 1, published 15 October 2026, 09:00" in first.text
    assert all(f"Person 100{n}" in first.text for n in range(5))
    assert "Person 2000" not in first.text
    assert "Person 2000" in second.text
    assert {"31", "Th"} <= {word for text in first.texts for word in halves(text)}


def halves(text: str) -> set[str]:
    """A text, and its half where bold letters were drawn twice."""
    return {text, text[: len(text) // 2]}


def test_chinese_on_paper_can_be_searched(centre: SmallCentre, tmp_path: Path) -> None:
    with centre.context.write() as session:
        night = a_shift(session, "夜", "23:00", "07:00", night=True)
        session.flush()
        person = a_person(session, "3000", name="蔡修远")
        assign(session, person, MONTH, night)
    text.use("zh_CN")
    pages = printed(centre, tmp_path)
    words = "\n".join(page.text for page in pages)
    assert "2026年10月排班表" in words
    assert "蔡修远" in words
    assert "版，发布于2026年10月15日 09:00" in words
    assert "审计链" in words


def test_the_size_of_the_paper_is_as_asked(centre: SmallCentre, tmp_path: Path) -> None:
    assert printed(centre, tmp_path, size=A4)[0].size == (842, 595)
    assert printed(centre, tmp_path, size=A3)[0].size == (1191, 842)


def test_one_team_is_printed_alone(centre: SmallCentre, tmp_path: Path) -> None:
    pages = printed(centre, tmp_path, scope=team(centre, "B"))
    assert len(pages) == 1
    assert "Person 1001" not in pages[0].text


def test_swaps_and_leave_are_marked_without_their_kind(centre: SmallCentre, tmp_path: Path) -> None:
    when = datetime(2026, 10, 1, tzinfo=UTC)
    with centre.context.write() as session:
        session.add(
            Leave(
                leave_no="L-1", person_id=centre.people["1000"], filed_by_no="1000", kind="sick",
                filed_at=when, first_date=date(2026, 10, 14), last_date=date(2026, 10, 14),
                status=LeaveStatus.APPROVED, approved_at=when,
            )
        )  # fmt: skip
        session.add(
            Swap(
                swap_no="S-1", filed_at=when, requester_id=centre.people["1000"],
                requester_date=date(2026, 10, 16), counterpart_id=centre.people["1003"],
                counterpart_date=date(2026, 10, 16), status=SwapStatus.EFFECTIVE,
                effective_at=when,
            )
        )  # fmt: skip
    page = printed(centre, tmp_path, scope=team(centre, "A"))[0]
    assert "(E)" in page.texts
    assert page.texts.count("⇄") == 3  # both cells, and the legend
    assert "sick" not in page.text


def test_a_draft_says_that_it_is_none_to_work_by(centre: SmallCentre, tmp_path: Path) -> None:
    page = printed(centre, tmp_path, draft=True)[0]
    assert any("DRAFT: not in force" in text for text in page.texts)


def test_a_large_team_is_shared_out_evenly_and_counted_once(
    centre: SmallCentre, tmp_path: Path
) -> None:
    with centre.context.write() as session:
        from app.models import ShiftType, Team

        shift = session.get(ShiftType, centre.shifts["E"])
        team_a = session.get(Team, centre.teams["A"])
        assert shift is not None
        for number in range(30):
            assign(session, a_person(session, f"5{number:03}", team=team_a), MONTH, shift)
    pages = printed(centre, tmp_path, scope=team(centre, "A"))
    people = [sum("Person" in text for text in page.texts) for page in pages]
    assert len(pages) > 1
    assert max(people) - min(people) <= 1
    assert ["At work on E" in page.text for page in pages] == [False] * (len(pages) - 1) + [True]
    assert f"sheet 1 of {len(pages)}" in pages[0].text


def test_a_month_without_a_roster_is_not_printed(centre: SmallCentre, tmp_path: Path) -> None:
    paper = read_roster(centre.context, date(2027, 5, 1), EVERYBODY, draft=False)
    with pytest.raises(BadInput):
        roster_pdf(paper, tmp_path / "roster.pdf")
    assert not (tmp_path / "roster.pdf").exists()


def test_a_place_that_cannot_be_written_is_named(centre: SmallCentre, tmp_path: Path) -> None:
    paper = read_roster(centre.context, MONTH, EVERYBODY, draft=False)
    with pytest.raises(BadInput):
        roster_pdf(paper, tmp_path / "nowhere" / "roster.pdf")
