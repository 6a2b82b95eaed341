"""Whom to ask: the legal pairs, best first; below them everybody else, and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.queries.roster.rows import ShiftRow
from app.rules.facts import Person
from app.rules.partners import Partners
from app.text import _, dates, ngettext
from app.ui.kit.controls import EmptyState, label
from app.ui.kit.fields import text_field
from app.ui.kit.table_view import RowsTable
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Space, Tone
from app.ui.swaps.words import fit_words, obstacle_words

_NAME_WIDTH, _LEAST_HEIGHT, _LEAST_WIDTH = 260, 140, 340
_MANY = 5
"""Whom the same stands against, from so many on it is said once, above the list."""
_CALM = 120
"""Milliseconds without a key after which a typed name counts."""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A line of the list. `takes` None: no shift of theirs can be had, and `words` says why."""

    place: int
    person: Person
    team: str
    takes: date | None
    when: str
    hours: str
    words: str
    legal: bool


class PartnerList(QWidget):
    """`picked` brings the row that the cursor is on."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table: RowsTable[PartnerRow] = RowsTable(_columns(), _("Whom to ask"))
        self.name = text_field(placeholder=_("A colleague's name or number"))
        self.name.setAccessibleName(_("A colleague's name or number"))
        self.name.setClearButtonEnabled(True)
        self.name.setMaximumWidth(_NAME_WIDTH)
        self.name.setMinimumWidth(_NAME_WIDTH // 2)
        self._count = label("", "soft")
        self._typing = QTimer(self, singleShot=True, interval=_CALM)
        self._typing.timeout.connect(lambda: self.table.set_filter(self.name.text()))
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_LEAST_HEIGHT)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.said = label("", "soft", wrap=True)
        self.said.hide()
        self._stack.addWidget(self.table)
        self._empty = EmptyState(
            "swap", _("Whom to ask"),
            _("Choose the shift that you give. Everybody who may take it, and what they can give "
              "in return, is listed here; for everybody else the rule that stands against it."),
        )  # fmt: skip
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self._typing.start())
        self.table.picked.connect(self.picked)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(label(_("Whom to ask"), "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.name, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self._stack, 1)

    def clear(self) -> None:
        """Before a shift is chosen."""
        self.said.hide()
        self._count.setText("")
        self._stack.setCurrentWidget(self._empty)

    def reset(self) -> None:
        """As before anything was asked: no name is looked for."""
        self.name.clear()
        self.table.set_filter("")
        self.clear()

    def mark_pair(self, no: str, takes: date | None) -> None:
        """Put the cursor on the line of what is chosen, or on none."""
        self.table.choose(lambda row: (row.person.no, row.takes) == (no, takes))

    def wait(self) -> None:
        """While the pairs are being looked for."""
        self._count.setText(_("Looking…"))

    def show_partners(
        self,
        found: Partners,
        shifts: Mapping[str, ShiftRow],
        today: date,
        own: Mapping[str, str],
    ) -> None:
        """Replace the list. `own`: the number and name of whoever asks."""
        names = {row.person.no: row.person.name for row in found.obstacles}
        names.update(own)
        rows, said = _said_once(list(_rows(found, shifts, today, names)))
        self.table.set_rows(rows)
        self.said.setText("\n".join(said))
        self.said.setVisible(bool(said))
        self._stack.setCurrentWidget(self.table)
        people = len({pair.person.no for pair in found.pairs})
        words = ngettext("{n} colleague can", "{n} colleagues can", people).format(n=people)
        others = len(found.obstacles)
        cannot = ngettext("{n} cannot", "{n} cannot", others).format(n=others)
        self._count.setText(f"{words} · {cannot}")


def _said_once(rows: Sequence[PartnerRow]) -> tuple[list[PartnerRow], list[str]]:
    """What stands against many in the same words is one sentence; their lines refer to it."""
    count = Counter(row.words for row in rows if not row.legal)
    many = {words: n for words, n in count.most_common(2) if n >= _MANY}
    short = _("as said above")
    told = [replace(row, words=short) if row.words in many else row for row in rows]
    said = [
        ngettext("{n} colleague: {why}", "{n} colleagues: {why}", n).format(n=n, why=words)
        for words, n in many.items()
    ]
    return told, said


def _rows(
    found: Partners, shifts: Mapping[str, ShiftRow], today: date, names: Mapping[str, str]
) -> Iterator[PartnerRow]:
    for place, pair in enumerate(found.pairs):
        yield PartnerRow(
            place=place,
            person=pair.person,
            team=pair.person.post_on(today).team,
            takes=pair.takes,
            when=f"{dates.short_day(pair.takes, today)} {pair.code}",
            hours=dates.hours(shifts.get(pair.code)),
            words=fit_words(pair),
            legal=True,
        )
    for place, row in enumerate(found.obstacles, start=len(found.pairs)):
        yield PartnerRow(
            place=place,
            person=row.person,
            team=row.person.post_on(today).team,
            takes=None,
            when="",
            hours="",
            words=obstacle_words(row, names),
            legal=False,
        )


def _columns() -> Sequence[Column[PartnerRow]]:
    return (
        Column(
            _("Colleague"), lambda row: row.person.name,
            lambda row: f"{row.person.name}  {row.person.no}",
        ),
        Column(_("Team"), lambda row: row.team),
        Column(_("They give"), lambda row: row.takes,
               lambda row: f"{row.when}  {row.hours}".strip()),
        Column(
            _("How it fits"), lambda row: row.place, lambda row: row.words,
            tone=lambda row: Tone.GOOD if row.legal else Tone.WARN,
            icon=lambda row: "check" if row.legal else "breach",
            tip=lambda row: row.words,
        ),
    )  # fmt: skip
