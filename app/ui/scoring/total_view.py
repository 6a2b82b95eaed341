"""The running total at the right, and how it is counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.queries.quality.scoring_plan import ScoringTask, TaskState
from app.rules.scorecards.scoring import CountedItem, Total
from app.text import _, ngettext
from app.ui.kit.controls import button, label, rule_line
from app.ui.kit.inspection_words import counted_how, item_title
from app.ui.kit.tokens import Space, Tone
from app.ui.work.removal import remove


class TotalView(QWidget):
    """The figure, sentences, what each item brings, and the deeds on the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._submitted = ""
        """The number of what was submitted, of a sheet that is."""
        self.setAccessibleName(_("Running total"))
        self.figure = label("–", "display")
        self.state = label("", "strong")
        self.how = label("", "caption", wrap=True)
        self.fatal = QCheckBox(_("&Fatal error: the total is 0"))
        self.submit = button(_("Submit"), kind="primary", icon="check")
        self.submit.setToolTip(_("Ctrl+Enter"))
        self.hand_back = button(_("Hand back"), kind="quiet", icon="undo")
        self.sheet = button(_("Evaluation sheet…"), kind="quiet", icon="print")
        self.kept = label("", "caption", wrap=True)
        self._grid_place = QVBoxLayout()
        self._grid: QWidget | None = None
        self._cells: list[tuple[QLabel, QLabel]] = []
        self._of: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(label(_("Running total"), "caption"))
        for words in (self.figure, self.state, self.how):
            column.addWidget(words)
        column.addWidget(rule_line())
        column.addLayout(self._grid_place)
        column.addWidget(rule_line())
        for widget in (self.fatal, self.submit, self.hand_back, self.sheet, self.kept):
            column.addWidget(widget)
        column.addStretch()

    def show_task(self, one: ScoringTask, *, may_score: bool) -> None:
        """What can be done with the sheet as it stands."""
        begun = may_score and one.state is TaskState.BEGUN
        self.fatal.setVisible(begun)
        self.submit.setVisible(begun)
        self.hand_back.setVisible(begun)
        self.sheet.setVisible(one.state is TaskState.DONE)
        self._submitted = one.inspection_no

    def show_total(self, total: Total, *, fatal: bool) -> None:
        if self._submitted:  # its scores stand on the page Inspections
            self._show_submitted()
            return
        worth = total.worth
        self.figure.setText(f"{worth.total:.1f}" if worth else "–")
        words, tone = "", Tone.PLAIN
        if worth and worth.failed:
            words, tone = _("Failed"), Tone.BAD
        elif total.missing:
            words = ngettext("{n} item to go", "{n} items to go", total.missing)
            words = words.format(n=total.missing)
        elif worth:
            words, tone = _("Complete"), Tone.GOOD
        self._say(words, tone)
        self.how.setText("\n".join(counted_how(total, fatal=fatal)))
        self._show_rows(total.rows)
        said = (self.figure.text(), words, self.how.text())
        self.setAccessibleDescription(" ".join(said))

    def _show_submitted(self) -> None:
        self.figure.setText("")
        self._say(_("Submitted: {no}").format(no=self._submitted), Tone.GOOD)
        self.how.setText(_("Press Enter in the list to see its result."))
        self._show_rows(())
        self.setAccessibleDescription(f"{self.state.text()} {self.how.text()}")

    def _say(self, words: str, tone: Tone) -> None:
        self.state.setText(words)
        self.state.setProperty("tone", tone.value)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)

    def _show_rows(self, rows: tuple[CountedItem, ...]) -> None:
        """Item, share and points; the labels are made anew for another card only."""
        titles = tuple(item_title(row.item) for row in rows)
        if titles != self._of or self._grid is None:
            self._make_rows(titles)
        for (share, points), row in zip(self._cells, rows, strict=True):
            share.setText(_share(row))
            points.setText(_points(row))

    def _make_rows(self, titles: tuple[str, ...]) -> None:
        if self._grid is not None:
            self._grid_place.removeWidget(self._grid)
            remove(self._grid)
        self._grid, self._of, self._cells = QWidget(), titles, []
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for place, words in enumerate((_("Scored on"), _("Share"), _("Points"))):
            side = Qt.AlignmentFlag.AlignLeft if not place else Qt.AlignmentFlag.AlignRight
            grid.addWidget(label(words, "caption"), 0, place, side)
        for at, title in enumerate(titles, start=1):
            share, points = label("", "caption"), label("", "body")
            grid.addWidget(label(title, "caption", wrap=True), at, 0)
            grid.addWidget(share, at, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(points, at, 2, Qt.AlignmentFlag.AlignRight)
            self._cells.append((share, points))
        self._grid_place.addWidget(self._grid)


def _share(row: CountedItem) -> str:
    """What it counts for now, of 100."""
    if row.given.na:
        return _("N/A")
    return f"{row.of_card if row.share is None else row.share:.1f}".removesuffix(".0")


def _points(row: CountedItem) -> str:
    """What it brings to the total."""
    if row.share is None or row.given.score is None:
        return "–"
    return f"{row.share * row.given.score / 100:.1f}"
