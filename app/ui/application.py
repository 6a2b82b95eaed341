"""The window's process: one QApplication, one window, one store; bugs are logged and shown."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app import __version__, own_files, settings, text
from app.address import BadAddress, StoreAddress
from app.errors import StoreProblem
from app.rules.vocabulary import msg
from app.settings import Settings
from app.text.addresses import why_not
from app.ui.kit import bugs
from app.ui.kit.look import Look
from app.ui.kit.remembered import Remembered
from app.ui.shell.main_window import MainWindow
from app.ui.sign_in.flow import Flow
from app.ui.sign_in.idle import IdleWatch
from app.ui.sign_in.opening import Opening

_LEVELS = {
    QtMsgType.QtDebugMsg: 10,
    QtMsgType.QtInfoMsg: 20,
    QtMsgType.QtWarningMsg: 30,
    QtMsgType.QtCriticalMsg: 40,
    QtMsgType.QtFatalMsg: 50,
}
"""Qt's kinds of message as levels of Python's log, whose module is imported when one comes."""
_LOG_BYTES = 1_000_000


def run(
    store: StoreAddress | None,
    *,
    demo: bool = False,
    fresh: bool = False,
    language: str | None = None,
) -> int:
    """Open the window on `store` and stay until it is closed; the exit status.

    Without `store` it is the one of the settings. `demo`: the demo centre's, made where there is
    none or, `fresh`, anew. `language`: asked for at this start, before what was chosen in the
    window.
    """
    app = make_application(sys.argv)
    configured = settings.load()
    if demo:
        address = store or configured.demo_store
        opening = Opening(address, configured.demo_store, demo, fresh)
    elif store is not None:
        opening = Opening(store, configured.demo_store)
    else:
        opening = chosen(configured)
    with suppress(OSError):  # it is said where something is to be kept there
        own_files.make_folder(configured.data_dir)
    window, flow = make_window(app, opening, configured.data_dir / "window.ini", language)
    show_bugs_in(window)
    window.painted.connect(lambda: keep_log(configured.log_file))
    flow.start()
    window.show()
    return app.exec()


def chosen(configured: Settings) -> Opening:
    """The store of the settings: asked for where they name none, told where they name it wrong.

    What the environment says the window cannot change.
    """
    config = None if configured.from_environment else configured.config
    usual = configured.usual_store
    opening = Opening(usual, configured.demo_store, config=config, usual=usual)
    try:
        address = configured.store
    except BadAddress as error:
        problem = StoreProblem(msg("It is not known where the store is"), why_not(error))
        return replace(opening, problem=problem)
    return replace(opening, address=address, asks=configured.named is None)


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication, named for the desktop's sake."""
    app = QApplication(arguments[:1])
    app.setApplicationName("Dutydesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dutydesk")
    return app


def make_window(
    app: QApplication, opening: Opening, remembered: Path, language: str | None = None
) -> tuple[MainWindow, Flow]:
    """The window and the way to a desk in it; nothing is opened yet."""
    look = Look(Remembered(remembered), text.language())
    if language is not None:
        look.choose_language(language)
    window = MainWindow(look)
    return window, Flow(window, opening, IdleWatch(app))


def keep_log(file: Path) -> None:
    """Warnings and worse, ours and Qt's, into a file that cannot grow without end."""
    import logging
    from logging.handlers import RotatingFileHandler

    class OwnLog(RotatingFileHandler):
        """Each of its files is for the owner only."""

        def _open(self) -> TextIOWrapper:
            own_files.make_file(file)
            return super()._open()

    own_files.make_folder(file.parent)
    own_files.narrow(file)
    handler = OwnLog(file, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    import logging

    logging.getLogger("qt").log(_LEVELS[kind], message or "")


def show_bugs_in(window: MainWindow) -> None:
    """An exception that nobody caught is logged and reported; the window goes on."""

    def on_bug(
        kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close_for_good()
            return
        import logging

        logging.getLogger("app").error("a bug: %s", bugs.trace(error))
        if isinstance(error, Exception):
            window.show_error(error)

    sys.excepthook = on_bug
