"""A blank roster to fill in: for which month and team it is, and where it should go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.text import _, dates, is_chinese, ngettext
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField
from app.ui.kit.files import Ending, ask_where, tell_written
from app.ui.kit.forms import Form, FormDialog
from app.ui.work.tasks import LongTask

if TYPE_CHECKING:
    from app.context import Context

_MONTHS = 6
_Team = tuple[int, str]


def ask_for_blank(desk: Desk, parent: QWidget, month: date | None = None) -> None:
    """Ask for which month and team a blank roster is to be, then where it should go. In a centre
    that has nobody yet it is an example, and only the place is asked for."""

    def found(teams: Sequence[_Team]) -> None:
        if teams:
            BlankDialog(desk, parent, teams, month).open()
        else:
            ask_place(desk, parent, _next(desk), None)

    def read(context: Context) -> Sequence[_Team]:
        from app.reading.roster.template import teams_to_draft

        return teams_to_draft(context)

    desk.tasks.query(read, found)


class BlankDialog(FormDialog):
    """Which month, whose roster."""

    def __init__(
        self, desk: Desk, parent: QWidget, teams: Sequence[_Team], month: date | None
    ) -> None:
        first = desk.ctx.today().replace(day=1)
        months = [first]
        while len(months) < _MONTHS:
            months.append(_after(months[-1]))
        self.month: ChoiceField[date] = ChoiceField(
            [(dates.month(each), each) for each in months],
            month.replace(day=1) if month is not None else months[1],
        )
        offers: list[tuple[str, int | None]] = [(name, key) for key, name in teams]
        if len(offers) > 1:
            offers.insert(0, (_("All teams"), None))
        self.team: ChoiceField[int | None] = ChoiceField(offers)
        form = Form()
        form.add("month", _("&Month"), self.month)
        form.add("team", _("&Team"), self.team)
        lead = _(
            "A workbook with the people and codes of the centre and what stands there already. "
            "Filled in, it comes back in without a question."
        )
        super().__init__(parent, _("Download a blank template"), form, _("&Save as…"), lead)
        self.accepted.connect(
            lambda: ask_place(desk, parent, self.month.value(), self.team.value())
        )


def ask_place(desk: Desk, parent: QWidget, month: date, team: int | None) -> None:
    """Ask where the blank roster should go, and write it."""
    name = _("Blank roster {month}").format(month=f"{month:%Y-%m}")
    ask_where(
        parent, _("Download a blank template"), name, Ending.EXCEL,
        lambda path: write_blank(desk, path, month, team),
    )  # fmt: skip


def write_blank(desk: Desk, path: Path, month: date, team: int | None) -> None:
    """Write the month to be filled in to `path`, in the language in use."""

    def op(context: Context, _task: LongTask) -> int:
        from app.exchange.template import write_template

        return write_template(context, path, month, team, chinese=is_chinese())

    def done(count: int) -> None:
        people = ngettext("{n} person", "{n} people", count).format(n=count)
        tell_written(desk, people if count else _("An example"), path)

    desk.tasks.long(_("Writing {file}").format(file=path.name), op, done)


def _next(desk: Desk) -> date:
    return _after(desk.ctx.today().replace(day=1))


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
