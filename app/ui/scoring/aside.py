"""What stands beside the scoring itself: the recording, the sheet on paper, the empty page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.reading.quality.evaluation import Evaluation, read_evaluation
from app.rules.links import recording_link
from app.text import _
from app.ui.kit.controls import EmptyState
from app.ui.kit.desk import Desk
from app.ui.kit.evaluation_paper import print_evaluation
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.messages import error_dialog


def open_recording(link: str) -> None:
    """Hand a link to the system; only one that may be opened safely (see `rules/links`)."""
    safe = recording_link(link)
    if safe is not None:
        QDesktopServices.openUrl(QUrl(safe, QUrl.ParsingMode.StrictMode))


def ask_for_paper(parent: QWidget, desk: Desk, no: str) -> None:
    """Write the comprehensive evaluation sheet of an inspection where the person says."""

    def ask(one: Evaluation) -> None:
        title, name = _("Write the evaluation sheet"), _("Evaluation sheet {no}")
        ask_where(parent, title, name.format(no=no), Ending.PDF, lambda path: write(one, path))

    def write(one: Evaluation, path: Path) -> None:
        try:
            print_evaluation(one, desk.ctx.now(), path)
        except AppError as error:
            error_dialog(parent, error).open()
        else:
            tell_written(desk, _("The evaluation sheet"), path)

    desk.tasks.query(lambda ctx: read_evaluation(ctx, no), ask)


def nothing_chosen() -> EmptyState:
    return EmptyState(
        "quality",
        _("All scored"),
        _("Choose an inspection at the left to read it, or take up a contact without a plan."),
    )


def nothing_planned() -> EmptyState:
    return EmptyState(
        "quality",
        _("Nothing is planned for you this week"),
        _(
            "What the month's draw gives you, by contact or by agent and week, stands at the left. "
            "A contact that nobody planned is taken up by “Without a plan…”."
        ),
    )
