"""Scorecards are kept by version: what contacts were scored by never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.context import Actor, Context
from app.errors import AppError, BadInput, Conflict, NotAllowed, Stale
from app.exchange.card_file import read_card, write_card
from app.models import Inspection, ItemScore
from app.queries.quality.card_versions import CardVersion
from app.reading.quality.cards import read_cards
from app.rules.scorecards.editing import CardDraft, ItemDraft, with_codes
from app.rules.vocabulary import Aspect, Role
from app.services.quality.cards import add_version, edit_version, remove_version
from app.services.seen import Seen
from app.text import say
from tests.factories import SmallCentre

TODAY = date(2026, 10, 15)
ITEMS = with_codes(
    ItemDraft(title=f"项目{aspect}", aspect=aspect, weight=20, heading="沟通", help="听语气")
    for aspect in Aspect
)
CARD = CardDraft("通话", TODAY, ITEMS)


OFFICERS = {
    Role.AGENT: "1001",
    Role.TEAM_LEADER: "1000",
    Role.QA_INSPECTOR: "0003",
    Role.DEPARTMENT_HEAD: "0002",
    Role.CENTRE_DIRECTOR: "0001",
    Role.ADMINISTRATOR: "0004",
}


def acting(centre: SmallCentre, no: str) -> Context:
    return centre.context.acting_as(Actor(no, centre.people[no]))


@pytest.fixture
def inspector(centre: SmallCentre) -> Context:
    return acting(centre, "0003")


def versions(ctx: Context) -> list[CardVersion]:
    return [one for card in read_cards(ctx).cards for one in card.versions]


def scored_by(centre: SmallCentre, version: int) -> None:
    with centre.context.write() as session:
        row = Inspection(
            inspection_no="Q-1",
            agent_id=centre.people["1001"],
            inspector_id=centre.people["1002"],
            inspected_at=datetime(2026, 10, 14, 2, tzinfo=UTC),
            contact_ref="c1",
            card="通话",
            card_version=version,
        )
        session.add(row)
        session.flush()
        session.add_all(
            ItemScore(inspection_id=row.id, revision=1, item=one.item, score=90) for one in ITEMS
        )


def test_a_card_is_kept_with_the_order_the_groups_and_the_help_of_its_items(
    inspector: Context,
) -> None:
    assert add_version(inspector, replace(CARD, items=ITEMS[::-1]), fresh=True) == 1
    (version,) = versions(inspector)
    assert version.items == ITEMS[::-1]


def test_a_new_version_begins_on_a_later_day_than_the_one_before(inspector: Context) -> None:
    add_version(inspector, CARD)
    with pytest.raises(BadInput) as refused:
        add_version(inspector, CARD)
    assert say(refused.value.message) == (
        "Version 1 is used from 15 October 2026 on; this one starts on a later day."
    )
    assert add_version(inspector, replace(CARD, since=TODAY + timedelta(days=1))) == 2


def test_the_version_in_force_is_the_latest_that_has_begun(inspector: Context) -> None:
    add_version(inspector, CARD)
    add_version(inspector, replace(CARD, since=TODAY + timedelta(days=3)))
    (card,) = read_cards(inspector).cards
    assert [
        found.version if (found := card.in_force(TODAY + timedelta(days=day))) else None
        for day in (-1, 0, 2, 3)
    ] == [None, 1, 1, 2]


def test_a_version_that_nobody_scored_by_can_be_changed_and_removed(inspector: Context) -> None:
    add_version(inspector, CARD)
    edit_version(inspector, 1, replace(CARD, items=ITEMS[::-1]))
    assert versions(inspector)[0].items == ITEMS[::-1]
    remove_version(inspector, "通话", 1)
    assert versions(inspector) == []


def test_a_version_begins_before_the_one_that_comes_after_it(inspector: Context) -> None:
    add_version(inspector, CARD)
    add_version(inspector, replace(CARD, since=TODAY + timedelta(days=3)))
    edit_version(inspector, 1, replace(CARD, since=TODAY + timedelta(days=2)))
    with pytest.raises(BadInput):
        edit_version(inspector, 1, replace(CARD, since=TODAY + timedelta(days=3)))


def test_a_weight_is_kept_as_a_workbook_holds_it(inspector: Context) -> None:
    thirds = tuple(replace(one, weight=100 / 3) for one in ITEMS)
    add_version(inspector, replace(CARD, items=thirds))
    assert {one.weight for one in versions(inspector)[0].items} == {33.333333}
    nothing = replace(CARD, card="小", items=tuple(replace(one, weight=1e-7) for one in ITEMS))
    with pytest.raises(BadInput):
        add_version(inspector, nothing)


def test_a_version_by_which_somebody_scored_never_changes(
    inspector: Context, centre: SmallCentre
) -> None:
    add_version(inspector, CARD)
    scored_by(centre, 1)
    with pytest.raises(Conflict) as refused:
        edit_version(inspector, 1, replace(CARD, items=ITEMS[::-1]))
    assert "stands in 1 inspections" in say(refused.value.message)
    with pytest.raises(Conflict):
        remove_version(inspector, "通话", 1)
    assert versions(inspector)[0].items == ITEMS


def test_two_new_cards_do_not_share_a_name(inspector: Context) -> None:
    add_version(inspector, CARD, fresh=True)
    with pytest.raises(Conflict):
        add_version(inspector, replace(CARD, card="通话 "), fresh=True)


def test_a_card_without_an_aspect_is_refused_by_its_rule(inspector: Context) -> None:
    with pytest.raises(BadInput, match="not complete") as refused:
        add_version(inspector, replace(CARD, items=ITEMS[1:]))
    assert "QA-2" in say(refused.value.message)
    assert versions(inspector) == []


def test_whoever_changes_what_another_has_changed_is_told(inspector: Context) -> None:
    add_version(inspector, CARD)
    edit_version(inspector, 1, replace(CARD, items=ITEMS[::-1]))
    with pytest.raises(Stale):
        edit_version(inspector, 1, replace(CARD, since=TODAY + timedelta(days=9)), Seen(CARD))


EDITORS = {Role.QA_INSPECTOR, Role.DEPARTMENT_HEAD}


@pytest.mark.parametrize("role", Role, ids=str)
def test_inspectors_and_heads_edit_cards_and_the_administrator_does_not_read_them(
    role: Role, centre: SmallCentre
) -> None:
    ctx = acting(centre, OFFICERS[role])

    def may(act: object) -> bool:
        try:
            act()  # type: ignore[operator]
        except NotAllowed:
            return False
        except AppError:
            pass
        return True

    assert may(lambda: add_version(ctx, CARD)) is (role in EDITORS)
    assert may(lambda: edit_version(ctx, 1, CARD)) is (role in EDITORS)
    assert may(lambda: remove_version(ctx, "通话", 1)) is (role in EDITORS)
    assert may(lambda: read_cards(ctx)) is (role is not Role.ADMINISTRATOR)


@pytest.mark.parametrize("chinese", [False, True])
def test_what_is_exported_comes_in_again_as_it_was(tmp_path: Path, chinese: bool) -> None:
    odd = replace(
        ITEMS[0], title="=1+1", help="=危险\n第二行", critical=True, na=True, pass_mark=0.0
    )
    card = replace(CARD, items=(odd, *ITEMS[1:]))
    write_card(tmp_path / "card.xlsx", card, 3, chinese)
    assert read_card(tmp_path / "card.xlsx") == card


def test_a_file_that_is_no_card_is_refused_by_its_cells(tmp_path: Path) -> None:
    card = replace(CARD, items=(replace(ITEMS[0], weight=0.0, title=""), *ITEMS[1:]))
    write_card(tmp_path / "card.xlsx", card, 1)
    with pytest.raises(BadInput) as refused:
        read_card(tmp_path / "card.xlsx")
    cells = [say(problem).split(":")[0] for problem in refused.value.problems]
    assert cells == ["Scorecards!E2", "Scorecards!G2"]
