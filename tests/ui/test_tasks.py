"""Work off the GUI thread: who gets what, in which order, and what becomes of errors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event, get_ident

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.context import Context
from app.errors import AppError, BadInput, Unexpected
from app.rules.deeds import Deed
from app.rules.vocabulary import msg
from app.ui.kit.desk import Desk
from app.ui.work.tasks import Change, LongTask

Settled = Callable[[Desk], None]


class Receiver(QObject):
    """Keeps what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, result: object) -> None:
        self.got.append(result)


def add(number: int, ctx: Context) -> int:
    """Change something, as a service does."""
    with ctx.write() as session:
        ctx.audit(session, Deed.DEPARTMENT_ADD, f"department:{number}")
    return number


def waited(gate: Event, answer: str) -> str:
    assert gate.wait(5)
    return answer


def refuse(_ctx: Context) -> None:
    raise BadInput(msg("Refused"), msg("Because."))


def test_a_query_runs_elsewhere_and_answers_here(desk: Desk, settled: Settled) -> None:
    threads: list[int] = []
    desk.tasks.query(lambda _: get_ident(), lambda there: threads.extend((there, get_ident())))
    settled(desk)
    there, here = threads
    assert there != here == get_ident()


def test_a_newer_question_overtakes_the_older_one(desk: Desk, settled: Settled) -> None:
    receiver, gate = Receiver(), Event()
    desk.tasks.query(lambda _: waited(gate, "old"), receiver.take)
    desk.tasks.query(lambda _: "new", receiver.take)
    gate.set()
    settled(desk)
    assert receiver.got == ["new"]


def test_what_is_no_longer_wanted_is_dropped_whether_it_went_well_or_not(
    desk: Desk, settled: Settled
) -> None:
    receiver, failed = Receiver(), list[AppError]()
    for op in (lambda _: "old", refuse):
        desk.tasks.query(op, receiver.take, failed=failed.append)
        desk.tasks.forget(receiver.take)
        settled(desk)
    desk.tasks.query(lambda _: "new", receiver.take, failed=failed.append)
    settled(desk)
    assert (receiver.got, failed) == (["new"], [])


def test_an_answer_for_a_widget_that_is_gone_is_dropped(desk: Desk, settled: Settled) -> None:
    label, gate = QLabel(), Event()
    desk.tasks.query(lambda _: waited(gate, "late"), lambda text: label.setText(text))
    desk.tasks.query(lambda _: waited(gate, "late"), label.setText)
    delete(label)
    gate.set()
    settled(desk)


def test_commands_run_one_after_the_other_and_say_what_changed(
    desk: Desk, settled: Settled
) -> None:
    order: list[object] = []
    desk.tasks.changed.connect(lambda change: order.append(change.deeds))
    for number in range(5):
        desk.tasks.command(partial(add, number), order.append)
    settled(desk)
    assert order == [x for n in range(5) for x in (n, frozenset({Deed.DEPARTMENT_ADD}))]


def test_a_refused_command_changes_nothing_and_is_shown(
    desk: Desk, settled: Settled, qtbot: QtBot
) -> None:
    changed: list[object] = []
    desk.tasks.changed.connect(changed.append)
    with qtbot.waitSignal(desk.tasks.failed) as shown:
        desk.tasks.command(refuse)
    settled(desk)
    assert isinstance(shown.args[0], BadInput)
    assert changed == []


def test_what_was_committed_is_told_though_the_command_failed_after_it(
    desk: Desk, settled: Settled
) -> None:
    changed: list[Change] = []
    desk.tasks.changed.connect(changed.append)

    def half(ctx: Context) -> None:
        add(1, ctx)
        refuse(ctx)

    desk.tasks.command(half, failed=lambda _error: None)
    settled(desk)
    assert [change.deeds for change in changed] == [{Deed.DEPARTMENT_ADD}]


def test_what_was_rolled_back_is_not_told(desk: Desk, settled: Settled) -> None:
    changed: list[Change] = []
    desk.tasks.changed.connect(changed.append)

    def undone(ctx: Context) -> None:
        with ctx.write() as session:
            ctx.audit(session, Deed.DEPARTMENT_ADD, "department:1")
            refuse(ctx)

    desk.tasks.command(undone, failed=lambda _error: None)
    settled(desk)
    assert changed == []


def test_whoever_takes_the_error_shows_it(desk: Desk, settled: Settled) -> None:
    shown: list[object] = []
    taken: list[AppError] = []
    desk.tasks.failed.connect(shown.append)
    desk.tasks.query(refuse, shown.append, failed=taken.append)
    settled(desk)
    assert [type(error) for error in taken] == [BadInput]
    assert shown == []


def test_a_bug_is_shown_and_whoever_takes_errors_waits_no_longer(
    desk: Desk, settled: Settled
) -> None:
    shown: list[object] = []
    taken: list[object] = []
    desk.tasks.failed.connect(shown.append)
    desk.tasks.query(lambda _: 1 // 0, taken.append, failed=taken.append)
    desk.tasks.command(lambda _: 1 // 0, taken.append, failed=taken.append)
    desk.tasks.long("Import", lambda _ctx, _task: 1 // 0, taken.append, failed=taken.append)
    settled(desk)
    assert [type(error) for error in shown] == [ZeroDivisionError] * 3
    assert [type(error) for error in taken] == [Unexpected] * 3


def test_who_looks_for_news_is_not_asked_again_and_again_after_a_bug(
    desk: Desk, settled: Settled
) -> None:
    shown: list[object] = []
    taken: list[object] = []
    desk.tasks.failed.connect(shown.append)
    desk.tasks.look(lambda _: 1 // 0, taken.append, failed=taken.append)
    desk.tasks.command(lambda _: None)
    settled(desk)
    assert ([type(error) for error in shown], taken) == ([ZeroDivisionError], [])


def test_a_long_task_tells_how_far_it_is(desk: Desk, settled: Settled) -> None:
    told: list[float] = []
    watched = Event()

    def op(_ctx: Context, task: LongTask) -> str:
        watched.wait(5)
        for share in (0.0, 0.5, 1.0):
            task.progress(msg("Counting"), share)
        return "done"

    done: list[str] = []
    task = desk.tasks.long("Count", op, done.append)
    task.progressed.connect(lambda _what, share: told.append(share))
    watched.set()
    settled(desk)
    assert (told, done) == ([0.0, 0.5, 1.0], ["done"])


def test_a_cancelled_task_stops_in_silence_and_changes_nothing(
    desk: Desk, settled: Settled
) -> None:
    gate = Event()
    heard: list[object] = []

    def op(_ctx: Context, task: LongTask) -> None:
        gate.wait(5)
        task.progress(msg("Counting"), 0.5)

    desk.tasks.changed.connect(heard.append)
    desk.tasks.failed.connect(heard.append)
    task = desk.tasks.long("Count", op, heard.append)
    task.finished.connect(lambda: heard.append("finished"))
    task.cancel()
    gate.set()
    settled(desk)
    assert heard == ["finished"]


def test_nothing_is_begun_at_a_desk_that_is_closed(desk: Desk) -> None:
    heard: list[object] = []
    desk.close()
    desk.tasks.query(lambda _ctx: "read", heard.append)
    desk.tasks.command(lambda _ctx: "written", heard.append)
    assert desk.tasks.idle
    assert heard == []
