"""Appealing, answering, deciding: what is said is put on record word for word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.context import Context
from app.reading.quality.inspections import InspectionSheet
from app.rules.scorecards.revising import revised
from app.rules.scorecards.scoring import CountedItem, Given, total_of
from app.rules.vocabulary import Message, msg
from app.services.quality.appeals import Decision, answer, appeal, decide
from app.text import _, dates
from app.ui.inspections.words import points_in_words, said_by, shown_score, unchanged_words
from app.ui.kit import theme
from app.ui.kit.controls import Card, label
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, note_field, text_field
from app.ui.kit.forms import Form
from app.ui.kit.growing_text import GrowingText
from app.ui.kit.inspection_words import item_title, number
from app.ui.kit.ruled_dialog import RuledDialog
from app.ui.kit.tokens import Space

_NA = "na"


class AppealDialog(RuledDialog):
    """Which items, and why."""

    def __init__(self, parent: QWidget, desk: Desk, sheet: InspectionSheet) -> None:
        self.items = ItemReasons(sheet.valid.total.rows)
        self.words: QPlainTextEdit = note_field(lines=2)
        form = Form(self._problems)
        form.add("items", _("Against which &items"), self.items)
        form.add("words", _("On the &whole (may stay empty)"), self.words)
        until = dates.day(sheet.offers.until, desk.ctx.today())
        lead = _(
            "Choose the items and say why. Who scored it and the department head read it; you can "
            "appeal once, until {day}."
        ).format(day=until)
        super().__init__(parent, _("Appeal"), form, _("&Appeal"), lead)
        self.resize(theme.scaled(600), theme.scaled(560))
        no = sheet.no

        def make() -> Callable[[Context], object]:
            reasons, words = self.items.reasons(), self.words.toPlainText()
            return lambda ctx: appeal(ctx, no, reasons, words)

        self.sends(desk, make)

    def _problems(self) -> Mapping[str, Message]:
        reasons = self.items.reasons()
        if reasons and all(reasons.values()):
            return {}
        return {"items": msg("Say for each item that you choose why you appeal.")}


class ItemReasons(QScrollArea):
    """A box for each item; ticked, it asks why."""

    def __init__(self, rows: tuple[CountedItem, ...]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setMinimumHeight(theme.scaled(240))
        self.boxes: dict[str, tuple[QCheckBox, GrowingText]] = {}
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        for row in rows:
            column.addWidget(self._box(row))
            column.addWidget(self.boxes[row.item.item][1])
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        self.setWidget(inner)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first[0])

    def _box(self, row: CountedItem) -> QCheckBox:
        title = item_title(row.item)
        box = QCheckBox(f"{title} · {shown_score(row)}".replace("&", "&&"))
        why = GrowingText(_("Why: {item}").format(item=title), _("Why is another score right?"))
        why.hide()
        box.toggled.connect(why.setVisible)
        box.toggled.connect(lambda on: why.setFocus() if on else None)
        why.entered.connect(lambda _ctrl: why.insertPlainText("\n"))
        why.left.connect(box.setFocus)
        self.boxes[row.item.item] = box, why
        return box

    def reasons(self) -> dict[str, str]:
        """Item -> why, of those that are ticked."""
        return {
            item: why.toPlainText().strip()
            for item, (box, why) in self.boxes.items()
            if box.isChecked()
        }


class AnswerDialog(RuledDialog):
    """What who scored it says to the appeal, once."""

    def __init__(self, parent: QWidget, desk: Desk, sheet: InspectionSheet) -> None:
        self.words: QPlainTextEdit = note_field(lines=5)
        form = Form(self._problems)
        form.add("words", _("&Your answer"), self.words)
        lead = _("It is said once. The agent and the department head read it.")
        super().__init__(parent, _("Answer the appeal"), form, _("&Answer"), lead)
        no = sheet.no

        def make() -> Callable[[Context], object]:
            words = self.words.toPlainText()
            return lambda ctx: answer(ctx, no, words)

        self.sends(desk, make)

    def _problems(self) -> Mapping[str, Message]:
        return _needed(self.words)


class DecideDialog(RuledDialog):
    """Both sides in view; rejected, or upheld with the scores that change."""

    def __init__(self, parent: QWidget, desk: Desk, sheet: InspectionSheet) -> None:
        self._sheet = sheet
        self.verdict: ChoiceField[bool | None] = ChoiceField(
            [(_("Choose…"), None), (_("Reject it: the scores stand"), False),
             (_("Uphold it"), True)]
        )  # fmt: skip
        self.words: QPlainTextEdit = note_field(lines=3)
        self.changes = ScoreChanges(sheet)
        form = Form(self._problems)
        form.add("verdict", _("Decisio&n"), self.verdict)
        form.add("changes", _("Scores that &change"), self.changes)
        form.add("words", _("&Reason"), self.words)
        super().__init__(
            parent, _("Decide on the appeal of {name}").format(name=sheet.head.agent), form,
            _("&Decide"), _("It is final, and goes to the agent and to who scored it."),
        )  # fmt: skip
        self.resize(theme.scaled(680), theme.scaled(640))
        self.put_over(_both_sides(sheet, desk))
        self.verdict.currentIndexChanged.connect(lambda _at: self._fit())
        self._fit()
        no, seen = sheet.no, len(sheet.course)

        def make() -> Callable[[Context], object]:
            upheld = bool(self.verdict.value())
            changes = self.changes.given() if upheld and not sheet.standard else ()
            decision = Decision(self.words.toPlainText(), seen, upheld, changes)
            return lambda ctx: decide(ctx, no, decision)

        self.sends(desk, make)

    def _fit(self) -> None:
        self.form.show_field("changes", bool(self.verdict.value()))

    def _problems(self) -> Mapping[str, Message]:
        found: dict[str, Message] = {}
        if self.verdict.value() is None:
            found["verdict"] = msg("Reject it or uphold it.")
        if self.verdict.value() and self.changes.wrong():
            found["changes"] = msg("A score is from 0 to 100, or NA where the item allows it.")
        return found | _needed(self.words)


class ScoreChanges(QWidget):
    """The items that were appealed against, with the score that each is to have; what it makes of
    the total stands under them."""

    def __init__(self, sheet: InspectionSheet) -> None:
        super().__init__()
        self._sheet = sheet
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.total: QLabel = label("", "strong", wrap=True)
        self.rows: list[ScoreChange] = []
        if not sheet.standard:
            for row in sheet.valid.total.rows:
                if not sheet.points or row.item.item in sheet.points:
                    made = ScoreChange(row)
                    made.score.textChanged.connect(lambda _text: self._count())
                    self.rows.append(made)
                    column.addWidget(made)
        why = unchanged_words(sheet)
        if why:
            column.addWidget(label(why, "soft", wrap=True))
        column.addWidget(self.total)
        self._count()

    def given(self) -> tuple[Given, ...]:
        return tuple(one for row in self.rows if (one := row.given()) is not None)

    def wrong(self) -> bool:
        return any(row.given() is None for row in self.rows)

    def _count(self) -> None:
        """From what to what, while it is typed."""
        if self._sheet.standard:
            return
        sheet = self._sheet
        old = {row.item.item: row.given for row in sheet.valid.total.rows}
        new = revised(sheet.items, old, self.given())
        total = total_of(sheet.items, new, sheet.pass_mark, critical=sheet.head.fact.critical)
        before, after = sheet.valid.total.worth, total.worth
        self.total.setText(
            _("Total: {before} → {after}").format(
                before="–" if before is None else f"{before.total:.1f}",
                after="–" if after is None else f"{after.total:.1f}",
            )
        )


class ScoreChange(QWidget):
    """One item: its title with the old score, the new one, its comment."""

    def __init__(self, row: CountedItem) -> None:
        super().__init__()
        self._row = row
        title = item_title(row.item)
        old = "NA" if row.given.na else shown_score(row)
        self.score = text_field(old, most=6)
        self.score.setFixedWidth(theme.scaled(72))
        self.score.setAccessibleName(_("New score of {item}").format(item=title))
        self.comment = text_field(row.given.comment, _("Comment, where it is under its mark"), 1000)
        self.comment.setAccessibleName(_("Comment on {item}").format(item=title))
        line = _row()
        self.setLayout(line)
        line.addWidget(label(f"{title} · {shown_score(row)}", wrap=True), 2)
        line.addWidget(label("→"))
        line.addWidget(self.score)
        line.addWidget(self.comment, 3)

    def given(self) -> Given | None:
        """None where what is typed is no score."""
        item, text = self._row.item, self.score.text().strip()
        comment = self.comment.text()
        if text.casefold() in (_NA, "n/a", "不适用"):
            return Given(item.item, None, na=True, comment=comment) if item.na else None
        score = number(text)
        return None if score is None else Given(item.item, score, comment=comment)


def _row() -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(Space.S)
    return made


def _both_sides(sheet: InspectionSheet, desk: Desk) -> QWidget:
    """What the agent says of which item, and what who scored it says."""
    column = QVBoxLayout()
    column.setSpacing(Space.XS)
    for one in sheet.course:
        column.addWidget(label(said_by(one, desk.ctx.today()), "strong", wrap=True))
        if one.text:
            column.addWidget(label(_("“{text}”").format(text=one.text), wrap=True))
        if one is sheet.course[0]:
            for words in points_in_words(sheet):
                column.addWidget(label(words, wrap=True))
    if len(sheet.course) == 1:
        words = _("{name}, who scored it, has not answered.").format(name=sheet.head.inspector)
        column.addWidget(label(words, "soft", wrap=True))
    made = Card(_("Both sides"))
    made.body.addLayout(column)
    return made


def _needed(words: QPlainTextEdit) -> dict[str, Message]:
    if words.toPlainText().strip():
        return {}
    return {"words": msg("Words are needed: they are put on record.")}
