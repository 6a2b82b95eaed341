"""Whether the store still holds what was printed, and what a search finds."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text

from app.errors import NotAllowed, NotFound
from app.models import Handover, HandoverSeal
from app.queries.handover.rows import HandoverSearch
from app.reading.handover.page import log_page, logs
from app.reading.handover.search import search
from app.reading.handover.verify import verify_log
from app.rules.handover.course import LogState
from app.rules.handover.seal import short_code
from app.rules.vocabulary import LogSide, Section
from app.services.handover import additions, items, notes, signing
from tests.factories import SmallCentre, TestClock, as_it_stands
from tests.services.handover.desk import (
    acting,
    log_of,
    page,
    raised,
    signed_out,
)

pytestmark = pytest.mark.rule("HAND-4")


def number(centre: SmallCentre) -> str:
    return page(centre, "1000").no


def test_a_log_as_it_was_signed_holds(centre: SmallCentre) -> None:
    as_it_stands(centre.context)
    raised(centre)
    code = signed_out(centre)
    found = verify_log(acting(centre, "1000"), number(centre), code.lower().replace("-", " "))
    assert (found.side, found.holds, found.differs) == (LogSide.OUTGOING, True, ())
    assert found.signed_by == "Person 1000"


def test_each_signature_has_a_code_of_its_own(centre: SmallCentre, clock: TestClock) -> None:
    as_it_stands(centre.context)
    first = signed_out(centre)
    clock.pass_by(hours=7)
    key, version = log_of(centre), page(centre, "2000").version
    both = signing.sign_in(acting(centre, "2000"), key, version, "耳机未见")
    assert first != both
    one = verify_log(acting(centre, "1000"), number(centre), first)
    assert (one.side, one.holds, one.signed_in_since) == (LogSide.OUTGOING, True, True)
    two = verify_log(acting(centre, "1000"), number(centre), both)
    assert (two.side, two.holds, two.signed_by) == (LogSide.INCOMING, True, "Person 2000")


def test_what_came_since_is_told_and_no_change(centre: SmallCentre, clock: TestClock) -> None:
    as_it_stands(centre.context)
    one = raised(centre)
    code = signed_out(centre)
    clock.pass_by(minutes=5)
    additions.add_to_signed(acting(centre, "1000"), log_of(centre), "补充")
    items.close_item(acting(centre, "1000"), one.id, "已换", one.version)
    found = verify_log(acting(centre, "1000"), number(centre), code)
    assert (found.holds, found.items_moved_since) == (True, 1)
    assert [row.text for row in found.additions_since] == ["补充"]


def test_another_code_belongs_to_no_signature(centre: SmallCentre) -> None:
    signed_out(centre)
    found = verify_log(acting(centre, "1000"), number(centre), "00000-00000")
    assert (found.side, found.holds) == (None, False)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("UPDATE handover_note SET text = '好'", "sections"),
        ("DELETE FROM handover_note WHERE id = 1", "sections"),
        ("UPDATE handover_item SET urgent = true", "items"),
        ("UPDATE handover SET outgoing_id = 1", "signatures"),
    ],
)
def test_what_was_changed_behind_the_programs_back_is_named(
    centre: SmallCentre, change: str, part: str
) -> None:
    raised(centre)
    code = signed_out(centre)
    with centre.context.write() as session:
        session.execute(text(change))
    found = verify_log(acting(centre, "1000"), number(centre), code)
    assert (found.holds, found.differs) == (False, (part,))


def test_who_may_not_read_a_log_does_not_verify_it_and_the_keeper_does(
    centre: SmallCentre,
) -> None:
    code = signed_out(centre)
    with pytest.raises(NotAllowed):
        verify_log(acting(centre, "0003"), number(centre), code)
    assert verify_log(centre.context, number(centre), code).side is LogSide.OUTGOING
    with pytest.raises(NotFound):
        verify_log(centre.context, "H-0", code)


# Search


def found_in(centre: SmallCentre, who: str = "1000", **wanted: object) -> list[str]:
    hits = search(acting(centre, who), HandoverSearch(**wanted)).hits  # type: ignore[arg-type]
    return [hit.text for hit in hits]


@pytest.fixture
def written(centre: SmallCentre) -> SmallCentre:
    one = raised(centre, text="三号座席耳机坏", owner="1004")
    raised(centre, text="打印机卡纸")
    notes.write_note(acting(centre, "1000"), log_of(centre), Section.COMPLAINTS, "耳机杂音被投诉")
    items.close_item(acting(centre, "1000"), one.id, "已换耳麦", one.version)
    return centre


def test_two_characters_suffice_in_notes_and_items(written: SmallCentre) -> None:
    assert found_in(written, text="耳机") == ["三号座席耳机坏", "耳机杂音被投诉"]
    assert found_in(written, text="耳麦") == ["三号座席耳机坏"], "what was done is searched as well"
    assert found_in(written, text="主任") == ["打印机卡纸", "三号座席耳机坏"]
    assert found_in(written, text="锅炉") == []


def test_numbers_are_found(written: SmallCentre) -> None:
    assert found_in(written, text="-E-2") == ["打印机卡纸"]
    assert len(found_in(written, text="h-20261015")) == 3


def test_a_sign_of_like_is_a_sign(written: SmallCentre) -> None:
    assert found_in(written, text="%") == []
    assert found_in(written, text="_") == []


def test_it_is_narrowed_by_section_owner_open_and_days(written: SmallCentre) -> None:
    complaints = frozenset({Section.COMPLAINTS})
    assert found_in(written, text="耳机", sections=complaints) == ["耳机杂音被投诉"]
    assert found_in(written, owner_id=written.people["1004"]) == ["三号座席耳机坏"]
    assert found_in(written, open_only=True) == ["打印机卡纸"]
    assert found_in(written, first=date(2026, 10, 16)) == []
    assert len(found_in(written, first=date(2026, 10, 15), last=date(2026, 10, 15))) == 3


def test_more_than_the_limit_is_said(written: SmallCentre) -> None:
    found = search(acting(written, "1000"), HandoverSearch(), limit=2)
    assert (len(found.hits), found.more) == (2, True)
    assert not search(acting(written, "1000"), HandoverSearch(), limit=3).more


@pytest.mark.parametrize(("no", "count"), [("0003", 0), ("0004", 0), ("0001", 3), ("0002", 3)])
def test_who_reads_no_logs_finds_nothing(written: SmallCentre, no: str, count: int) -> None:
    assert len(found_in(written, no)) == count


def test_the_list_has_the_newest_first(centre: SmallCentre, clock: TestClock) -> None:
    signed_out(centre)
    clock.pass_by(hours=7)
    raised(centre, "2000", key=log_of(centre, "L"))
    rows = logs(acting(centre, "0001"))
    assert [(row.key.shift, row.state, row.items, row.open_items) for row in rows] == [
        ("L", LogState.OPEN, 1, 1),
        ("E", LogState.SIGNED_OUT, 0, 0),
    ]
    assert logs(acting(centre, "0003")) == ()


def test_a_seal_of_which_the_trail_knows_nothing_is_named(centre: SmallCentre) -> None:
    signed_out(centre)
    with centre.context.write() as session:
        log = session.scalars(select(Handover.id)).one()
        content = session.scalars(select(HandoverSeal.content)).one()
        forged = HandoverSeal(
            handover_id=log, side=LogSide.INCOMING, content=content, digest="ab" * 32
        )
        session.add(forged)
    found = verify_log(acting(centre, "1000"), number(centre), short_code("ab" * 32))
    assert not found.holds
    assert {"seal", "trail"} <= set(found.differs)


def test_who_belongs_nowhere_has_no_page(centre: SmallCentre) -> None:
    assert log_page(acting(centre, "0003")) is None
