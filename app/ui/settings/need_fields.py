"""A row of needs as typed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from unicodedata import normalize

from app.reading.keeping.further_needs import FurtherNeeds, NeedPlace
from app.rules.plaintext import plain
from app.rules.rostering.stated_need import MOST_NEEDED, StatedNeed, need_problems
from app.rules.staff import Problems
from app.rules.vocabulary import msg
from app.text import _, dates
from app.ui.kit.banner import Banner
from app.ui.kit.fields import (
    ChoiceField,
    date_field,
    date_of,
    number_field,
    suggesting_field,
    text_field,
)
from app.ui.kit.forms import Form
from app.ui.kit.tokens import Tone

_MONDAY = date(2024, 1, 1)
_DATED = -1
"""The choice of one date; 0 is every day, 1 to 7 are the weekdays."""


def weekday_words(weekday: int | None) -> str:
    """ "Monday", for 1; "every day" for None."""
    if weekday is None:
        return _("every day")
    return dates.weekday(_MONDAY + timedelta(days=weekday - 1))


def place_words(department: str, team: str) -> str:
    """ "Service · A"."""
    return " · ".join(filter(None, (department, team))) or _("The centre as a whole")


def nobody_words(job_type: str, known: Collection[str]) -> str:
    """That nobody has this job type; "" where somebody has, or none is asked for."""
    if not job_type or job_type in known:
        return ""
    words = _("Nobody has the job type “{job}”: nobody would ever count for it.")
    return words.format(job=job_type)


class NeedFields:
    """The fields of a form; `need` None: a new row. `today`: where a date begins."""

    def __init__(self, read: FurtherNeeds, need: StatedNeed | None, today: date) -> None:
        places = [(place_words(dept, team), place) for dept, team, place in read.places]
        shown = need or StatedNeed(
            *read.places[0][2], "", read.shifts[0].code, weekday=None, day=None, least=1
        )
        codes = list(dict.fromkeys([*(shift.code for shift in read.shifts), shown.shift]))
        when = _DATED if shown.day else shown.weekday or 0
        self.place: ChoiceField[NeedPlace] = ChoiceField(places, (shown.department, shown.team))
        self.job = suggesting_field(shown.job_type, ["", *read.job_types])
        self.shift: ChoiceField[str] = ChoiceField([(code, code) for code in codes], shown.shift)
        self.when: ChoiceField[int] = ChoiceField(_when(), when)
        self.day = date_field(shown.day or today)
        self.least = number_field(shown.least, 0, MOST_NEEDED)
        self.want = text_field(_typed(shown.want), _("as many as at least"), 3)
        self.most = text_field(_typed(shown.most), _("no limit"), 3)
        self.form = Form(self.problems, columns=2)
        self.form.add("place", _("&Place"), self.place)
        self.form.add("job", _("&Job type"), self.job)
        self.form.add("shift", _("&Shift"), self.shift)
        self.form.add("when", _("&Days"), self.when)
        self.form.add("day", _("D&ate"), self.day)
        self.form.add("least", _("At &least"), self.least)
        self.form.add("want", _("&Wanted"), self.want)
        self.form.add("most", _("At &most"), self.most)
        self._known = frozenset(read.job_types)
        self.note = Banner(nobody_words(shown.job_type, self._known), Tone.WARN)
        """Goes over the form: a job type that nobody has is mostly a slip of the pen."""
        self.when.currentIndexChanged.connect(lambda _index: self._fit())
        self.job.activated.connect(lambda _index: self._note_job())
        if (typed := self.job.lineEdit()) is not None:
            typed.editingFinished.connect(self._note_job)
        self._fit()

    def _fit(self) -> None:
        self.form.show_field("day", self.when.value() == _DATED)

    def _note_job(self) -> None:
        self.note.set_text(nobody_words(plain(self.job.currentText()), self._known))

    def need(self) -> StatedNeed:
        when = self.when.value()
        return StatedNeed(
            *self.place.value(),
            plain(self.job.currentText()),
            self.shift.value(),
            weekday=when if when > 0 else None,
            day=date_of(self.day) if when == _DATED else None,
            least=self.least.value(),
            want=_read(self.want.text()),
            most=_read(self.most.text()),
        )

    def problems(self) -> Problems:
        typed = {"want": self.want.text(), "most": self.most.text()}
        unread = {
            key: msg("Enter a whole number, or nothing.")
            for key, text in typed.items()
            if text.strip() and _read(text) is None
        }
        return {**need_problems(self.need()), **unread}


def _when() -> list[tuple[str, int]]:
    weekdays = [(weekday_words(number), number) for number in range(1, 8)]
    return [(_("every day"), 0), *weekdays, (_("one date"), _DATED)]


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)


def _read(text: str) -> int | None:
    typed = normalize("NFKC", text).strip()
    return int(typed) if typed.isascii() and typed.isdigit() else None
