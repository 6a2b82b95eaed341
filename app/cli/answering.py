"""What the options of `import-roster` tell of a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, time

from app.context import Context
from app.errors import BadInput
from app.queries.known import ids
from app.reading.people.staff import team_called
from app.rules.bringing.answers import Answers, NewShift, Who, Written
from app.rules.bringing.kept import Told
from app.rules.bringing.matching import base_name
from app.rules.bringing.meanings import code_for, is_night
from app.rules.bringing.said import Meaning, Said, Use
from app.rules.folding import folded
from app.rules.vocabulary import msg


def answered(context: Context, request: Namespace, said: Said, told: Told) -> Answers:
    """The answers on the line, over what was `told` before."""
    before = told.answers
    shifts = {shift.code: shift for shift in (*before.shifts, *_shifts(request))}
    new_team = (request.department, request.team) if request.department else None
    known = request.team and new_team is None
    team = team_called(context, request.team) if known else before.team_id
    answers = replace(
        before,
        words={**before.words, **dict(_words(request))},
        shifts=tuple(shifts.values()),
        team_id=team,
        new_team=new_team,
        hired=request.hired or before.hired,
        counts=dict(map(_count, request.count)),
        clear_blanks=before.clear_blanks and not request.keep_blanks,
        leave_problems=request.leave_problems,
    )
    with context.read() as session:
        known = ids(session, numbers=[number for _key, number in request.person])
    people = dict(_people(request, said, known))
    return replace(answers, people={**before.people, **people})


def _words(request: Namespace) -> Iterator[tuple[str, Meaning]]:
    for word in request.off:
        yield word, Meaning(Use.OFF)
    for word in request.ignore:
        yield word, Meaning(Use.IGNORE)
    for told in request.leave:
        word, _sign, kind = told.partition("=")
        yield word.strip(), Meaning(Use.LEAVE, kind.strip())
    for word, _times in request.times:
        yield word, Meaning(Use.SHIFT, _code(request, word))
    for word, code in request.word:
        yield word, Meaning(Use.SHIFT, code)


def _code(request: Namespace, word: str) -> str:
    """The code that --word gives a word, or one made of the word."""
    return dict(request.word).get(word) or code_for(word)


def _shifts(request: Namespace) -> Iterator[NewShift]:
    for word, times in request.times:
        start, end = _times(times)
        yield NewShift(_code(request, word), word, start, end, is_night(start, end))


def _times(text: str) -> tuple[time, time]:
    first, _dash, last = text.replace("–", "-").partition("-")
    try:
        start, end = (time.fromisoformat(one.strip().replace("24:00", "00:00"))
                      for one in (first, last))  # fmt: skip
    except ValueError:
        raise BadInput(
            msg("Times do not fit"), msg("{word} is no time; write 08:00-16:00.", word=text)
        ) from None
    return start, end


def _people(
    request: Namespace, said: Said, known: Collection[str]
) -> Iterator[tuple[Written, Who]]:
    """By name or by number as written; a number that nobody has makes somebody new."""
    for key, number in request.person:
        for written in dict.fromkeys(map(Written.of, said.entries)):
            if folded(key) in (folded(written.name), folded(written.number)):
                name = base_name(written.name)
                yield written, Who(number, "" if not number or number in known else name)


def _count(told: tuple[str, str]) -> tuple[tuple[str, date], str]:
    cell, place = told
    number, _at, day = cell.rpartition("@")
    try:
        return (number, date.fromisoformat(day)), place
    except ValueError:
        raise BadInput(
            msg("Dates do not fit"), msg("{word} is no date; write 2026-11-23.", word=day)
        ) from None
