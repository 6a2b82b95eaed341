"""Moving a centre in and out: a file to the store, the store to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.context import Context
from app.errors import BadInput
from app.exchange.known import Called, Known, StoredBooks
from app.exchange.workbook import read_workbook
from app.exchange.writing import write_workbook
from app.progress import Cancel, Progress, never, silent
from app.queries import facts
from app.queries.books import Sheets
from app.queries.moving.records import places_of
from app.rules.records import Workbook
from app.rules.vocabulary import Message, msg
from app.services.moving.exporting import export_centre
from app.services.moving.importing import ImportSummary, import_centre
from app.services.moving.left_out import left_out
from app.services.moving.refusing import no_workbook
from app.services.moving.sealed import look_over

_READING = 0.4
_LISTS = (".csv", ".txt", ".xls", ".xlsb", ".ods")
"""What no workbook ends in, and a centre's own roster or staff list may."""


def import_workbook(
    ctx: Context,
    path: Path,
    progress: Progress = silent,
    cancel: Cancel = never,
    *,
    dry_run: bool = False,
) -> ImportSummary:
    """Read the workbook at `path` and write what it states, all of it or nothing.

    Raises BadInput with every problem of the file, NotAllowed, or Cancelled.
    """

    def reading(what: Message, share: float) -> None:
        progress(what, share * _READING)

    def writing(what: Message, share: float) -> None:
        progress(what, _READING + share * (1 - _READING))

    try:
        workbook = read_workbook(path, reading, cancel, _known(ctx))
    except BadInput as error:
        if error.problems or path.suffix.casefold() not in _LISTS:
            raise
        raise no_workbook(path.name) from error
    return import_centre(ctx, workbook, dry_run, writing, cancel)


def _known(ctx: Context) -> Known:
    with ctx.read() as session:
        people = facts.persons(session)
        shifts = facts.shift_types(session)
        return Known(
            people=frozenset(people),
            shifts=frozenset(shifts),
            named={no: Called(person.name, person.left_on) for no, person in people.items()},
            shift_names={code: shift.name for code, shift in shifts.items()},
            kinds=frozenset(facts.own_kinds(session)),
            places=places_of(people.values()),
            books=lambda: _stored_books(ctx),
            objections=lambda workbook: _objections(ctx, workbook),
        )


def _stored_books(ctx: Context) -> StoredBooks:
    with ctx.read() as session:
        sheets = Sheets(session)
        return StoredBooks.of(
            logs=sheets.logs(),
            bulletins=sheets.bulletins(),
            cards=sheets.cards(),
            scores=sheets.scores(),
            inspections=facts.inspections(session),
        )


def _objections(ctx: Context, workbook: Workbook) -> Sequence[Message]:
    with ctx.read() as session:
        return look_over(session, workbook, ctx.time).problems


def export_workbook(
    ctx: Context,
    path: Path,
    chinese: bool = False,
    progress: Progress = silent,
    cancel: Cancel = never,
) -> Sequence[Message]:
    """Write the whole centre to the workbook `path`, with its words in English or in Chinese; what
    it has no sheet for.

    Raises NotAllowed, Cancelled, or BadInput where the file cannot be written or is the store.
    """
    if ctx.store.address.lies_at(path):
        raise BadInput(
            msg("{name} was not written", name=path.name),
            msg("{path} is the store itself: choose another name.", path=str(path)),
        )
    write_workbook(export_centre(ctx, path.name), path, chinese, progress, cancel)
    return left_out(ctx)
