"""What a code on paper proves, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.rules.handover.verified import Added, Verified
from app.rules.vocabulary import LogSide
from app.text.handover import verified_sentences

AT = datetime(2026, 10, 15, 7, 40, tzinfo=UTC)


def told(**found: object) -> list[str]:
    return list(verified_sentences(Verified("H-1", **found)))  # type: ignore[arg-type]


def test_a_code_of_no_signature() -> None:
    assert told(side=None)[0] == "This code belongs to no signature of H-1."


def test_a_log_that_nobody_signed_here_has_no_code() -> None:
    assert told(side=None, sealed=False)[0].startswith("H-1 has no code")


def test_a_log_that_holds_with_what_came_since() -> None:
    lines = told(
        side=LogSide.OUTGOING, signed_by="王芳", signed_at=AT, holds=True, signed_in_since=True,
        additions_since=(Added("李娜", AT, "补充"),), items_moved_since=2,
    )  # fmt: skip
    assert [line.split(":")[0].split(".")[0] for line in lines] == [
        "The store holds H-1 as it was printed",
        "The code is that of the outgoing signature",
        "The incoming duty leader has signed since; that state has a code of its own",
        "Added since, 李娜, 15 October 2026, 15",
        "Closed or reopened since",
    ]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("log", "which shift it is of"),
        ("sections", "the notes"),
        ("items", "the items that were raised in it"),
        ("signatures", "the signatures"),
        ("remark", "the remark"),
        ("carried", "what had been carried over"),
        ("seal", "the sealed text"),
        ("trail", "the audit trail's entry of it"),
    ],
)
def test_what_differs_is_named(part: str, words: str) -> None:
    lines = told(side=LogSide.INCOMING, signed_by="王芳", signed_at=AT, differs=(part,))
    assert lines[0] == "The store does not hold H-1 as it was printed."
    assert lines[1].startswith("The code is that of both signatures, the last 王芳")
    assert lines[2] == f"Changed since: {words}."


def test_a_store_that_is_not_whole() -> None:
    assert "dutydesk verify" in told(side=LogSide.OUTGOING, chain=False)[-1]


def test_a_log_that_nobody_took_over() -> None:
    lines = told(side=LogSide.INCOMING, holds=True)
    assert lines[1] == "The code is that of its closing without a successor."
