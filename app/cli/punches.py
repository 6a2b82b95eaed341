"""`dutydesk import-punches FILE`: a file of a clock's punches into roll call."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.cli.bringing import acting, add_problems, listed, pair_of
from app.cli.passed import by_kind, refuse_problems, write_problems
from app.errors import BadInput
from app.rules.bringing.answers import Who, Written
from app.rules.bringing.said import LeftOut
from app.rules.folding import folded
from app.rules.punches.preview import Missing, PunchAnswers, PunchLine, PunchPreview
from app.rules.punches.said import PunchesSaid
from app.rules.vocabulary import Message, msg
from app.rules.work import Cell
from app.text import _, say
from app.text.findings import finding_sentence
from app.text.punches import rule_words, stand_words, summary, times_words

_ALL = "all"


def add_arguments(parser: ArgumentParser) -> None:
    """What is told on the line."""
    several: dict[str, Any] = {"action": "append", "default": []}
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would change, write nothing")
    )
    parser.add_argument("--as", dest="by", metavar="NO", help=_("by the rights of this person"))
    parser.add_argument("--yes", action="store_true", help=_("take what is proposed"))
    parser.add_argument("--person", metavar="NAME=NO", type=pair_of, **several,
                        help=_("who is meant; without a number they are left out"))  # fmt: skip
    parser.add_argument("--replace", metavar="NO@DATE", **several,
                        help=_("the file counts where something else is recorded: for this day of "
                               "a person, or for {all}").format(all=_ALL))  # fmt: skip
    parser.add_argument("--times", metavar="HEADING", **several,
                        help=_("the times under this heading are punches"))  # fmt: skip
    first = _("what comes first in dates that can be read in two ways")
    parser.add_argument("--dates", choices=("dmy", "mdy", "ymd"), default="", help=first)
    add_problems(parser)


def bring(request: Namespace) -> int:
    """Read, print the preview, and record unless it is a dry run; status 2 while it is asked who
    somebody is or which day a date."""
    from app.cli.opening import opened
    from app.exchange.layouts.opening import open_book
    from app.exchange.punches.reading import read_punches
    from app.exchange.punches.tables import punch_tables
    from app.reading.attendance.punches import preview, with_proposals
    from app.services.attendance.punches import bring_punches

    refuse_problems(request.problems)
    book = open_book(request.file)
    with opened(request.store) as context:
        context = acting(context, request.by)
        tables = punch_tables(book, request.times)
        said = read_punches(book, tables, context.today(), request.dates)
        _refuse_empty(said)
        answers = PunchAnswers(dict(_people(request, said)))
        found = preview(context, said, answers)
        if request.yes:
            answers = with_proposals(found, answers)
        answers = PunchAnswers(answers.people, frozenset(_replaced(request, found)))
        found = preview(context, said, answers)
        for line in lines_of(found):
            print(line)
        if request.problems:
            write_problems(request.problems, found.left_out)
        if request.dry_run:
            print(_("This was a dry run: nothing was written."))
            return 0
        _refuse_open(found)
        if not found.taken and found.lines:
            print(_("Nothing changed: the store holds all of it already."))
            return 0
        digest = hashlib.sha256(request.file.read_bytes()).hexdigest()
        bring_punches(context, said, answers, request.file.name, digest, found)
    return 0


def _refuse_empty(said: PunchesSaid) -> None:
    if not said.punches:
        raise BadInput(
            msg("There are no punches in this file"),
            msg("No sheet has somebody's name or number beside a time of the day."),
            tuple(map(_place, said.left_out)),
        )


def _place(one: LeftOut) -> Message:
    return msg("{sheet}!{cell}: {why}", sheet=one.sheet, cell=one.cells, why=one.why)


def _people(request: Namespace, said: PunchesSaid) -> Iterator[tuple[Written, Who]]:
    """By name or by number as written."""
    for key, number in request.person:
        for punch in said.punches:
            if folded(key) in (folded(punch.person), folded(punch.number)):
                for no in {punch.number, ""}:
                    yield Written(punch.person, no), Who(number)


def _replaced(request: Namespace, found: PunchPreview) -> Iterator[Cell]:
    for told in request.replace:
        if told == _ALL:
            yield from (line.worked.cell for line in found.different)
            continue
        number, _at, day = told.rpartition("@")
        try:
            yield number, date.fromisoformat(day)
        except ValueError:
            raise BadInput(
                msg("Dates do not fit"), msg("{word} is no date; write 2026-11-23.", word=day)
            ) from None


def _refuse_open(found: PunchPreview) -> None:
    if found.questions:
        raise BadInput(
            msg("Not everything is told yet"),
            msg("{n} questions about this file are open. Nothing was written.", n=found.questions),
            tuple(_questions(found)),
        )


def _questions(found: PunchPreview) -> Iterator[Message]:
    for row in found.asked:
        name = " ".join(filter(None, (row.first.number, row.written.name)))
        yield msg("Who is {name} ({sheet}!{cell}, {n} entries)? {why}", name=name,
            sheet=row.first.sheet, cell=row.first.cell, n=row.entries, why=row.why)  # fmt: skip
    for one in found.dates:
        yield msg("{question} Say it with {option}.", question=one, option="--dates")


def lines_of(found: PunchPreview) -> Iterator[str]:
    """The preview as text."""
    yield summary(found)
    yield from listed(_("By day and person"), map(_line, found.lines))
    yield from listed(_("Without a punch"), map(_missing, found.missing))
    asked = {(row.first.sheet, row.first.cell) for row in found.asked}
    others = [one for one in found.left_out if (one.sheet, one.cells) not in asked]
    yield from by_kind(_("Left out"), others)
    yield from listed(_("Asked"), map(say, _questions(found)))
    yield from map(say, found.told)


def _line(line: PunchLine) -> str:
    head = f"{line.worked.day.isoformat()} {line.worked.person.no} {line.worked.person.name}"
    what = f"{line.worked.shift.code} {times_words(line.after)}"
    return f"{head} {what} ({stand_words(line)}) {rule_words(line.findings)}"


def _missing(one: Missing) -> str:
    head = f"{one.worked.day.isoformat()} {one.worked.person.no} {one.worked.person.name}"
    why = f" {say(one.why)}" if one.why else ""
    return f"{head} {one.worked.shift.code}: {finding_sentence(one.finding)}{why}"
