"""The command line: what is asked for, in which store and language. No window, no Qt.

The store keeper's tool: whoever holds the store holds the data, so there is no sign-in; the audit
trail records the system account. What goes wrong is one sentence on standard error, status 2.
"""

from __future__ import annotations

import argparse
import locale
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar

from app import __version__, settings, text
from app.address import BadAddress, ServerAddress, StoreAddress, parse_address
from app.cli import bringing, copies, erlang, planning, punches, rosters, volumes
from app.errors import AppError, BadInput, Cancelled, StoreProblem
from app.rules.calendar import YEARS
from app.rules.vocabulary import msg
from app.text import _, say
from app.text.addresses import SERVER_FORM, WHOEVER, why_not

DateT = TypeVar("DateT", bound=date)
FAILED = 2
WINDOW, DEMO, TOUR, ERLANG = "window", "demo", "tour", "erlang"


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what it does not understand."""

    def error(self, message: str) -> NoReturn:
        self.exit(FAILED, f"{self.prog}: {message}\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What is asked for; `command` is "window" where none is named. Exits where it is unclear."""
    _write_utf8()
    _speak(arguments)
    chosen = _parser().parse_args(arguments)
    chosen.command = chosen.command or WINDOW
    chosen.given = chosen.store is not None
    if chosen.store is None and chosen.command not in _FIND_IT_THEMSELVES:
        try:
            chosen.store = settings.load().store
        except BadAddress as error:
            _parser().error(say(why_not(error)))
    return chosen


_FIND_IT_THEMSELVES = (WINDOW, DEMO, TOUR, ERLANG)
"""What needs no store, or none of the settings, or says in a window what is wrong with it."""


def _write_utf8() -> None:
    """Chinese is written as such whatever the terminal claims to speak; JSON is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _speak(arguments: Sequence[str]) -> None:
    """Choose the language before the first word: `--lang`, the settings, then the system's."""
    early = _Parser(prog="dutydesk", add_help=False, allow_abbrev=False)
    early.add_argument("--lang", choices=tuple(text.LANGUAGES))
    asked, _rest = early.parse_known_args([word for word in arguments if word not in ("-h",)])
    wanted = asked.lang or settings.load().language or _system_language()
    text.use(wanted if wanted in text.LANGUAGES else "en")


def _system_language() -> str:
    language = locale.getlocale()[0] or ""
    return "zh_CN" if language.lower().startswith(("zh", "chinese")) else "en"


def _parser() -> _Parser:
    parser = _Parser(
        prog="dutydesk",
        allow_abbrev=False,
        description=_("Rosters, registers and one rulebook for customer-service centres."),
        epilog=" ".join((_("Without a command the window opens."), _on_servers())),
    )
    parser.add_argument("--version", action="version", version=f"Dutydesk {__version__}")
    _shared(parser, default=None)
    common = _Parser(add_help=False, allow_abbrev=False)
    _shared(common, default=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))

    def add(name: str, what: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=what, description=what, parents=[common], allow_abbrev=False
        )

    demo = add(DEMO, _("Make a lively demo centre, once, and open it in the window."))
    demo.add_argument("--fresh", action="store_true", help=_("make it anew, around today"))
    import_ = add("import", _("Read a centre's workbook into the store, all of it or nothing."))
    import_.add_argument("file", type=Path, metavar="FILE.xlsx")
    import_.add_argument(
        "--dry-run", action="store_true", help=_("say what would change, write nothing")
    )
    import_.add_argument(
        "--zone",
        metavar="ZONE",
        help=_("the time zone of a store that is made; {zone} unless told").format(
            zone="Asia/Shanghai"
        ),
    )
    roster = add("import-roster", _("Read a centre's own roster file, whatever its layout."))
    rosters.add_arguments(roster, _day, _month)
    bringing.add_arguments(roster, _day)
    staff = add("import-staff", _("Add the people of a staff list, whatever its headings."))
    staff.add_argument("file", type=Path, metavar="FILE")
    staff.add_argument(
        "--dry-run", action="store_true", help=_("say what would change, write nothing")
    )
    staff.add_argument("--department", default="", metavar="NAME", help=_("where none is stated"))
    staff.add_argument("--team", default="", metavar="NAME", help=_("where none is stated"))
    staff.add_argument("--hired", type=_day, metavar="DATE", help=_("where none is stated"))
    bringing.add_problems(staff)
    clocked = add(
        "import-punches", _("Record attendance from a clock's file, whatever its layout.")
    )
    clocked.add_argument("file", type=Path, metavar="FILE")
    punches.add_arguments(clocked)
    volumes.add_arguments(
        add("import-volumes", _("Read contacts by interval, as telephone systems export them."))
    )
    template = add("template", _("Write a roster to fill in, with the centre's people and codes."))
    template.add_argument("file", type=Path, metavar="FILE.xlsx")
    template.add_argument("--month", type=_month, metavar="MONTH", help="2026-10")
    template.add_argument("--team", metavar="NAME", help=_("this team only"))
    template.add_argument("--as", dest="by", metavar="NO", help=_("by the rights of this person"))
    export = add("export", _("Write the whole centre to a workbook."))
    export.add_argument("file", type=Path, metavar="FILE.xlsx")
    _add_check(add("check", _("Say which rules were broken, by whom, in all that is recorded.")))
    _add_report(add("report", _("Print what the books count.")), common)
    planning.add_roster(add("roster", _("Make and prove a month's roster.")), common, _month)
    copies.add_backup(add("backup", _("Copy the store, while it is in use.")))
    copies.add_move(add("move", _("Move the centre to a server, or back into a file.")), _store)
    restore = add("restore", _("Put a backup in the place of the store, which is kept aside."))
    restore.add_argument("file", type=Path, metavar="BACKUP")
    restore.add_argument(
        "--another-centre", action="store_true", help=_("even if it is another centre's")
    )
    reset = add("reset-password", _("Give an account a one-time password, and enable it."))
    reset.add_argument("login", metavar="LOGIN")
    reset.add_argument(
        "--administrator",
        action="store_true",
        help=_("where nobody can look after accounts any more: make LOGIN, a new administrator"),
    )
    verify = add("verify", _("Check the database and the chain of the audit trail."))
    verify.add_argument(
        "--accept",
        action="store_true",
        help=_("accept, on record, what another program had changed while the store was closed"),
    )
    verify.add_argument(
        "--log",
        nargs=2,
        metavar=("NO", "CODE"),
        help=_("say whether a handover log still stands as it was printed with this code"),
    )
    calendar = add("calendar", _("Write calendar files for telephones."))
    calendar.add_argument("--person", metavar="NO", help=_("one person's file, to --file"))
    calendar.add_argument("--file", type=Path, metavar="FILE.ics")
    calendar.add_argument(
        "--force",
        action="store_true",
        help=_("write over what is not that person's calendar"),
    )
    calendar.add_argument(
        "--folder",
        metavar="DIR",
        help=_("a folder for everybody's files, kept up from now on; '' for none any more"),
    )
    erlang.add_arguments(add(ERLANG, _("Say how many agents an interval's contacts need.")))
    tour = add(TOUR, _("Draw every page of the demo centre into pictures."))
    tour.add_argument("--to", type=Path, required=True, metavar="DIR", help=_("the folder"))
    return parser


def _shared(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--store",
        type=_store,
        default=default,
        metavar="STORE",
        help=_("the centre's store: a file, or {form}").format(form=say(SERVER_FORM)),
    )
    parser.add_argument(
        "--lang", choices=tuple(text.LANGUAGES), default=default, help=_("the language to speak")
    )


def _on_servers() -> str:
    """What to know of a store on a server."""
    return _("Of a store on a server: {what}").format(what=say(WHOEVER))


def _store(word: str) -> StoreAddress:
    try:
        return parse_address(word)
    except BadAddress as error:
        raise argparse.ArgumentTypeError(say(why_not(error))) from None


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--as-of",
        type=_moment,
        metavar="2026-11-23T09:00",
        help=_("the moment of the check, by the centre's clock (default: now)"),
    )
    check.add_argument(
        "--from", dest="first", type=_day, metavar="DATE", help=_("findings from this date on")
    )
    check.add_argument(
        "--to", dest="last", type=_day, metavar="DATE", help=_("findings up to this date")
    )


def _add_report(report: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    kinds = report.add_subparsers(dest="report", metavar=_("REPORT"), required=True)

    def add(name: str, what: str) -> argparse.ArgumentParser:
        kind = kinds.add_parser(
            name, help=what, description=what, parents=[common], allow_abbrev=False
        )
        kind.add_argument("--format", choices=("text", "json"), default="text")
        return kind

    figures = add("figures", _("The duty logs' counts, by week and department."))
    for option, name, which in (
        ("--from", "first", _("the first day")),
        ("--to", "last", _("the last day")),
    ):
        figures.add_argument(
            option, dest=name, type=_day, metavar="DATE", required=True, help=which
        )
    quality = add("quality", _("A month's inspections by person, and what they can tell."))
    quality.add_argument("--month", type=_month, metavar="MONTH", required=True, help="2026-10")
    quality.add_argument("--department", metavar="NAME", help=_("this department only"))
    calibration = add("calibration", _("How far the inspectors of a calibration agree."))
    calibration.add_argument("--no", metavar="NO", required=True, help=_("its number"))


def _moment(word: str) -> datetime:
    try:
        return _in_our_time(datetime.fromisoformat(word))
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{word} is no date and time; write 2026-11-23T09:00").format(word=word)
        ) from None


def _in_our_time(found: DateT) -> DateT:
    """A date of which an instant can be told in every zone."""
    if found.year not in YEARS:
        sentence = _("{day} is too far away; write a date from {first} to {last}")
        years = {"first": YEARS.start, "last": YEARS.stop - 1}
        raise argparse.ArgumentTypeError(sentence.format(day=found.isoformat(), **years))
    return found


def _day(word: str) -> date:
    try:
        return _in_our_time(date.fromisoformat(word))
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{word} is no date; write 2026-11-23").format(word=word)
        ) from None


def _month(word: str) -> date:
    """The first day of a month that is written 2026-10."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d", word, re.ASCII):
            raise ValueError(word)
        return _in_our_time(date.fromisoformat(f"{word}-01"))
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{word} is no month; write 2026-10").format(word=word)
        ) from None


def run(request: argparse.Namespace) -> int:
    """Do what `request` asks, without a window; the exit status."""
    if request.command == ERLANG:
        return guarded(lambda: erlang.erlang(request))
    from app.cli import commands

    def work() -> int:
        if isinstance(request.store, ServerAddress) and not getattr(request, "show", False):
            from app.cli.admission import admit

            admit(request.store)
        return commands.COMMANDS[request.command](request)

    return guarded(work)


def guarded(work: Callable[[], int]) -> int:
    """The exit status of `work`; what goes wrong is said on standard error."""
    try:
        return work()
    except AppError as error:
        complain(error)
    except KeyboardInterrupt:
        complain(Cancelled(msg("Stopped"), msg("You stopped it. Nothing was changed.")))
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        complain(_of_the_system(error))
    return FAILED


def _of_the_system(error: OSError) -> AppError:
    """What the system refused: a folder that cannot be made, a disk that is full."""
    what, reason = str(error.filename or ""), error.strerror or str(error)
    sentence = msg("{path}: {reason}.", path=what, reason=reason)
    return StoreProblem(msg("The system refused this"), sentence)


def complain(error: AppError) -> None:
    """One sentence; where a file has several problems, each on a line of its own after it."""
    print(f"dutydesk: {say(error.message)}", file=sys.stderr)
    if isinstance(error, BadInput):
        for problem in error.problems:
            print(f"  {say(problem)}", file=sys.stderr)
