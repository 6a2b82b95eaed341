"""Before what is typed would be lost: a question, and a file that it can be kept in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.errors import AppError
from app.rules.vocabulary import msg
from app.text import _
from app.ui.kit.controls import button
from app.ui.kit.files import Ending, ask_where
from app.ui.kit.forms import Confirmation
from app.ui.kit.messages import MessageDialog, error_dialog
from app.ui.kit.tokens import Tone
from app.ui.kit.unsaved import Unsaved, as_text, unsaved_in

_LINES = 8
"""How many lines of what was typed are in sight at once."""


def ask_before_losing(
    window: QWidget, verb: str, then: Callable[[], object], *, hidden: bool = False
) -> None:
    """Call `then`, at once where nothing is typed, else once the person says so by `verb`.

    `hidden`: somebody else may sit there, who is not shown what was typed nor where.
    """
    ask_before_giving_up(window, verb, unsaved_in(window), then, hidden=hidden)


def ask_before_giving_up(
    window: QWidget,
    verb: str,
    typed: Sequence[Unsaved],
    then: Callable[[], object],
    *,
    hidden: bool = False,
) -> None:
    """`ask_before_losing` for what one part of the window holds."""
    if typed:
        _question(window, verb, typed, then, hidden=hidden).open()
    else:
        then()


def _question(
    window: QWidget,
    verb: str,
    typed: Sequence[Unsaved],
    then: Callable[[], object],
    *,
    hidden: bool,
) -> Confirmation:
    places = ", ".join(dict.fromkeys(one.place for one in typed))
    text = _("Something is typed here that is not stored.")
    if not hidden:
        text = _("What is typed here is not stored: {places}.").format(places=places)
    ask = Confirmation(window, _("Give up what is typed?"), text, verb)
    if not hidden:
        ask.add_extra(save_button(ask, typed))
    ask.accepted.connect(then)
    return ask


def save_button(parent: QWidget, typed: Sequence[Unsaved]) -> QWidget:
    """*Save what was typed…*, for a dialog or a page."""
    return button(_("&Save what was typed…"), lambda: save_typed(parent, typed), icon="save")


def save_typed(
    parent: QWidget, typed: Sequence[Unsaved], saved: Callable[[Path], object] = lambda _path: None
) -> None:
    """Ask for a text file, write `typed` to it, and hand its path to `saved`."""

    def write(path: Path) -> None:
        try:
            path.write_text(as_text(typed) + "\n", encoding="utf-8")
        except OSError as error:
            error_dialog(parent, _not_written(path, error)).open()
        else:
            saved(path)

    ask_where(parent, _("Save what was typed"), _("Typed and not stored"), Ending.TEXT, write)


class KeptDialog(MessageDialog):
    """What was typed at a desk whose store was lost while it was locked, for its person alone."""

    def __init__(self, parent: QWidget, typed: Sequence[Unsaved]) -> None:
        title = _("What you had typed")
        text = _("The store was lost while your desk was locked. Enter it again, or save it.")
        super().__init__(parent, title, text, Tone.WARN)
        self.body.addWidget(typed_view(typed))
        self.foot.addWidget(save_button(self, typed))
        self.foot.addWidget(button(_("Close"), self.accept, kind="primary"))


def typed_view(typed: Sequence[Unsaved]) -> QPlainTextEdit:
    """It, to be read and copied."""
    made = QPlainTextEdit(as_text(typed))
    made.setReadOnly(True)
    made.setAccessibleName(_("What you had typed"))
    made.setFixedHeight(made.fontMetrics().lineSpacing() * _LINES + 20)
    return made


def _not_written(path: Path, error: OSError) -> AppError:
    return AppError(
        msg("The file was not written."),
        msg("{path}: {reason}.", path=str(path), reason=error.strerror or str(error)),
    )
