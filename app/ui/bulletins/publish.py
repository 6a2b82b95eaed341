"""The form in which a bulletin is written, or what takes the place of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.queries.bulletins.rows import BulletinRow
from app.reading.bulletins.page import Addressees
from app.rules.facts import CENTRE, Place
from app.rules.vocabulary import Message, msg
from app.services.bulletins.publishing import LONGEST_TITLE, NewBulletin, publish
from app.text import _, dates
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, date_field, date_of, note_field, text_field
from app.ui.kit.forms import Form, FormDialog

_LINES = 9
_TERMS = (7, 14, 30)


@dataclass(frozen=True, slots=True)
class _Term:
    """Until when it is news: a day, no day, or one that is chosen."""

    day: date | None = None
    chosen: bool = False


class BulletinDialog(FormDialog):
    """`replaces`: the bulletin whose place it takes; `begun`: what is written already; `done` is
    told the number of the one that is published."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        to: Addressees,
        replaces: BulletinRow | None = None,
        begun: NewBulletin | None = None,
        done: Callable[[str], object] = lambda _no: None,
    ) -> None:
        self._today, self._replaces = desk.ctx.today(), replaces
        title, text = _begun(replaces, begun)
        self.title = text_field(title, most=LONGEST_TITLE)
        self.text = note_field(lines=_LINES)
        self.text.setPlainText(text)
        self.place = ChoiceField(_places(to), replaces.place if replaces else None)
        jobs = [(_("All job types"), ""), *((job, job) for job in to.job_types if job)]
        self.job = ChoiceField(jobs, replaces.fact.job_type if replaces else "")
        self.term = ChoiceField(_terms(self._today), _Term())
        self.until = date_field(self._today + timedelta(days=_TERMS[0]))
        form = Form(self._problems, columns=2)
        form.add("title", _("&Title"), self.title, wide=True)
        form.add("text", _("Te&xt"), self.text, wide=True)
        form.add("place", _("&For whom"), self.place)
        form.add("job", _("&Job type"), self.job)
        form.add("term", _("&News until"), self.term)
        form.add("until", _("Last &day"), self.until)
        form.show_field("until", False)
        self.term.currentIndexChanged.connect(
            lambda _index: form.show_field("until", self.term.value().chosen)
        )
        super().__init__(parent, _heading(replaces), form, _("Publish"), _lead(replaces))
        self.sends(desk, self._command, done)

    def _command(self) -> Callable[[Context], str]:
        place, term = self.place.value(), self.term.value()
        new = NewBulletin(
            title=self.title.text(),
            text=self.text.toPlainText(),
            department_id=place.department,
            team_id=place.team,
            job_type=self.job.value(),
            until=date_of(self.until) if term.chosen else term.day,
            replaces=self._replaces.no if self._replaces else "",
        )
        return lambda ctx: publish(ctx, new)

    def _problems(self) -> dict[str, Message]:
        problems: dict[str, Message] = {}
        if not self.title.text().strip():
            problems["title"] = msg(
                "Give it a title of at most {most} characters.", most=LONGEST_TITLE
            )
        if not self.text.toPlainText().strip():
            problems["text"] = msg("Write what is to be known.")
        if self.term.value().chosen and date_of(self.until) < self._today:
            problems["until"] = msg("Its last day is today or later.")
        return problems


def _begun(replaces: BulletinRow | None, begun: NewBulletin | None) -> tuple[str, str]:
    if begun is not None:
        return begun.title, begun.text
    return (replaces.fact.title, replaces.fact.text) if replaces else ("", "")


def _heading(replaces: BulletinRow | None) -> str:
    return _("Replace {no}").format(no=replaces.no) if replaces else _("Publish a bulletin")


def _lead(replaces: BulletinRow | None) -> str:
    if replaces is not None:
        return _(
            "A bulletin is never changed: this one takes its place, and the old one stays to be "
            "read but is asked of nobody any more."
        )
    return _("Everybody for whom it is reads it before their next shift starts (HAND-5).")


def _places(to: Addressees) -> Iterator[tuple[str, Place]]:
    if to.whole_centre:
        yield _("The whole centre"), CENTRE
    for department in to.departments:
        yield department.name, Place(department.id)
    for team in to.teams:
        name = _("{department} · {team}").format(department=team.department, team=team.name)
        yield name, Place(team.department_id, team.id)


def _terms(today: date) -> Iterator[tuple[str, _Term]]:
    yield _("No end"), _Term()
    for count in _TERMS:
        last = today + timedelta(days=count)
        words = _("{days}: {day}").format(days=dates.days_long(count), day=dates.day(last, today))
        yield words, _Term(last)
    yield _("Another day…"), _Term(chosen=True)
