"""`dutydesk import-roster FILE`: a centre's own roster file into the draft."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.passed import by_kind, refuse_problems, write_problems
from app.errors import BadInput, Conflict, NotFound
from app.rules.bringing.answers import Answers
from app.rules.bringing.preview import Preview
from app.rules.bringing.said import LeftOut, Said
from app.rules.vocabulary import Message, msg
from app.text import _, say
from app.text.words import full_shift

if TYPE_CHECKING:
    from app.context import Context

_ROUNDS = 3
"""What is proposed for words may open what is proposed for people, and the other way round."""


def add_arguments(parser: ArgumentParser, day: Any) -> None:
    """What is told on the line. `day`: a reader of dates."""
    several: dict[str, Any] = {"action": "append", "default": []}
    pair: dict[str, Any] = {**several, "type": pair_of}
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would change, write nothing")
    )
    parser.add_argument("--mapping", metavar="NAME|FILE.json", help=_("as it was told before"))
    parser.add_argument("--keep", metavar="NAME", help=_("keep what is told under this name"))
    parser.add_argument("--replace", action="store_true",
                        help=_("with --keep: in place of what is kept there"))  # fmt: skip
    add_problems(parser)
    parser.add_argument("--as", dest="by", metavar="NO", help=_("by the rights of this person"))
    parser.add_argument("--publish", metavar="REASON", nargs="?", const="",
                        help=_("publish it at once, by the rights of --as"))  # fmt: skip
    parser.add_argument("--yes", action="store_true", help=_("take what is proposed"))
    parser.add_argument("--word", metavar="WORD=CODE", **pair, help=_("a word is this shift"))
    parser.add_argument("--times", metavar="WORD=08:00-16:00", **pair,
                        help=_("a word is a new shift of these times"))  # fmt: skip
    parser.add_argument("--off", metavar="WORD", **several, help=_("a word is a day off"))
    parser.add_argument("--leave", metavar="WORD=KIND", **several,
                        help=_("a word is a leave, which is listed and not written"))  # fmt: skip
    parser.add_argument("--ignore", metavar="WORD", **several, help=_("a word is left out"))
    parser.add_argument("--person", metavar="NAME=NO", **pair,
                        help=_("who is meant; a number that nobody has is a new person's, none "
                               "leaves them out"))  # fmt: skip
    parser.add_argument("--count", metavar="NO@DATE=SHEET!CELL", **pair,
                        help=_("which of two entries of a day counts"))  # fmt: skip
    parser.add_argument("--team", metavar="NAME", help=_("the team of new people"))
    parser.add_argument("--department", metavar="NAME",
                        help=_("its department; both are made where they are missing"))  # fmt: skip
    parser.add_argument("--hired", type=day, metavar="DATE", help=_("first day of new people"))
    parser.add_argument("--keep-blanks", action="store_true",
                        help=_("a blank cell leaves the roster as it is there"))  # fmt: skip
    parser.add_argument("--file-leaves", action="store_true",
                        help=_("file the leaves of the file, in the name of --as"))  # fmt: skip
    parser.add_argument("--leave-problems", action="store_true",
                        help=_("bring in the rest of a file with problems"))  # fmt: skip


def add_problems(parser: ArgumentParser) -> None:
    parser.add_argument("--problems", type=Path, metavar="FILE.xlsx",
                        help=_("write all that does not come in to this workbook"))  # fmt: skip


def pair_of(word: str) -> tuple[str, str]:
    """`NAME=NO` as its two."""
    before, sign, after = word.rpartition("=")
    if not sign or not before:
        raise ArgumentTypeError(_("{word} has no =").format(word=word))
    return before.strip(), after.strip()


def bring(request: Namespace) -> int:
    """Read, print the preview, and write unless it is a dry run; status 2 while questions are
    open."""
    from app.cli.answering import answered
    from app.cli.opening import opened
    from app.reading.roster.bringing import preview, with_proposals
    from app.services.roster.bringing import Source, bring_in

    refuse_problems(request.problems)
    with opened(request.store) as context:
        context = acting(context, request.by)
        _refuse_kept(context, request)
        said, layout, told = _read(request, context)
        answers = answered(context, request, said, told)
        found = preview(context, said, answers)
        for _round in range(_ROUNDS if request.yes else 0):
            answers = with_proposals(found, answers, context.today())
            found = preview(context, said, answers)
        for line in lines_of(found):
            print(line)
        if request.problems:
            write_problems(request.problems, (*found.problems, *found.left_out))
        _refuse_unread(request.file.name, said)
        if request.dry_run:
            print(_("This was a dry run: nothing was written."))
            return 0
        _refuse_open(found)
        if request.file_leaves:
            _refuse_nobody(context)
        if not found.cells and (found.unchanged or (request.file_leaves and found.leaves)):
            print(_("Nothing changed: the store holds all of it already."))
            _file_leaves(context, request, found)
            return 0
        if request.publish is not None:
            _refuse_unpublishable(context, found, request.publish)
        digest = hashlib.sha256(request.file.read_bytes()).hexdigest()
        brought = bring_in(context, said, answers, Source(request.file.name, digest), found)
        print(_("{n} cells of the draft were changed.").format(n=len(brought.outcome.changes)))
        if request.keep:
            _keep(context, request.keep, answers, layout, said)
        if request.publish is not None:
            _publish(context, brought.preview, request.publish)
        _file_leaves(context, request, found)
    return 0


def _refuse_nobody(context: Context) -> None:
    """Before anything is written: a leave is filed in somebody's name."""
    if context.actor.person_id is None:
        raise BadInput(
            msg("In whose name?"), msg("Leave is filed by people with a post: tell --as NO.")
        )


def _file_leaves(context: Context, request: Namespace, found: Preview) -> None:
    """Each run of days by the rules of any leave; what they refuse is printed with the rule."""
    from app.services.leave.from_file import file_found
    from app.text.file_leaves import refusal_words, run_days, run_kind

    if not request.file_leaves or not found.leaves:
        return
    reason = _("As in the roster file {file}").format(file=request.file.name)
    for one in file_found(context, found.leaves, request.file.name, reason):
        who = f"{one.run.number} {one.run.name} {run_kind(one.run)} {run_days(one.run)}"
        if one.refusal is not None:
            print(_("Not filed: {who}: {why}").format(who=who, why=refusal_words(one.refusal)))
        elif one.covered:
            print(_("Left out: {who}: {no} covers it already").format(who=who, no=one.no))
        else:
            print(_("Filed: {who}: {no}").format(who=who, no=one.no))


def acting(context: Context, number: str | None) -> Context:
    """The same with the rights of the person of that number; the trail keeps the system account."""
    if number is None:
        return context
    from app.context import Actor
    from app.queries.known import ids

    with context.read() as session:
        found = ids(session, numbers=[number])
    if number not in found:
        raise NotFound(
            msg("Unknown person"), msg("Nobody has the employee number {no}.", no=number)
        )
    return context.acting_as(Actor(context.actor.name, found[number]))


def _read(request: Namespace, context: Context) -> tuple[Said, str, Any]:
    """What the file says, its layout as text, and what was told before of one like it."""
    from app.cli.rosters import hints_of
    from app.exchange.layouts import kept
    from app.exchange.layouts.guessing import guess
    from app.exchange.layouts.opening import open_book
    from app.exchange.layouts.reading import read
    from app.rules.bringing.kept import Told

    told = _told(context, request.mapping) if request.mapping else Told()
    book, hints, today = open_book(request.file), hints_of(request), context.today()
    if told.layout:
        found = kept.again(book, kept.from_json(told.layout), today, hints)
    else:
        found = guess(book, today, hints)
    if found.undated:
        raise BadInput(
            msg("Which month is it?"),
            msg("The headings of {sheet} say no month. Tell it: --month 2026-11, or --first-day.",
                sheet=found.undated[0].sheet),
        )  # fmt: skip
    said = read(book, found.layout, found.copies, found.rivals)
    return said, kept.to_json(found.layout), told


def _told(context: Context, name: str) -> Any:
    from app.reading.roster.mappings import mapping, told_in

    if name.endswith(".json"):
        # What is no text in UTF-8 is no JSON either, and is refused as such.
        return told_in(Path(name).read_bytes().decode("utf-8-sig", "replace"))
    return told_in(mapping(context, name).told)


def _refuse_kept(context: Context, request: Namespace) -> None:
    """Before anything is written: what stands under a name is replaced by who says so, or who has
    begun from it."""
    from app.reading.roster.mappings import mappings

    name = (request.keep or "").strip()
    if not name or request.replace or name == (request.mapping or "").strip():
        return
    if any(row.name == name for row in mappings(context)):
        raise Conflict(
            msg("This name is in use"),
            msg(
                "Answers are kept under {name} already, and nothing was written. Choose another "
                "name, take what is kept (--mapping), or replace it (--replace).",
                name=name,
            ),
        )


def _keep(context: Context, name: str, answers: Answers, layout: str, said: Said) -> None:
    from app.reading.roster.mappings import mappings
    from app.rules.bringing.kept import Told, signs
    from app.services.roster.mappings import keep

    there = next((row.version for row in mappings(context) if row.name == name.strip()), None)
    keep(context, name, Told(replace(answers, counts={}), layout), signs(said), there)
    print(_("Kept under {name} for the next file.").format(name=name))


def _refuse_unread(name: str, said: Said) -> None:
    """A file of which nothing was understood is no file that says nothing new."""
    if not said.entries and not said.blanks:
        raise BadInput(
            msg("Nothing to bring in"),
            msg(
                "There is no roster in {name} that could be read. Say how it stands there: --sheet,"
                " --shape, --heading, --names.",
                name=name,
            ),
        )


def _refuse_open(found: Preview) -> None:
    if not found.asked:
        return
    raise BadInput(
        msg("Not everything is told yet"),
        msg("{n} questions about this file are open. Nothing was written.", n=found.asked),
        tuple(questions(found)),
    )


def _refuse_unpublishable(context: Context, found: Preview, reason: str) -> None:
    """Before anything is written: who may not publish is not left with half of what was asked."""
    from app.reading.roster.bringing import months_of
    from app.reading.roster.publishing import require_publishing
    from app.services.roster.publish import refuse_without_reason

    months = months_of(context, found.cells)
    with context.read() as session:
        for scopes in months.values():
            require_publishing(context, session, scopes)
    if any(row.published for row in found.cells):
        refuse_without_reason(reason)


def _publish(context: Context, found: Preview, reason: str) -> None:
    from app.reading.roster.bringing import months_of
    from app.services.roster.publish import publish

    for month, scopes in months_of(context, found.cells).items():
        publish(context, sorted(scopes), month, reason)
        print(_("{month} is published.").format(month=f"{month:%Y-%m}"))


def questions(found: Preview) -> Iterator[Message]:
    """What is asked still, one sentence each."""
    for one in found.problems:
        yield msg("{sheet}!{cell} “{value}”: {why}", sheet=one.sheet, cell=one.cells,
                  value=one.value, why=one.why)  # fmt: skip
    for word in found.asked_words:
        yield msg("What is {word} ({sheet}!{cell}, {n} times)?", word=word.word,
                  sheet=word.first.sheet, cell=word.first.cell, n=word.entries)  # fmt: skip
    for person in found.asked_people:
        yield msg("Who is {name} ({sheet}!{cell}, {n} entries)? {why}", name=" ".join(
            filter(None, person.written)), sheet=person.first.sheet, cell=person.first.cell,
            n=person.entries, why=person.why)  # fmt: skip
    for double in found.asked_doubles:
        yield msg("Which counts for {name} on {day}? {entries}", name=double.name, day=double.day,
                  entries=", ".join(f"{e.sheet}!{e.cell} “{e.word}”"
                                    for e in double.entries))  # fmt: skip
    yield from found.lacking


def lines_of(found: Preview) -> Iterator[str]:
    """The preview as text."""
    for sheet in found.sheets:
        yield _("{sheet}: {shifts} shifts of {people} people and months").format(
            sheet=sheet.sheet, shifts=sheet.shifts, people=sheet.person_months
        )
    yield _("{n} cells change, {same} are there already").format(
        n=len(found.cells), same=found.unchanged
    )
    for place in found.new_places:
        yield _("New: {name}").format(name=place)
    for person in found.new_people:
        yield _("New: {name}").format(name=f"{person.number} {person.name}")
    for shift in found.new_shifts:
        times = f"{shift.start:%H:%M}–{shift.end:%H:%M}"
        yield _("New: {name}").format(name=f"{full_shift(shift.code, shift.name)} {times}")
    yield from by_kind(_("Left out"), found.left_out)
    yield from listed(_("Leave to be filed"), (
        f"{one.number} {one.name} {one.first}–{one.last} {one.word}" for one in found.leaves
    ))  # fmt: skip
    yield from listed(_("Asked"), map(say, questions(found)))
    yield from map(say, found.told)


def listed(title: str, lines: Iterator[str]) -> Iterator[str]:
    """A heading with its lines; nothing where there are none."""
    found = list(lines)
    if found:
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def bring_list(request: Namespace) -> int:
    """Print what a staff list would add, what differs and what is left out; then add it."""
    from app.cli.opening import opened
    from app.exchange.layouts.opening import open_book
    from app.exchange.staff_list import read_staff
    from app.rules.bringing.staff import StaffDefaults
    from app.services.people.staff_list import bring_staff, staff_preview

    refuse_problems(request.problems)
    said = read_staff(open_book(request.file))
    defaults = StaffDefaults(request.department, request.team, request.hired)
    with opened(request.store) as context:
        found = staff_preview(context, said.lines, defaults)
        for new in found.added:
            print(_("New: {name}").format(name=f"{new.person.employee_no} {new.person.name}"))
        for department, team in found.teams:
            print(_("New: {name}").format(name=f"{department}/{team}"))
        differing = [LeftOut("", f"{one.number} {one.name}", "", one.why)
                     for one in found.differing]  # fmt: skip
        left_out = [*said.left_out, *found.left_out]
        for line in (
            *by_kind(_("Stays as it is"), differing),
            *by_kind(_("Left out"), left_out),
        ):
            print(line)
        if request.problems:
            write_problems(request.problems, [*differing, *left_out])
        if request.dry_run:
            print(_("This was a dry run: nothing was written."))
        elif not found.added:
            print(_("Nothing changed: the store holds all of it already."))
        else:
            digest = hashlib.sha256(request.file.read_bytes()).hexdigest()
            bring_staff(context, said.lines, defaults, request.file.name, digest)
    return 0
