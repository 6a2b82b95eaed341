"""A kind of request has all its parts: a further one that lacks some fails here, saying where
(`docs/decisions/0016`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from app import text
from app.queries.requests.files import FILES
from app.queries.requests.kinds import UNDECIDED
from app.reading.requests.kinds import OPENERS
from app.rules.courses import COURSES
from app.rules.deeds import Deed
from app.rules.requests import RequestKind, RequestRef
from app.services.requests.kinds import DECIDERS
from app.text.audit import DEEDS, SUBJECTS
from app.text.notices import NOTICES
from app.text.requests.kinds import KIND_WORDS, headline, request_name, state_word, step_word
from app.ui.kit.pages import ALL as PAGES
from app.ui.kit.requests.kinds import LOOKS, notice_look

APP = Path(__file__).parents[1] / "app"
KINDS = list(RequestKind)
ROOMS: Mapping[str, Mapping[RequestKind, Any]] = {
    "rules/courses.py": COURSES,
    "queries/requests/kinds.py": UNDECIDED,
    "reading/requests/kinds.py": OPENERS,
    "services/requests/kinds.py": DECIDERS,
    "text/requests/kinds.py": KIND_WORDS,
    "ui/kit/requests/kinds.py": LOOKS,
}


def members(of: type[StrEnum]) -> set[StrEnum]:
    return set(of)


FILED = [kind for kind in KINDS if kind.file is kind]


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    text.use("en")


@pytest.mark.parametrize("room", ROOMS)
def test_every_kind_has_its_part_in_every_room(room: str) -> None:
    missing = [kind for kind in KINDS if kind not in ROOMS[room]]
    assert not missing, f"app/{room} has nothing for {missing}"


def test_every_kind_with_a_file_of_its_own_says_where_its_register_is() -> None:
    missing = [kind for kind in FILED if kind not in FILES]
    assert not missing, f"app/queries/requests/files.py has nothing for {missing}"
    assert {kind for kind in FILED if kind not in SUBJECTS} == set(), (
        "app/text/audit/subjects.py: SUBJECTS"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_course_leads_from_filing_to_every_state_and_every_action_is_in_it(
    kind: RequestKind,
) -> None:
    course = COURSES[kind]
    reached, left = {course.opens}, [course.opens]
    while left:
        state = left.pop()
        after = {to for (before, _action), to in course.next.items() if before is state}
        left += after - reached
        reached |= after
    never = members(course.states) - reached - {"draft"}
    assert not never, f"the table of {kind} never comes to {never}"
    assert members(course.actions) - {"offer"} == {
        action for state, action in course.next if state in reached
    }


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_state_has_its_word_its_tone_and_its_symbol(kind: RequestKind, language: str) -> None:
    text.use(language)
    look = LOOKS[kind]
    for state in COURSES[kind].states:
        where = f"{kind}: {state}"
        assert state in KIND_WORDS[kind].states, f"text/requests: no word for {where}"
        assert state_word(kind, state)
        assert state in look.states, f"ui/kit/requests: no tone for {where}"
        assert state in look.symbols, f"ui/kit/requests: no symbol for {where}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_asked_can_be_answered_in_words(kind: RequestKind) -> None:
    words = KIND_WORDS[kind]
    assert words.asked, f"text/requests: nothing is ever asked of a {kind}"
    assert words.asked.keys() == words.yes.keys()
    assert words.brought, f"text/requests: nothing comes of a yes to a {kind}"
    assert words.brought.keys() <= members(COURSES[kind].states)
    assert request_name(kind.ref("X-1")) != "X-1"


def test_every_step_of_every_kind_is_audited_in_words() -> None:
    actions = {f"{kind}.{act}" for kind, course in COURSES.items() for act in course.actions}
    assert actions - {*Deed} == set(), "rules/deeds.py: Deed"
    assert actions - DEEDS.keys() == set(), "text/audit/deeds.py: DEEDS"


def test_every_notice_about_a_request_has_its_headline_its_symbol_and_its_tone() -> None:
    for code in NOTICES:
        if code.partition(".")[0] in set(RequestKind) and "/" not in code:
            assert headline(code), f"text/requests: no headline for {code}"
            assert notice_look(code), f"ui/kit/requests: no tone for {code}"
    said = {code for words in KIND_WORDS.values() for code in words.headlines}
    assert said <= NOTICES.keys()
    assert said == {code for look in LOOKS.values() for code in look.notices}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_page_for_its_register(kind: RequestKind) -> None:
    assert LOOKS[kind].page in {page.key for page in PAGES}


@pytest.mark.parametrize(
    ("file", "steps"),
    [
        (RequestKind.SWAP, ("offer", "agree", "consent.requester", "decline", "withdraw",
                            "expire", "cancel")),
        (RequestKind.LEAVE, ("file", "step.leader", "step.head", "step.director", "withdraw",
                             "cancel.7.approved", "cancel.7.declined", "cancel.7.withdrawn")),
    ],
)  # fmt: skip
def test_every_step_of_the_ledger_is_worded(file: RequestKind, steps: tuple[str, ...]) -> None:
    words = [step_word(file, step) for step in steps]
    assert not set(words) & set(steps)
    assert len(set(words)) == len(words)


def test_a_step_of_another_version_is_said_as_it_is() -> None:
    assert step_word(RequestKind.LEAVE, "polish.desk") == "polish.desk"


# One spelling


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_is_read_as_it_was_written(kind: RequestKind) -> None:
    ref = kind.ref("S-00001")
    assert RequestRef.parse(str(ref)) == ref
    assert ref.file.kind in FILED


@pytest.mark.parametrize("other", ["", "swap", "person:1001", "team:3@2026-10", "swaps:S-1"])
def test_what_names_no_request_is_read_as_none(other: str) -> None:
    assert RequestRef.parse(other) is None


def test_the_ledger_keeps_the_spelling_that_it_has() -> None:
    assert str(RequestKind.SWAP.ref("S-00001")) == "swap:S-00001"
    assert str(RequestKind.LEAVE.ref("L-00001")) == "leave:L-00001"
    assert str(RequestKind.GIVING_UP.ref("L-00001").file) == "leave:L-00001"


def test_references_are_spelt_in_one_module_alone() -> None:
    spelt = re.compile(rf"""["'](?:{"|".join(KINDS)}):""")
    found = [
        f"{path.relative_to(APP)}:{number}"
        for path in sorted(APP.rglob("*.py"))
        if path != APP / "rules" / "requests.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if spelt.search(line)
    ]
    assert found == [], "RequestRef writes and reads references"


def test_only_a_course_assigns_the_state_of_a_request() -> None:
    """What files, moves or ends a request takes the state out of its table."""
    assigned = re.compile(r"status=(?:Swap|Leave)Status\.|\"status\": (?:Swap|Leave)Status\.")
    found = [
        f"{path.relative_to(APP)}:{number}"
        for room in ("swaps", "leave", "requests")
        for path in sorted((APP / "services" / room).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if assigned.search(line)
    ]
    assert found == []
