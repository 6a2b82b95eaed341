"""What a file does not say, and a person must tell before its roster can be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.exchange.layouts.guessing import Guess
from app.rules.bringing.said import Entry, Said, Use
from app.rules.bringing.words import proposed
from app.rules.vocabulary import Message, msg

_MOST = 8
"""So many words or names are listed in one question."""


def uses(said: Said) -> dict[str, Use | None]:
    """Each word of the roster, in its order, with what it most likely is; None for open."""
    words = dict.fromkeys(entry.word for entry in said.entries)
    return {word: proposed(word, timed=word in said.times, beside=words) for word in words}


def questions(found: Guess, said: Said) -> tuple[Message, ...]:
    """What a person must tell, the weightiest first."""
    return tuple(_questions(found, said))


def _questions(found: Guess, said: Said) -> Iterator[Message]:
    if not found.layout.blocks:
        yield msg("Where does the roster stand? Tell the sheet, the shape and the heading.")
    for block in found.undated:
        yield msg(
            "{sheet}, line {line}: which day is the first of the headings? The file names no "
            "month.",
            sheet=block.sheet,
            line=block.heading + 1,
        )
    for block in found.layout.blocks:
        if block.assumed and block not in found.undated:
            yield msg(
                "{sheet}, line {line}: is {day} the first day? The file does not say the year.",
                sheet=block.sheet,
                line=block.heading + 1,
                day=block.days[0][1].isoformat(),
            )
    meant = uses(said)
    open_words = [word for word, use in meant.items() if use is None]
    if open_words:
        yield msg(
            "What are these: a shift, a day off, a leave, or nothing? {words}",
            words=_listed(open_words),
        )
    untimed = [word for word in open_words if word not in said.times]
    if untimed:
        yield msg("Which times have these, if they are shifts? {words}", words=_listed(untimed))
    leaves = [word for word, use in meant.items() if use is Use.LEAVE]
    if leaves:
        yield msg("These are leave, to be filed as such: {words}", words=_listed(leaves))
    ignored = [word for word, use in meant.items() if use is Use.IGNORE]
    if ignored:
        yield msg("These say what happened, and no shift: {words}", words=_listed(ignored))
    shared = sharing(said)
    if shared:
        yield msg("Who is who? Several lines have the same name: {names}", names=_listed(shared))
    twice = double(said)
    if twice:
        yield msg(
            "Which counts? Somebody stands on a day more than once ({count} times): {names}",
            count=len(twice),
            names=_listed(
                list(
                    dict.fromkeys(
                        f"{one.person} {one.day.isoformat()} ({one.sheet}, {one.cell})"
                        for one in twice
                    )
                )
            ),
        )


def _listed(texts: list[str]) -> str:
    more = "…" if len(texts) > _MOST else ""
    return ", ".join(texts[:_MOST]) + more


def sharing(said: Said) -> list[str]:
    """Names that stand with several numbers."""
    numbers: dict[str, set[str]] = {}
    for entry in said.entries:
        if entry.number:
            numbers.setdefault(entry.person, set()).add(entry.number)
    return [name for name, several in numbers.items() if len(several) > 1]


def double(said: Said) -> list[Entry]:
    """Every entry of a person on a day that has one already, days off and leave aside."""
    seen: Counter[tuple[str, str, object]] = Counter()
    found: list[Entry] = []
    meant = uses(said)
    for entry in said.entries:
        if meant[entry.word] in (None, Use.SHIFT):
            key = (entry.person, entry.number, entry.day)
            if seen[key]:
                found.append(entry)
            seen[key] += 1
    return found
