"""What a person told of a file, kept for the next one of its kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from app.rules.bringing.answers import Answers, NewShift, Who, Written
from app.rules.bringing.said import Meaning, Said, Use
from app.rules.folding import folded

FORM = 1
"""The form of the JSON; another one is refused."""


@dataclass(frozen=True, slots=True)
class Told:
    """What holds for every file of a kind: words, people, new shifts, and where its roster stands.

    `layout`: as `exchange/layouts/kept.py` writes it, "" for what is guessed anew.
    """

    answers: Answers = field(default_factory=Answers)
    layout: str = ""


def to_json(told: Told) -> str:
    """`told` as text, without what concerns one month alone; `from_json` gives it back."""
    answers = told.answers
    return json.dumps(
        {
            "form": FORM,
            "layout": json.loads(told.layout) if told.layout else None,
            "words": {word: [one.use, one.code] for word, one in answers.words.items()},
            "shifts": [_shift_told(shift) for shift in answers.shifts],
            "people": [[*written, who.number, who.name] for written, who in answers.people.items()],
            "team": answers.team_id,
            "clear_blanks": answers.clear_blanks,
        },
        ensure_ascii=False,
        indent=1,
    )


def _shift_told(shift: NewShift) -> list[Any]:
    times = (f"{shift.start:%H:%M}", f"{shift.end:%H:%M}")
    return [shift.code, shift.name, *times, shift.night]


def from_json(text: str) -> Told:
    """What `to_json` wrote; ValueError for anything else."""
    try:
        kept = json.loads(text)
        if kept["form"] != FORM:
            raise ValueError(kept["form"])
        layout = kept.get("layout")
        return Told(_answers(kept), json.dumps(layout, ensure_ascii=False) if layout else "")
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(text[:80]) from error


def _answers(kept: Mapping[str, Any]) -> Answers:
    team = kept["team"]
    return Answers(
        words={
            str(word): Meaning(Use(use), str(code)) for word, (use, code) in kept["words"].items()
        },
        shifts=tuple(
            NewShift(
                str(code),
                str(name),
                time.fromisoformat(start),
                time.fromisoformat(end),
                bool(night),
            )
            for code, name, start, end, night in kept["shifts"]
        ),
        people={
            Written(str(name), str(number)): Who(str(no), str(new))
            for name, number, no, new in kept["people"]
        },
        team_id=None if team is None else int(team),
        clear_blanks=bool(kept["clear_blanks"]),
    )


def signs(said: Said) -> frozenset[str]:
    """By what a file is known again: its words and its people, and its sheets without figures."""
    sheets = {_without_figures(entry.sheet) for entry in said.entries}
    words = {entry.word for entry in said.entries}
    people = {entry.number or entry.person for entry in said.entries}
    return frozenset(
        (*(f"s:{folded(one)}" for one in sheets), *(f"w:{folded(one)}" for one in words),
         *(f"p:{folded(one)}" for one in people))
    )  # fmt: skip


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How much of two files' signs is common, from 0 to 1."""
    mine, theirs = frozenset(one), frozenset(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _without_figures(sheet: str) -> str:
    return "".join(sign for sign in sheet if not sign.isdigit())
