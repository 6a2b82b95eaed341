"""What the palette finds beyond the page that is shown: the commands of other pages, people,
requests by their number, days, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.queries.people.rows import PersonRow
from app.reading.people.staff import Staff, staff
from app.reading.requests.opening import numbered
from app.reading.requests.view import RequestView
from app.rules.catalogue import RULES
from app.text import _, dates, is_chinese, say, words
from app.text.requests.kinds import request_name
from app.text.rulebook import rule_title
from app.text.typed_dates import read_date
from app.ui.kit.desk import Desk
from app.ui.kit.pages import entries, entry
from app.ui.kit.requests.kinds import LOOKS, request_title
from app.ui.kit.sick_call import SickCall
from app.ui.shell.offers import Offered, of_command

if TYPE_CHECKING:
    from app.ui.shell.workspace import Workspace

_NUMBER = re.compile(r"\s*[a-z]{0,3}-?\d{1,9}\s*", re.IGNORECASE)
_FURTHER = -3.0
"""What is on another page comes after what is here and fits as well."""
_TO_READ = -6.0
"""Rules come after what can be done."""
_WITH_DAYS = ("roster", "attendance", "leave")
_SICK = ("sick call", "病假", "电话请病假", "bingjia", "bj", "dianhuaqingbingjia", "dhqbj")
"""What one begins with whose call is about a person."""


class Finder(QObject):
    """Gathers what may be typed for, a piece at a time, while the palette is open."""

    found = Signal()
    """There is more to offer than before."""

    def __init__(self, desk: Desk, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._desk, self._workspace = desk, workspace
        self._people: Sequence[PersonRow] = ()
        self._requests: list[RequestView] = []
        self._asked = ""
        self._waiting = ""

    def begin(self) -> None:
        """The palette opens: read who is here."""
        self._requests, self._asked = [], ""
        self._desk.tasks.query(staff, self._on_staff, failed=self._on_refused)

    def offers(self, typed: str) -> list[Offered]:
        """What is there so far; what must be looked up first is announced by `found`."""
        self._look_up(typed.strip())
        return [
            *self._days(typed),
            *self._commands(),
            *self._calls(typed),
            *self._persons(),
            *self._numbered(),
            *self._rules(),
        ]

    def _look_up(self, typed: str) -> None:
        if typed == self._asked:
            return
        self._asked, self._requests = typed, []
        if _NUMBER.fullmatch(typed):
            self._desk.tasks.query(
                lambda ctx: numbered(ctx, typed), self._on_numbered, failed=self._on_refused
            )

    def _on_staff(self, found: Staff) -> None:
        self._people = found.people
        self.found.emit()

    def _on_numbered(self, found: list[RequestView]) -> None:
        self._requests = found
        self.found.emit()

    def _on_refused(self, _error: AppError) -> None:
        """Who may see nobody finds nobody."""

    def _commands(self) -> Iterator[Offered]:
        """Those of the other pages, most of which nobody has made yet."""
        here, _target = self._workspace.here
        for page in entries(self._desk.me):
            for command in page.commands().values() if page.key != here else ():
                if not command.here and command.may(self._desk.me):
                    run = partial(self._run, page.key, command.key)
                    yield of_command(command, run, _FURTHER)

    def _run(self, page: str, command: str) -> None:
        """Show the page of a command; do it once the page has read what it shows."""
        self._waiting = command
        self._workspace.show_page(page)
        self._desk.tasks.busy_changed.connect(self._run_waiting)
        self._run_waiting(not self._desk.tasks.idle)

    def _run_waiting(self, busy: bool) -> None:
        if busy or not self._waiting:
            return
        made, self._waiting = self._desk.actions.qaction(self._waiting), ""
        self._desk.tasks.busy_changed.disconnect(self._run_waiting)
        self._desk.actions.refresh()
        if made.isEnabled():
            made.trigger()
        else:
            self._desk.say(_("That cannot be done here now."))

    def _days(self, typed: str) -> Iterator[Offered]:
        """A typed date leads to that day, on the pages that have days."""
        day = read_date(typed, self._desk.ctx.today(), month_first=is_chinese())
        if day is None:
            return
        for one in entries(self._desk.me):
            if one.key in _WITH_DAYS:
                yield Offered(
                    f"{dates.full_day(day)}: {say(one.title)}",
                    "",
                    one.icon,
                    partial(self._desk.go, one.key, day),
                    (typed,),
                )

    def _persons(self) -> Iterator[Offered]:
        page = "person" if "person" in self._seen() else "people"
        for row in self._people:
            place = row.post.team or row.post.department or words.word(row.post.role)
            yield Offered(
                f"{row.name} {row.employee_no}",
                place,
                "person",
                partial(self._desk.go, page, row.employee_no),
                (row.name, row.employee_no),
            )

    def _calls(self, typed: str) -> Iterator[Offered]:
        """Who has called in sick: after the command's own words, a name, its initials or number."""
        first = typed.casefold().partition(" ")[0]
        if self._desk.me.person_id is None or not _begins_call(first):
            return
        today, said = self._desk.ctx.today(), _("Sick call…").rstrip("…")
        for row in self._people:
            if row.employed_on(today) and row.id != self._desk.me.person_id:
                call = SickCall(row.id, row.name)
                yield Offered(
                    f"{said}: {row.name} {row.employee_no}",
                    row.post.team or row.post.department,
                    "phone",
                    partial(self._desk.go, "leave", call),
                    tuple(f"{one} {row.name} {row.employee_no}" for one in (said, *_SICK)),
                    weight=_FURTHER,
                )

    def _numbered(self) -> Iterator[Offered]:
        for view in self._requests:
            look = LOOKS[view.ref.kind]
            yield Offered(
                request_title(view),
                request_name(view.ref),
                entry(look.page).icon,
                partial(self._desk.go, look.page, view.no),
                (self._asked, view.no),
            )

    def _rules(self) -> Iterator[Offered]:
        if "rules" not in self._seen():
            return
        for rule in RULES.values():
            yield Offered(
                rule_title(rule),
                rule.id,
                "rules",
                partial(self._desk.go, "rules", rule.id),
                (rule.id, rule_title(rule)),
                (rule.title.msgid,),
                _TO_READ,
            )

    def _seen(self) -> set[str]:
        return {one.key for one in entries(self._desk.me)}


def _begins_call(first: str) -> bool:
    return len(first) > 1 and any(words.startswith(first) for words in _SICK)
