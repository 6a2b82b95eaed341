"""The right-hand panel of the roster: the selected cell, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.roster.rows import DayHead, RosterCell, ShiftRow
from app.rules.findings import Finding
from app.rules.vocabulary import Level
from app.text import _, dates
from app.text.findings import finding_remedy, finding_sentence
from app.text.words import title_word
from app.ui.kit import theme
from app.ui.kit.controls import button, label, rule_line
from app.ui.kit.day_words import day_words
from app.ui.kit.tokens import Space
from app.ui.kit.verdict import Outcome, VerdictPanel, VerdictRow
from app.ui.roster.lines import Band, Line, Load
from app.ui.roster.looks import Ground, look_of
from app.ui.roster.paint import Inks, draw_plate
from app.ui.roster.ways import Way
from app.ui.roster.words import (
    block_words,
    cell_lines,
    kept_words,
    month_words,
    published_version,
)

_OUTCOMES = {
    Level.BREACH: Outcome.REFUSED,
    Level.WARNING: Outcome.WARNING,
    Level.NOTE: Outcome.NOTE,
}


class CellPanel(QWidget):
    """One person's day: the shift, the marks in words, the verdict, and ways on from here."""

    rule_asked = Signal(str)

    def __init__(
        self,
        line: Line,
        head: DayHead,
        cell: RosterCell,
        findings: Iterable[Finding],
        shifts: Mapping[str, ShiftRow],
        load: Load | None,
        inks: Inks,
        *,
        ways: Iterable[Way],
        draft: bool,
        wishes: Iterable[str] = (),
        made: bool = True,
    ) -> None:
        super().__init__()
        self.setAccessibleName(line.person.name)
        whole = _column(self, margin=0)
        column = QVBoxLayout()
        column.setContentsMargins(Space.L, Space.S, Space.L, 0)
        column.setSpacing(Space.S)
        column.addWidget(label(day_words(head), "soft", wrap=True))
        column.addLayout(_headed(cell, shifts, inks, made))
        for words in [*list(cell_lines(cell, shifts, draft=draft))[1:], *wishes]:
            column.addWidget(label(words, wrap=True))
        column.addWidget(rule_line())
        column.addWidget(label(_("What the rules say"), "strong"))
        whole.addLayout(column)
        whole.addWidget(self._verdict(list(findings), cell))
        self._add_person(whole, line, load, ways)
        whole.addStretch(1)

    def _verdict(self, findings: list[Finding], cell: RosterCell) -> VerdictPanel:
        """A row for each finding, its rule's id a link; or the word that there is none."""
        quiet = _("Nothing against this shift.") if cell.code else _("Nothing to judge.")
        rows = [
            VerdictRow(
                finding.rule,
                _OUTCOMES[finding.level],
                finding_sentence(finding),
                finding_remedy(finding),
            )
            for finding in findings
        ]
        made = VerdictPanel(_("What the rules say"), rows, "" if rows else quiet)
        made.rule_asked.connect(self.rule_asked)
        return made

    def _add_person(
        self, whole: QVBoxLayout, line: Line, load: Load | None, ways: Iterable[Way]
    ) -> None:
        person = line.person
        facts = [person.no, title_word(person.role), line.block.team or line.block.department]
        if person.job_type:
            facts.append(person.job_type)
        if person.skill_level is not None:
            facts.append(_("level {n}").format(n=person.skill_level))
        column = QVBoxLayout()
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        whole.addLayout(column)
        column.addWidget(rule_line())
        column.addWidget(label(" · ".join(fact for fact in facts if fact), "soft", wrap=True))
        if load is not None:
            column.addWidget(label(load_words(load), "soft", wrap=True))
        for way in ways:
            column.addWidget(button(way.words, way.go, icon=way.icon))


class TeamPanel(QWidget):
    """A team on a day: where its months stand, and who is at work."""

    def __init__(self, band: Band, at_work: int, head: DayHead) -> None:
        super().__init__()
        self.setAccessibleName(block_words(band))
        column = _column(self, Space.L)
        column.addWidget(label(band.block.department, "soft"))
        for month in band.block.months:
            column.addWidget(label(month_words(month), wrap=True))
        if published_version(band):
            column.addWidget(label(kept_words(), "caption", wrap=True))
        column.addWidget(rule_line())
        column.addWidget(label(dates.full_day(head.day), "soft"))
        column.addWidget(label(_("{n} at work").format(n=at_work)))
        column.addStretch(1)


def load_words(load: Load) -> str:
    """What somebody's days add up to: "22 shifts, 5 nights, 176 hours"."""
    if not load.shifts:
        return _("In the days shown: no shift")
    return _("In the days shown: {shifts} shifts, {nights} of them nights, {hours}").format(
        shifts=load.shifts, nights=load.nights, hours=dates.span(load.minutes)
    )


def _column(widget: QWidget, margin: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(margin, 0, margin, margin)
    column.setSpacing(Space.S)
    return column


def _headed(
    cell: RosterCell, shifts: Mapping[str, ShiftRow], inks: Inks, made: bool
) -> QHBoxLayout:
    """The shift as a plate, with its name and hours; not `made`: nobody has made the month yet."""
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    shift = shifts.get(cell.code)
    if cell.code:
        plate = label("")
        plate.setPixmap(_plate(cell, inks))
        row.addWidget(plate)
    free = _("Day off") if made else _("Nothing rostered yet")
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(shift.name if shift else (cell.code or free), "strong"))
    if shift is not None:
        words.addWidget(label(dates.hours(shift), "soft"))
    row.addLayout(words, 1)
    return row


def _plate(cell: RosterCell, inks: Inks) -> QPixmap:
    size = QSize(40, 36)
    picture = QPixmap(size * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = look_of(cell, Ground.PLAIN, None, draft=False)
    draw_plate(
        painter, QRectF(0, 0, size.width(), size.height()), look, inks, theme.font("heading")
    )
    painter.end()
    return picture
