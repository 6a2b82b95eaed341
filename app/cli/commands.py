"""What each command of the command line does with the store."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from app import text
from app.bootstrap import (
    DEFAULT_ZONE,
    filling_store,
    is_there,
    open_store,
    verify_store,
)
from app.cli import keeping
from app.cli.opening import closing, opened
from app.cli.planning import roster
from app.cli.reports import report
from app.context import Context
from app.errors import BadInput, NotAWorkbook, StoreProblem
from app.progress import Progress
from app.queries import facts
from app.reading.handover.verify import verify_log
from app.reading.roster.calendars import calendar_folder, days_of
from app.rules.check import check
from app.rules.findings import Finding
from app.rules.vocabulary import Message, msg
from app.services.accounts import recovery
from app.services.accounts.recovery import LetIn
from app.services.keeping.calendar_folder import keep_calendar_folder
from app.services.keeping.store_care import accept_alteration
from app.services.moving.importing import ImportSummary
from app.services.moving.left_out import LEFT_OUT
from app.text import _, say
from app.text.findings import finding_sentence
from app.text.handover import verified_sentences
from app.text.my_days import calendar_words


def import_(request: Namespace) -> int:
    """Read the workbook and write it; a store that is not there is made, unless it is a dry run."""
    from app.exchange.moving import import_workbook

    try:
        with _progress() as progress, _opened_or_made(request) as context:
            summary = import_workbook(context, request.file, progress, dry_run=request.dry_run)
    except NotAWorkbook as error:
        raise _with_other_ways(error, request.file) from error
    _tell(summary)
    return 0


def _with_other_ways(error: NotAWorkbook, path: Path) -> BadInput:
    """The refusal with the commands that take such a file."""
    ways = (
        msg("a roster: dutydesk import-roster {file}", file=path),
        msg("a staff list: dutydesk import-staff {file}", file=path),
    )
    return BadInput(error.title, error.message, ways)


@contextmanager
def _opened_or_made(request: Namespace) -> Iterator[Context]:
    if is_there(request.store):
        with opened(request.store) as context:
            if request.zone and request.zone != context.time.zone.key:
                raise BadInput(
                    msg("The store has its time zone already."),
                    msg(
                        "It is {zone}: what was recorded goes by it. Leave --zone out.",
                        zone=context.time.zone.key,
                    ),
                )
            yield context
    else:
        made = filling_store(request.store, request.zone or DEFAULT_ZONE, keep=not request.dry_run)
        with made as new, closing(new) as context:
            yield context


def _tell(summary: ImportSummary) -> None:
    from app.exchange.sheets import title_in

    for count in summary.sheets:
        print(
            _("{sheet}: {added} added, {updated} updated, {unchanged} unchanged").format(
                sheet=title_in(count.sheet, text.is_chinese()),
                added=count.added,
                updated=count.updated,
                unchanged=count.unchanged,
            )
        )
    if summary.ignored:
        print(
            _("Ignored, as it means nothing here: {what}").format(what="; ".join(summary.ignored))
        )
    for sentence in summary.told:
        print(say(sentence))
    if not summary.changed:
        print(_("Nothing changed: the store holds all of it already."))
    elif summary.dry_run:
        print(_("This was a dry run: nothing was written."))


def import_roster(request: Namespace) -> int:
    """Bring a centre's own roster file into the draft, or only say what it holds."""
    from app.cli.bringing import bring
    from app.cli.rosters import show

    return show(request) if request.show else bring(request)


def import_staff(request: Namespace) -> int:
    """Add the people of a staff list of the centre's own."""
    from app.cli.bringing import bring_list

    return bring_list(request)


def import_punches(request: Namespace) -> int:
    """Record attendance from a file of punches."""
    from app.cli.punches import bring

    return bring(request)


def import_volumes(request: Namespace) -> int:
    """Read contacts by interval."""
    from app.cli.volumes import bring

    return bring(request)


def template(request: Namespace) -> int:
    """Write a month to be filled in; by default the next one."""
    from app.cli.bringing import acting
    from app.exchange.saving import refuse_there
    from app.exchange.template import write_template
    from app.reading.people.staff import team_called

    refuse_there(request.file)
    with opened(request.store) as context:
        context = acting(context, request.by)
        month = request.month or (context.today().replace(day=1) + timedelta(days=31))
        team = team_called(context, request.team) if request.team else None
        write_template(context, request.file, month, team, chinese=text.is_chinese())
    print(_("Written: {path}").format(path=request.file))
    return 0


def export(request: Namespace) -> int:
    """Write the workbook, its words in the chosen language."""
    from app.exchange.moving import export_workbook

    with _progress() as progress, opened(request.store) as context:
        left_out = export_workbook(context, request.file, text.is_chinese(), progress)
    print(_("Written: {path}").format(path=request.file))
    if left_out:
        print("\n  ".join([say(LEFT_OUT), *map(say, left_out)]))
    return 0


def check_(request: Namespace) -> int:
    """Print every finding, whatever was found, with status 0."""
    if request.first and request.last and request.last < request.first:
        raise BadInput(msg("Dates do not fit"), msg("The last day is before the first."))
    with opened(request.store) as context:
        as_of = _instant(context, request.as_of)
        with context.read() as session:
            recorded, policies = facts.centre(session), facts.policies(session)
        found = check(recorded, policies, context.time, as_of)
    names = {no: person.name for no, person in recorded.people.items()}
    found = [finding for finding in found if _within(request, finding)]
    tell = _as_json if request.format == "json" else _as_text
    tell(found, names)
    return 0


def _instant(context: Context, moment: datetime | None) -> datetime:
    if moment is None:
        return context.now()
    return context.time.from_wall(moment) if moment.tzinfo is None else moment


def _within(request: Namespace, finding: Finding) -> bool:
    return (request.first is None or finding.day >= request.first) and (
        request.last is None or finding.day <= request.last
    )


def _counts(found: list[Finding]) -> dict[str, int]:
    return dict(sorted(Counter(finding.rule for finding in found).items()))


def _as_json(found: list[Finding], names: Mapping[str, str]) -> None:
    findings = [
        {
            "rule": finding.rule,
            "subject": finding.subject,
            "employee": finding.person,
            "date": finding.day.isoformat(),
            "level": str(finding.level),
            "message": finding_sentence(finding, names),
        }
        for finding in found
    ]
    report = {"findings": findings, "counts": _counts(found)}
    print(json.dumps(report, ensure_ascii=False, indent=1))


def _as_text(found: list[Finding], names: Mapping[str, str]) -> None:
    for finding in found:
        who = f"{finding.person} {names.get(finding.person, '')}".strip()
        sentence = finding_sentence(finding, names)
        print(f"{finding.day.isoformat()}  {finding.rule:<8} {who}  {finding.subject}  {sentence}")
    if not found:
        print(_("No rule was broken."))
        return
    print()
    for rule, count in _counts(found).items():
        print(f"{rule:<8} {count:>6}")
    print(_("{n} findings").format(n=len(found)))


def calendar(request: Namespace) -> int:
    """Write one person's calendar file, or everybody's to the folder; say who can read it."""
    from app.exchange.calendar_folder import empty_folder, write_folder
    from app.exchange.calendar_onto import write_calendar

    if (request.person is None) != (request.file is None):
        raise BadInput(msg("Whose file, and where?"), msg("Name both --person and --file."))
    words = calendar_words()
    with opened(request.store) as context:
        if request.folder is not None:
            before = calendar_folder(context)
            folder = Path(request.folder).absolute() if request.folder else None
            for doubt in keep_calendar_folder(context, folder):
                print(say(doubt))
            if before and before != folder:
                empty_folder(before)
        if request.person is not None:
            mine = days_of(context, request.person)
            write_calendar(request.file, mine, words, context.now(), over=request.force)
            print(_("Written: {path}").format(path=request.file))
        elif calendar_folder(context):
            n = write_folder(context, words)
            print(_("{n} calendar files were written anew or removed").format(n=n))
        elif request.folder is None:
            raise BadInput(
                msg("There is no folder for calendars"), msg("Choose one with --folder.")
            )
    return 0


def verify(request: Namespace) -> int:
    """Look the store over, also one that is too damaged to be opened."""
    if not is_there(request.store):
        open_store(request.store)
    if request.accept:
        with opened(request.store) as context:
            accept_alteration(context)
    if request.log:
        return _verify_log(request)
    report = verify_store(request.store)
    for fault in report.faults:
        print(say(fault.message))
    if not report.whole:
        raise StoreProblem(
            msg("The store is not whole."),
            msg(
                "{path} has faults: {count}. Restore a backup, or ask whoever keeps it.",
                path=str(request.store),
                count=len(report.faults),
            ),
        )
    sentence = _("{path} is whole: the database, its schema and {rows} audit entries.")
    print(sentence.format(path=request.store, rows=report.audit_rows))
    return 0


def _verify_log(request: Namespace) -> int:
    """Say whether a log still stands as it was printed; status 2 where it does not."""
    with opened(request.store) as context:
        found = verify_log(context, *request.log)
    for sentence in verified_sentences(found):
        print(sentence)
    if not found.holds:
        raise StoreProblem(
            msg("Not as it was printed"),
            msg("The store does not bear this code of {no} out.", no=found.log_no),
        )
    return 0


def reset_password(request: Namespace) -> int:
    """Give somebody a one-time password, or the centre an administrator again; print it once."""
    notes: list[str] = []
    with opened(request.store) as context:
        if request.administrator:
            issued = recovery.set_up_again(context, request.login)
        else:
            let_in = recovery.let_in(context, request.login)
            issued, notes = let_in.issued, list(_notes(let_in))
    sentence = _("One-time password for {login} ({name}): {password}")
    print(sentence.format(login=issued.login, name=issued.name, password=issued.password))
    print(_("It is shown this once, and whoever signs in with it chooses another first."))
    for note in notes:
        print(note)
    return 0


def _notes(let_in: LetIn) -> Iterator[str]:
    """What else there is to say."""
    if let_in.enabled:
        yield _("The account was disabled; it is enabled again.")
    if let_in.still is not None:
        yield say(let_in.still)
    if not let_in.administered:
        yield _(
            "Nobody can look after accounts today. `dutydesk reset-password NEW"
            " --administrator` makes an administrator with the new login NEW."
        )


@contextmanager
def _progress() -> Iterator[Progress]:
    """A line on standard error that is overwritten, where a person is watching."""
    watched = sys.stderr.isatty()

    def show(what: Message, share: float) -> None:
        if watched:
            print(f"\r\x1b[K{share:4.0%}  {say(what)}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "import": import_,
    "import-roster": import_roster,
    "import-staff": import_staff,
    "import-punches": import_punches,
    "import-volumes": import_volumes,
    "export": export,
    "template": template,
    "check": check_,
    "backup": keeping.backup,
    "calendar": calendar,
    "move": keeping.move,
    "restore": keeping.restore,
    "report": report,
    "reset-password": reset_password,
    "roster": roster,
    "verify": verify,
}
