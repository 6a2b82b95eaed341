"""The filters over the audit trail."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.keeping.audit import AuditChoices, AuditFilter
from app.text import _
from app.text.audit import action_title, subject_kind
from app.ui.kit.controls import button
from app.ui.kit.fields import ChoiceField, date_field, date_of, text_field
from app.ui.kit.tokens import Space

_PAUSE_MS = 250
"""How long typing rests before the trail is read anew."""


class AuditFilters(QWidget):
    """Who, what, about what, on which days, with which words. `changed` when any of it did."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.search = text_field(placeholder=_("Search numbers, names and changes"))
        self.search.setAccessibleName(_("Search the audit trail"))
        self.search.setClearButtonEnabled(True)
        self.actor: ChoiceField[str] = ChoiceField()
        self.actor.setAccessibleName(_("Who"))
        self.action: ChoiceField[str] = ChoiceField()
        self.action.setAccessibleName(_("What was done"))
        self.subject: ChoiceField[str] = ChoiceField()
        self.subject.setAccessibleName(_("About"))
        self.days: ChoiceField[bool] = ChoiceField(
            [(_("Any day"), False), (_("Days from, to"), True)]
        )
        self.days.setAccessibleName(_("Days"))
        self.first, self.last = date_field(today.replace(day=1)), date_field(today)
        self.first.setAccessibleName(_("From"))
        self.last.setAccessibleName(_("To"))
        self.clear = button(_("&Clear"), self._on_clear, kind="quiet", icon="close")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._lay_out()
        self.offer(AuditChoices((), (), ()))
        self._connect()

    def offer(self, choices: AuditChoices) -> None:
        """Offer what there is; what was chosen stays."""
        chosen = self.wanted()
        actors = [(f"{name} ({no})" if name else no, no) for no, name in choices.actors]
        actions = [(action_title(each), each) for each in choices.actions]
        subjects = [(subject_kind(each), each) for each in choices.subjects if "@" not in each]
        self.actor.offer([(_("Everybody"), ""), *actors], chosen.actor)
        self.action.offer([(_("Everything"), ""), *sorted(actions)], chosen.kind)
        self.subject.offer([(_("About anything"), ""), *sorted(subjects)], chosen.subject)

    def wanted(self) -> AuditFilter:
        """The filters in force."""
        if not self.actor.count():
            return AuditFilter()
        within = self.days.value()
        return AuditFilter(
            self.actor.value(),
            self.action.value(),
            self.subject.value(),
            date_of(self.first) if within else None,
            date_of(self.last) if within else None,
            self.search.text().strip(),
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for field in (self.actor, self.action, self.subject):
            field.setMinimumContentsLength(10)
            field.setSizeAdjustPolicy(
                ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            row.addWidget(field)
        for widget in (self.days, self.first, self.last, self.clear):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.search)
        column.addLayout(row)
        self._show_days()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        for field in (self.actor, self.action, self.subject, self.days):
            field.currentIndexChanged.connect(lambda _index: self._on_chosen())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _date: self._pause.start())

    def _show_days(self) -> None:
        for field in (self.first, self.last):
            field.setVisible(self.days.value())

    def _on_chosen(self) -> None:
        self._show_days()
        self.changed.emit()

    def _on_clear(self) -> None:
        self.blockSignals(True)
        for field in (self.actor, self.action, self.subject, self.days):
            field.setCurrentIndex(0)
        self.search.clear()
        self.blockSignals(False)
        self._pause.stop()
        self.changed.emit()
