"""The log on paper (交接日志): sections, items, signatures, additions, and its code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path

from app.queries.handover.rows import ItemRow, LogPage, SectionRow, SignatureRow
from app.rules.handover.course import LogState
from app.rules.vocabulary import AdditionKind, Section
from app.text import _, dates
from app.ui.handover.words import (
    carried_word,
    closed_words,
    read_back_words,
    said_in,
    section_name,
    shift_name,
    staff_sentence,
    state_word,
    who,
    written_by,
)
from app.ui.kit.printing import SIGN_HERE, gap, paragraph, sheet_of, table, write_pdf
from app.ui.kit.printing import lines as lines_of


@dataclass(frozen=True, slots=True)
class ShownRows:
    """A table as it is shown; `counted` says how many rows there are."""

    counted: str
    headings: Sequence[str]
    lines: Sequence[Sequence[str]]


def print_log(page: LogPage, now: datetime, path: Path) -> None:
    """Write the log to `path`, on A4. Raises BadInput."""
    body = sheet_of(_head(page)) + _signatures(page)
    for row in page.sections:
        body += _section(page, row)
    body += _additions(page)
    body += paragraph(_imprint(page, now))
    write_pdf(path, _("Handover log"), body)


def print_rows(title: str, rows: ShownRows, now: datetime, path: Path) -> None:
    """Write what a table shows to `path`, as it shows it. Raises BadInput."""
    body = paragraph(rows.counted) + table(rows.headings, rows.lines)
    body += paragraph(_("Printed {moment}").format(moment=dates.moment(now)))
    write_pdf(path, title, body, landscape=True)


def code_of(page: LogPage) -> str:
    """The code of the latest signature; "" before the first."""
    signatures = (page.incoming, page.outgoing)
    return next((one.code for one in signatures if one is not None and one.code), "")


def _head(page: LogPage) -> list[tuple[str, str]]:
    day, leader = dates.full_day(page.key.day), who(page.leader)
    if page.acting and leader:
        leader = _("{name}, acting").format(name=leader)
    pairs = [
        (_("Log number"), page.no),
        (_("Verification code"), code_of(page) or _no_code(page)),
        (_("Department"), page.department),
        (_("Shift"), _("{first}, {second}").format(first=day, second=shift_name(page))),
        (_("Duty leader"), leader),
        (_("State"), state_word(page.state)),
    ]
    if page.remark:
        closed = page.state is LogState.CLOSED
        pairs.append((_("Reason") if closed else _("Remark"), page.remark))
    return pairs


def _no_code(page: LogPage) -> str:
    if page.outgoing is None:
        return _("none: not signed yet")
    return _("none: the log was not signed in this store")


def _signatures(page: LogPage) -> str:
    rows = [
        (_("Outgoing"), *_signature(page.outgoing)),
        (_("Incoming"), *_signature(page.incoming)),
    ]
    headings = (_("Signature"), _("Signed by"), _("When"), _("Verification code"), _("By hand"))
    return gap() + table(headings, rows) + gap()


def _signature(signature: SignatureRow | None) -> tuple[str, str, str, str]:
    if signature is None:
        return "", "", "", SIGN_HERE
    at = dates.moment(signature.at)
    if signature.late:
        at = f"{at} ({_('signed late')})"
    return who(signature.by), at, signature.code, SIGN_HERE


def _section(page: LogPage, row: SectionRow) -> str:
    """A heading, the notes as a list, the items as a table."""
    carried = [item for item in page.carried if item.section is row.section]
    body = f"<h3>{escape(section_name(row.section))}</h3>"
    lines = list(_texts(page, row))
    if lines:
        body += "<ul>" + "".join(f"<li>{lines_of(line)}</li>" for line in lines) + "</ul>"
    items = [*carried, *row.items]
    if items:
        headings = (_("Item"), _("What"), _("Owner"), _("Until when"), _("State"))
        body += table(headings, [_item(item, page.key.day) for item in items]) + gap()
    if not lines and not items:
        body += paragraph(_("(not filled in)") if row.missing else "—")
    return body


def _texts(page: LogPage, row: SectionRow) -> Iterator[str]:
    if row.section is Section.STAFF_CHANGES:
        for change in page.staff:
            sentence = staff_sentence(change)
            unsure = _("{words} (not confirmed)").format(words=sentence)
            yield sentence if change.confirmed else unsure
    for note in said_in(row, page):
        words = _("Nothing to report") if note.nothing else note.text
        by = written_by(note, page.key.day)
        yield f"{words} ({by})" if by else words


def _item(item: ItemRow, near: date) -> tuple[str, ...]:
    what = item.text
    if item.urgent:
        what = _("URGENT: {words}").format(words=what)
    if item.worse:
        what += "\n" + _("If it gets worse: {words}").format(words=item.worse)
    if carried := carried_word(item):
        what += f"\n({carried})"
    for read in item.read_backs:
        what += "\n" + read_back_words(read, near)
    state = _("Still open") if item.is_open else closed_words(item, near)
    due = dates.short_day(item.due_on, near) if item.due_on else ""
    return item.no, what, who(item.owner), due, state


def _additions(page: LogPage) -> str:
    if not page.additions:
        return ""
    rows = [
        (
            _("Comment by the head") if row.kind is AdditionKind.COMMENT else _("Addition"),
            row.text,
            who(row.by),
            dates.moment(row.at, page.key.day),
        )
        for row in page.additions
    ]  # fmt: skip
    headings = (_("Kind"), _("Text"), _("Written by"), _("When"))
    return f"{gap()}<h3>{escape(_('Additions after the signature'))}</h3>" + table(headings, rows)


def _imprint(page: LogPage, now: datetime) -> str:
    words = _("Printed {moment}").format(moment=dates.moment(now))
    if not code_of(page):
        return words
    return (
        words
        + " · "
        + _(
            "Verify: Handover, “Verify a printed log”, or: dutydesk verify --log {no} {code}"
        ).format(no=page.no, code=code_of(page))
    )
