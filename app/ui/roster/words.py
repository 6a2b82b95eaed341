"""The grid in words: for tooltips, screen readers, the panel, and the headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.queries.roster.rows import DayHead, LeaveMark, RosterCell, ShiftRow, SwapMark, TeamMonth
from app.rules.findings import Finding
from app.rules.vocabulary import DayKind, LeaveStatus, RosterState
from app.text import _, dates, is_chinese, ngettext
from app.text.findings import finding_sentence
from app.text.words import full_shift, leave_kind
from app.text.words import shift_words as shift_called
from app.ui.roster.lines import Band, Line, Row, rostered, team_name
from app.ui.roster.spans import Span, SpanKind


def span_words(span: Span) -> str:
    """The heading of the days shown: "October 2026", "28 September – 11 October 2026".

    The year stands where the language has it: with the last day, or in Chinese with the first.
    """
    if span.kind is SpanKind.MONTH:
        return dates.month(span.first)
    near_first, near_last = (span.first, None) if is_chinese() else (None, span.last)
    first, last = dates.day(span.first, near_last), dates.day(span.last, near_first)
    return _("{first} – {last}").format(first=first, last=last)


def shift_words(shift: ShiftRow) -> str:
    """A shift with its name and hours: "E Early 07:30–15:30"."""
    return f"{full_shift(shift.code, shift.name)} {dates.hours(shift)}"


def mark_of(head: DayHead) -> str:
    """The mark of a day that the calendar names: a holiday, or a make-up workday."""
    if head.kind is DayKind.HOLIDAY:
        return _("hol")
    return _("on") if head.kind is DayKind.WORKDAY else ""


def kept_words() -> str:
    """What one does about a published month that was a mistake."""
    return _(
        "A published roster is not taken back, as swaps and leave go by it: change the cells, and "
        "publish the next version."
    )


def block_words(band: Band) -> str:
    """A team's name; people without a team go by their department."""
    return team_name(band.block) or _("Centre")


def row_words(row: Row, changes: int) -> str:
    """A row's heading: the person's name and number, or the team with its people counted."""
    if isinstance(row, Line):
        return f"{row.person.name} {row.person.no}"
    people = ngettext("{n} person", "{n} people", row.people).format(n=row.people)
    return ", ".join(filter(None, (block_words(row), people, state_words(row, changes))))


def published_version(band: Band) -> int:
    """The version of a team's roster in the days shown; 0 where some of it is not published."""
    versions = [
        month.version if month.state is RosterState.PUBLISHED else 0 for month in band.block.months
    ]
    return 0 if not versions or 0 in versions else max(versions)


def begun(band: Band) -> bool:
    """Whether anybody of the team has a shift in the days shown."""
    return any(map(rostered, band.block.lines))


def state_words(band: Band, changes: int) -> str:
    """Where a team's roster stands: published with its version, a draft with its changes.

    "" where there is nothing of it yet.
    """
    if changes:
        counted = ngettext("{n} change in draft", "{n} changes in draft", changes)
        return counted.format(n=changes)
    version = published_version(band)
    if version:
        return _("published, version {n}").format(n=version)
    return _("draft") if begun(band) else ""


def month_words(month: TeamMonth) -> str:
    """A team's month: "October 2026: published, version 3, on 28 September by Li Fang"."""
    name = dates.month(month.month)
    if month.version and month.published_at is not None:
        words = _("{month}: version {n}, published {moment} by {name}").format(
            month=name,
            n=month.version,
            moment=dates.moment(month.published_at),
            name=month.published_by or _("the import"),
        )
    else:
        words = _("{month}: not published yet").format(month=name)
    if not month.draft_cells:
        return words
    changes = ngettext("{n} change in draft", "{n} changes in draft", month.draft_cells)
    return f"{words}\n{changes.format(n=month.draft_cells)}"


def cell_words(
    line: Line,
    cell: RosterCell,
    head: DayHead,
    findings: Iterable[Finding],
    shifts: Mapping[str, ShiftRow],
    *,
    draft: bool,
) -> str:
    """A cell, all that its picture shows, one thing a line."""
    where = f"{line.person.name}, {dates.full_day(head.day)}"
    return "\n".join([where, *cell_lines(cell, shifts, draft=draft), *_rules(findings)])


def cell_lines(cell: RosterCell, shifts: Mapping[str, ShiftRow], *, draft: bool) -> Iterator[str]:
    """What a cell's picture shows, in sentences."""
    if cell.outside and not cell.uncovered:
        yield _("Not in this team on this day")
        return
    if cell.outside:
        yield _("Has left the centre")
    shift = shifts.get(cell.code)
    yield shift_words(shift) if shift else (cell.code or _("Day off"))
    if cell.differs is not None:
        yield _layer_words(cell.differs, draft=draft)
    if cell.swap is not None:
        yield swap_words(cell.swap, cell.code)
    if cell.leave is not None:
        yield leave_words(cell.leave)
    if cell.uncovered:
        yield _("Open: nobody covers this shift")
    if cell.covered_by:
        yield _("Covered by {name}").format(name=cell.covered_by)
    if cell.edited:
        yield _("Changed after publication")
    if cell.fixed:
        yield _("Fixed: filling the month leaves it as it is")


def _layer_words(other: str, *, draft: bool) -> str:
    if not draft:
        return _("The draft has: {code}").format(code=other or _("day off"))
    return _("Not published yet; published is: {code}").format(code=other or _("day off"))


def leave_words(mark: LeaveMark) -> str:
    """That there is a leave, and which, for those whom that is for."""
    approved = mark.status is LeaveStatus.APPROVED
    if not mark.kind:
        return _("On leave") if approved else _("Leave asked for")
    words = _("On leave: {kind}, {no}") if approved else _("Leave asked for: {kind}, {no}")
    return words.format(kind=leave_kind(mark.kind), no=mark.leave_no)


def swap_words(mark: SwapMark, code: str) -> str:
    """Who gave what to whom."""
    received = _("⇄ {shift} received from {name}, {no}").format(
        shift=shift_called(code), name=mark.from_name, no=mark.swap_no
    )
    given = _("⇄ {shift} given to {name}, {no}").format(
        shift=shift_called(mark.given_code), name=mark.to_name, no=mark.swap_no
    )
    if mark.received and mark.to_no:
        return f"{received}\n{given}"
    return received if mark.received else given


def _rules(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"{finding.rule}: {finding_sentence(finding)}"
