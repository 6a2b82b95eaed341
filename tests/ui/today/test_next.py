"""What Today says is to be done next: each subject's own answer, and nothing to who has no part."""

from __future__ import annotations

from app.context import Actor, Context
from app.reading.registers.reports import Draft
from app.reading.requests.mine import ForMe
from app.reading.today.next import NOTHING_NEXT, next_up
from app.reading.today.page import read_today
from app.rules.vocabulary import ReportKind
from app.services.bulletins.publishing import NewBulletin, publish
from app.services.bulletins.reading import mark_read
from app.services.registers.reports import answer, raise_report
from app.services.swaps import requests as swaps
from app.text import say, use
from app.ui.today.next_up import next_lines
from tests.factories import SmallCentre
from tests.services.quality.appeal_desk import STEPS, a_scored_one
from tests.ui.inbox.test_inbox_page import offered


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


def told(centre: SmallCentre, no: str) -> list[tuple[str, str]]:
    """Title and page of each line that Today shows somebody, but for the plants."""
    use("en")
    found = next_up(acting(centre, no))
    lines = next_lines(found, centre.context.today())
    return [(line.title, line.page) for line in lines if line.page != "duties"]


def test_the_days_duties_of_ones_post_are_next(centre: SmallCentre) -> None:
    (watering,) = next_up(acting(centre, "1001")).duties
    assert watering.kind.code == "watering"


def test_a_bulletin_is_next_until_it_is_read(centre: SmallCentre) -> None:
    no = publish(acting(centre, "0001"), NewBulletin("新资费", "套餐A停止受理。"))
    assert ("1 bulletin to read", "bulletins") in told(centre, "1001")
    mark_read(acting(centre, "1001"), no)
    assert told(centre, "1001") == []


def test_a_report_waits_for_the_superior_until_it_is_answered(centre: SmallCentre) -> None:
    to = centre.people["1000"]
    draft = Draft(to, ReportKind.FAULT, emergency=False, facts="耳麦无声", proposal="更换")
    no = raise_report(acting(centre, "1001"), draft)
    (task,) = asked(centre, "1000").tasks
    assert no in say(task.title)
    assert task.target == ("report", no)
    assert asked(centre, "2001").count == 0, "nobody else is asked"
    answer(acting(centre, "1000"), no, 1, "同意")
    assert asked(centre, "1000").count == 0


def asked(centre: SmallCentre, no: str) -> ForMe:
    return read_today(acting(centre, no)).for_me


def test_unread_notices_are_next(centre: SmallCentre) -> None:
    no = offered(centre)
    assert ("1 unread notice", "inbox") not in told(centre, "1002"), "the request itself waits"
    swaps.agree(centre.context.acting_as(Actor("1002", centre.people["1002"])), no, 1)
    assert ("1 unread notice", "inbox") in told(centre, "1001")


def test_the_logs_of_ones_shifts_are_next_for_the_duty_leader_alone(centre: SmallCentre) -> None:
    waits = [page for _title, page in told(centre, "1000")]
    assert "handover" in waits
    assert "handover" not in [page for _title, page in told(centre, "1001")]


def test_an_account_without_a_person_has_nothing_to_do_here(centre: SmallCentre) -> None:
    assert next_up(centre.context.acting_as(Actor("admin"))) is NOTHING_NEXT


def test_each_side_of_an_appeal_is_told_what_is_theirs_to_do(centre: SmallCentre) -> None:
    no = a_scored_one(centre)
    assert (f"Acknowledge {no} or appeal", "inspections") in told(centre, "1001")
    STEPS["appeal"](centre, no)
    assert ("Person 1001 appeals against your scores", "inspections") in told(centre, "0003")
    assert ("Decide on the appeal of Person 1001", "inspections") in told(centre, "0002")
    STEPS["reject"](centre, no)
    for by in ("1001", "0003", "0002", "1000"):
        assert not [page for _title, page in told(centre, by) if page == "inspections"]
