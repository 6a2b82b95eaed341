"""Every sentence tells an instant by the centre's clock, in the words of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from app import text
from app.queries.requests.notices import notices_of
from app.rules.deeds import Deed
from app.services.requests.ledger import tell_all
from app.text.audit.changes import change_words
from app.text.notices import NOTICES, notice_sentence
from tests.factories import SmallCentre
from tests.text.test_notices import PARAMS

RAW = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\+\d\d:\d\d")
"""How a machine writes a day or an instant."""


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    text.use("en")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_notice_read_from_the_store_has_no_time_of_a_machine(
    centre: SmallCentre, language: str
) -> None:
    text.use(language)
    told, me = centre.context, centre.people["1001"]
    codes = sorted({code.partition("/")[0] for code in NOTICES})
    with told.write() as session:
        for code in codes:
            tell_all(told, session, [me], code, "offer:O-00001", **PARAMS)
    with told.read() as session:
        found = notices_of(session, me, len(codes))
    assert len(found) == len(codes)
    for one in found:
        assert not RAW.search(notice_sentence(one.code, one.params)), one.code


def test_the_end_of_an_offer_is_told_by_the_centres_clock() -> None:
    text.use("zh_CN")
    said = notice_sentence("offer.take", PARAMS, date(2026, 10, 20))
    assert said == "10月20日的E班空缺，您可在10月19日 16:00前接班。"


def test_the_trail_tells_an_instant_by_the_centres_clock_whatever_it_is_called() -> None:
    said = change_words(
        Deed.OFFER_MAKE, "offer:O-00001", "", '{"until": "2027-01-07 23:30:00+00:00"}', {}
    )
    assert said.endswith("2027-01-08 07:30")
