"""`dutydesk`: the window, or a command without one."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from app import cli, settings
from app.errors import StoreProblem
from app.planning import SOLVER_WORD
from app.rules.vocabulary import msg


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; the exit status."""
    if arguments is None and sys.argv[1:] == [SOLVER_WORD]:
        return _solver()
    request = cli.parse(sys.argv[1:] if arguments is None else arguments)
    if request.command in (cli.WINDOW, cli.DEMO):
        return cli.guarded(lambda: _window(request))
    if request.command == cli.TOUR:
        return cli.guarded(lambda: _tour(request))
    return cli.run(request)


def _solver() -> int:
    status: int = import_module("app.planning.solver.worker").main()
    return status


def _window(request: Namespace) -> int:
    if not settings.has_display():
        raise StoreProblem(
            _CANNOT_OPEN,
            msg(
                "There is no display, so the window cannot open; import, export, check, backup, "
                "restore, verify and tour work without one."
            ),
        )
    gc.disable()  # nothing of what is imported now is garbage; the window takes over from here
    application = _of_the_window("app.ui.application")
    status: int = application.run(
        request.store,
        demo=request.command == cli.DEMO,
        fresh=getattr(request, "fresh", False),
        language=request.lang,
    )
    return status


def _tour(request: Namespace) -> int:
    status: int = _of_the_window("app.ui.tour.pictures").run(request.to)
    return status


def _of_the_window(name: str) -> ModuleType:
    """A module that needs Qt, or one sentence about what is missing for it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise StoreProblem(
            _CANNOT_OPEN,
            msg(
                "The window cannot open, as something that Qt needs is missing ({reason}); "
                "./run installs it, and all commands but the window work without.",
                reason=str(error),
            ),
        ) from error


_CANNOT_OPEN = msg("The window cannot open")


if __name__ == "__main__":
    sys.exit(main())
