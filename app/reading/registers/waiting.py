"""What of these registers waits for somebody: for Today and the Inbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.reading.registers import complaints, reports, visitors
from app.reading.registers.complaints import Complaint
from app.reading.registers.ground import RegisterGround
from app.reading.registers.reports import Report
from app.reading.registers.visitors import Visit
from app.rules.vocabulary import Message, ReportState, msg


@dataclass(frozen=True, slots=True)
class RegisterTask:
    """Something to do. `target` is what the page "registers" opens; `due` None: no term."""

    title: Message
    subject: str
    due: datetime | None
    overdue: bool
    target: tuple[str, str]


def register_tasks(ctx: Context) -> tuple[RegisterTask, ...]:
    """What waits for the actor, the most urgent first; nothing for who is no person here.

    A report to answer or to decide on, a skipped superior to tell, an instruction to carry out, a
    complaint of one's own to answer (from some days before its last one on), a visitor whom one
    let in and who is still inside.
    """
    with ctx.read() as session:
        ground = RegisterGround.of(ctx, session)
        if not ground.sight.standing.has_say:
            return ()
        tasks = [*_reports(ground), *_complaints(ground), *_visitors(ground)]
    last = datetime.max.replace(tzinfo=ground.now.tzinfo)
    return tuple(sorted(tasks, key=lambda task: (not task.overdue, task.due or last)))


def _reports(ground: RegisterGround) -> Iterator[RegisterTask]:
    for one in reports.seen(ground):
        if one.mine:
            yield RegisterTask(
                _report_title(ground, one), one.row.no, one.due, one.overdue, ("report", one.row.no)
            )


def _report_title(ground: RegisterGround, one: Report) -> Message:
    row = one.row
    if row.to_id != ground.my_id:
        if one.owes_telling:
            return msg("Tell the superior who was skipped in {no}", no=row.no)
        return msg("Carry out what {name} decided on {no}", no=row.no, name=row.to_name)
    if row.state is ReportState.DISSENTED:
        return msg("{name} dissents: decide on {no}", no=row.no, name=row.raised_by_name)
    return msg("Answer report {no} of {name}", no=row.no, name=row.raised_by_name)


def _complaints(ground: RegisterGround) -> Iterator[RegisterTask]:
    for one in complaints.seen(ground):
        if one.mine and (one.near or one.overdue):
            yield _complaint(ground, one)


def _complaint(ground: RegisterGround, one: Complaint) -> RegisterTask:
    title = msg("Answer complaint {no}", no=one.row.no)
    due = ground.time.day_end(one.last_day)
    return RegisterTask(title, one.row.no, due, one.overdue, ("complaint", one.row.no))


def _visitors(ground: RegisterGround) -> Iterator[RegisterTask]:
    for one in visitors.seen(ground):
        if one.mine:
            yield _visit(one)


def _visit(one: Visit) -> RegisterTask:
    title = msg("{name}, whom you let in, is still inside", name=one.row.name)
    return RegisterTask(title, one.row.no, one.out_by, one.overdue, ("visitor", one.row.no))
