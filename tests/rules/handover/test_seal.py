"""What is sealed, and the code that stands on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.rules.handover.seal import (
    SealedItem,
    SealedLog,
    SealedNote,
    SealedSignature,
    content,
    differing,
    digest,
    same_code,
    short_code,
)
from app.rules.vocabulary import LogSide, Section

AT = datetime(2026, 10, 12, 7, 40, tzinfo=UTC)
LOG = SealedLog(
    "H-1", 2, date(2026, 10, 12), "E",
    (SealedNote(1, Section.EQUIPMENT, "三号座席耳机坏", 7, AT),),
    (SealedItem("I-1", Section.COMPLAINTS, "回电", True, 8, date(2026, 10, 13), "转主任", 7),),
    (SealedSignature(LogSide.OUTGOING, 7, AT),),
    carried=(("I-0", True),),
)  # fmt: skip
CODE = short_code(digest(content(LOG)))


def test_the_same_log_has_the_same_code() -> None:
    assert short_code(digest(content(replace(LOG)))) == CODE
    assert len(CODE) == 11
    assert CODE[5] == "-"


@pytest.mark.parametrize(
    ("other", "part"),
    [
        (replace(LOG, notes=(replace(LOG.notes[0], text="三号座席耳机好"),)), "sections"),
        (replace(LOG, notes=()), "sections"),
        (replace(LOG, items=(replace(LOG.items[0], urgent=False),)), "items"),
        (replace(LOG, items=(replace(LOG.items[0], due_on=None),)), "items"),
        (replace(LOG, signatures=()), "signatures"),
        (replace(LOG, remark="未见"), "remark"),
        (replace(LOG, carried=(("I-0", False),)), "carried"),
        (replace(LOG, shift="L"), "log"),
    ],
)
def test_another_log_has_another_code_and_it_is_told_where(other: SealedLog, part: str) -> None:
    assert short_code(digest(content(other))) != CODE
    assert differing(content(LOG), content(other)) == (part,)


@pytest.mark.parametrize(
    "typed", [CODE, CODE.lower(), f" {CODE.replace('-', ' ')} ", CODE.replace("-", "")]
)
def test_a_code_may_be_typed_as_people_do(typed: str) -> None:
    assert same_code(typed, CODE)


def test_letters_that_look_alike_are_one() -> None:
    assert same_code("oil00-11111", "01100-11111")
    assert same_code("０１１００１１１１１", "01100-11111")


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "0", "00000-00000"])
def test_another_code_is_another(typed: str) -> None:
    assert not same_code(typed, CODE)
