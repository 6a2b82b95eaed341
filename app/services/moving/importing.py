"""A centre moves in, or brings what changed: records out of a workbook, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models as m
from app.context import Context
from app.errors import BadInput
from app.models import table_of
from app.progress import Cancel, Progress, never, silent, stop_if
from app.reading.permission import require
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.records import CentreRecords, Workbook
from app.rules.requests import RequestKind
from app.rules.vocabulary import Message, msg
from app.services.accounts.administrators import keeping_an_administrator
from app.services.moving import import_people, import_roster, on_record, taken_back, under_swaps
from app.services.moving.idle_wishes import idle_wishes
from app.services.moving.import_books import BookRows
from app.services.moving.import_planning import PlanningRows, nobodys_jobs
from app.services.moving.import_registers import Registers
from app.services.moving.import_requests import Requests
from app.services.moving.merging import Merged, ids
from app.services.moving.on_record import Here
from app.services.moving.refusing import not_imported
from app.services.moving.sealed import look_over
from app.services.moving.under_swaps import Effective, MovedCells
from app.services.roster.versions import ChangedCell
from app.services.swaps import upkeep as swap_upkeep


@dataclass(frozen=True, slots=True)
class SheetCount:
    """What became of one sheet: people, shifts, days, roster cells or register lines."""

    sheet: str
    added: int
    updated: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, or with a dry run would do."""

    sheets: tuple[SheetCount, ...]
    ignored: tuple[str, ...]
    """Columns and sheets that mean nothing to the app."""
    sha256: str
    dry_run: bool
    told: tuple[Message, ...] = ()
    """What people should know: what was left as it is, and what no longer fits together."""

    @property
    def changed(self) -> bool:
        """Whether anything was added or updated."""
        return any(count.added or count.updated for count in self.sheets)


class _DryRun(Exception):
    pass


def import_centre(
    ctx: Context,
    workbook: Workbook,
    dry_run: bool = False,
    progress: Progress = silent,
    cancel: Cancel = never,
) -> ImportSummary:
    """Write what `workbook` states; update what it names, add what is new, delete nothing.

    What people did in this store is left as it is and told (on_record.py). A request whose shift
    it moves is cancelled, unless it came by a workbook alone and this one states it as well.

    One transaction: an error, `Cancelled` or `dry_run` leaves no trace, and where nothing
    changed nothing is written.
    """
    counts: list[SheetCount] = []
    steps = _Steps(ctx, workbook, counts, progress, cancel)
    try:
        with ctx.write(long=True) as session:
            require(ctx, session, Action.IMPORT)
            _check_references(session, workbook.records)
            with keeping_an_administrator(ctx, session):
                steps.run(session)
            summary = ImportSummary(
                tuple(counts),
                workbook.ignored,
                workbook.sha256,
                dry_run=dry_run,
                told=(*workbook.told, *steps.told),
            )
            if dry_run:
                raise _DryRun
            session.flush()
            if summary.changed or ctx.store.changed(session):  # a blank month is published, too
                _audit(ctx, session, workbook, summary)
            stop_if(cancel)
    except _DryRun:
        pass
    return summary


def _audit(ctx: Context, session: Session, workbook: Workbook, summary: ImportSummary) -> None:
    sheets = {
        count.sheet: {"added": count.added, "updated": count.updated, "unchanged": count.unchanged}
        for count in summary.sheets
    }
    after = {"sha256": workbook.sha256, "sheets": sheets}
    ctx.audit(session, Deed.WORKBOOK_IMPORT, workbook.name, after=after)


def _check_references(session: Session, records: CentreRecords) -> None:
    """Refuse what names nobody: the reader has checked it against the store as it was then."""
    people = {person.no for person in records.people} | set(
        session.scalars(select(m.Person.employee_no))
    )
    shifts = {shift.code for shift in records.shifts} | set(
        session.scalars(select(m.ShiftType.code))
    )
    unknown = sorted({*_people_named(records)} - people | {*_shifts_named(records)} - shifts)
    if unknown:
        raise BadInput(
            msg("The workbook was not imported"),
            msg("Neither the file nor the store knows {names}.", names=", ".join(unknown[:20])),
        )


def _people_named(records: CentreRecords) -> Iterator[str]:
    for roster in records.rosters.values():
        yield from roster
    for swap in records.swaps:
        yield from (swap.requester, swap.counterpart)
    yield from (leave.person for leave in records.leaves)
    yield from (row.person for row in records.attendance)
    for inspection in records.inspections:
        yield from (inspection.agent, inspection.inspector)
    yield from (rule.person for rule in records.planning.work_rules if rule.person)
    yield from (wish.person for wish in records.planning.wishes)


def _shifts_named(records: CentreRecords) -> Iterator[str]:
    for roster in records.rosters.values():
        for days in roster.values():
            yield from days.values()
    yield from (need.shift for need in records.planning.needs)
    yield from (wish.shift for wish in records.planning.wishes if wish.shift)


@dataclass(slots=True)
class _Steps:
    """The sheets in the order in which they lean on each other."""

    ctx: Context
    workbook: Workbook
    counts: list[SheetCount]
    progress: Progress
    cancel: Cancel
    done: int = 0
    told: list[Message] = field(default_factory=list)
    moved: list[ChangedCell] = field(default_factory=list)
    moving_in: bool = False

    def run(self, session: Session) -> None:
        records = self.workbook.records
        people_there = session.scalar(select(func.count()).select_from(m.Person))
        moving_in = self.moving_in = people_there == 0
        here = Here(session, self.ctx.time, self.told)
        self._step("Employees", lambda: import_people.merge_people(session, records.people, here))
        self._step("Shifts", lambda: import_people.merge_shifts(session, records.shifts, here))
        if records.calendar is not None:
            days = records.calendar
            self._step(
                "Holidays",
                lambda: import_people.merge_calendar(session, days, here, moving_in=moving_in),
            )
        elif moving_in:
            import_people.seed_calendar(session)
        self._look_over(session)
        people = ids(session, table_of(m.Person), ["employee_no"])
        held = {} if moving_in else under_swaps.effective(session)
        shifts = self._rosters(session, people)
        registers = Registers(session, people, self.ctx.time, here)
        requests = Requests(self.ctx, session, people, here)
        if records.kinds:
            self._step("LeaveKinds", lambda: registers.kinds(records.kinds))
        self._step("Swaps", lambda: requests.swaps(records.swaps))
        self._step("Leaves", lambda: requests.leaves(records.leaves))
        self._step("Attendance", lambda: registers.attendance(records.attendance))
        self._step("Inspections", lambda: registers.inspections(records.inspections))
        for sheet, work in BookRows.of(session, self.ctx.time, here).steps(records.books):
            self._step(sheet, work)
        for sheet, work in PlanningRows.of(session, people, shifts).steps(records.planning):
            self._step(sheet, work)
        self.told += nobodys_jobs(session, records.planning)
        if records.planning.wishes:
            self.told.extend(idle_wishes(session, records.planning.wishes, people))
        if not moving_in:
            self._settle_swaps(session, here, held, shifts)

    def _look_over(self, session: Session) -> None:
        """Refuse what only the store can tell is wrong in the books."""
        looked = look_over(session, self.workbook, self.ctx.time)
        if looked.problems:
            raise not_imported(self.workbook.name, looked.problems)
        self.told += looked.told

    def _settle_swaps(
        self, session: Session, here: Here, held: Effective, shifts: dict[str, int]
    ) -> None:
        """Name what moved under the swaps that were `held` and still are, and those that no longer
        are; cancel the requests that no longer hold."""
        now = under_swaps.effective(session)
        moved = MovedCells(
            {cell[:2]: cell for cell in self.moved}, {key: code for code, key in shifts.items()}
        )
        self.told.extend(moved.told(now[no] for no in held if no in now))
        self.told.extend(taken_back.no_longer(held, now, session, self.ctx.today()))
        turned = [*(now[no] for no in now.keys() - held), *(held[no] for no in held.keys() - now)]
        cells = moved.cells.keys() | under_swaps.legs(turned)
        if cells:
            stated = {swap.no for swap in self.workbook.records.swaps}
            record = here.record(on_record.SWAP)
            spared = {no for no in stated if str(RequestKind.SWAP.ref(no)) not in record}
            for no in swap_upkeep.recheck(self.ctx, session, cells, spared):
                self.told.append(msg("{no} no longer holds on this roster: cancelled.", no=no))

    def _rosters(self, session: Session, people: dict[str, int]) -> dict[str, int]:
        """Merge each month; the ids of the shifts by code."""
        shifts = ids(session, table_of(m.ShiftType), ["code"])
        whose = import_roster.scopes(session)

        def merge_month(month: tuple[int, int]) -> Callable[[], Merged]:
            roster = self.workbook.records.rosters[month]

            def merge() -> Merged:
                merged, changed = import_roster.merge_roster(
                    self.ctx, session, month, roster, (people, shifts), whose, self.workbook.name
                )
                self.moved += [] if self.moving_in else changed
                return merged

            return merge

        for month in sorted(self.workbook.records.rosters):
            self._step(f"Roster {date(*month, 1):%Y-%m}", merge_month(month))
        return shifts

    def _step(self, sheet: str, work: Callable[[], Merged]) -> Merged:
        stop_if(self.cancel)
        records = self.workbook.records
        total = 7 + len(records.rosters) + records.books.sheets + records.planning.sheets
        self.progress(msg("Writing {sheet}", sheet=sheet), self.done / total)
        merged = work()
        self.done += 1
        self.counts.append(
            SheetCount(sheet, len(merged.added), len(merged.updated), len(merged.unchanged))
        )
        return merged
