"""DUTY-1 to DUTY-3, MEET, TRAIN, SITE, QA-6 and QA-7 in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.rules.duties.sayings import SAYINGS
from app.rules.figures.duties import DoneByAnother
from app.rules.vocabulary import Role
from app.text.language import mark
from app.text.verdicts.wording import Variant, Wording, by_figures

_NOT_DONE = Wording(
    mark("Due on {day} in {place} and not done: {duty}."),
    mark("Do it, and record when and by whom."),
)
_LATE = Wording(
    mark("Due on {day} in {place}, done on {done_on}: {duty}."),
    mark("Do it by the end of its due day."),
)
_BY_ANOTHER = Wording(
    mark("{person} did this for {place} ({duty}), and was no {doer} there on {done_on}."),
    mark("A {doer} of {place} does it."),
)
_NOT_A_LEADER = Wording(
    _BY_ANOTHER.sentence,
    mark("A {doer} of {place} does it, or the department head."),
)
_RECEIVED = Wording(
    mark(
        "{person} received this of {place} ({duty}), and was no {receiver} of it on {received_on}."
    ),
    mark("The {receiver} receives it."),
)  # fmt: skip


def _wordings() -> Iterator[tuple[str, Wording]]:
    for says in SAYINGS.values():
        yield says.not_done.code, _NOT_DONE
        yield says.late.code, _LATE
        if says.doer:
            yield says.doer.code, _BY_ANOTHER
            yield f"{says.doer.code}/leader", _NOT_A_LEADER
        if says.receiver:
            yield says.receiver.code, _RECEIVED


def _doers(figures: DoneByAnother) -> str:
    return "leader" if figures.doer is Role.TEAM_LEADER else ""


WORDINGS: Mapping[str, Wording] = {
    "DUTY-1.no_log": Wording(
        mark("Agents of {department} worked on {day}, and there is no duty log."),
        mark("A team leader of {department} writes the log of each day."),
    ),
    "DUTY-1.not_leader": Wording(
        mark("{person} wrote the duty log of {department} and led nobody there on {day}."),
        mark("A team leader of {department} writes the log of each day."),
    ),
    **dict(_wordings()),
}

VARIANTS: Mapping[str, Variant] = dict(
    by_figures(says.doer, _doers) for says in SAYINGS.values() if says.doer
)
