"""One planned inspection in the panel: which contact, who inspects it, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.quality.sampling import PlanLine
from app.text import _, dates
from app.ui.kit.controls import button, label, pill
from app.ui.kit.tokens import Space
from app.ui.sampling.words import due_words, length_words, line_tone, line_words


class PlanPanel(QWidget):
    """`assign` and `drop` are what the person may do with it."""

    def __init__(
        self,
        line: PlanLine,
        assign: Callable[[], object],
        drop: Callable[[], object],
    ) -> None:
        super().__init__()
        row = line.row
        self.setAccessibleName(_("Planned inspection of {name}").format(name=row.agent))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.addWidget(label(f"{row.agent} {row.agent_no}", "strong", wrap=True), 1)
        head.addWidget(pill(line_words(line), line_tone(line)))
        column.addLayout(head)
        for text in _facts(line):
            column.addWidget(label(text, "soft", wrap=True))
        if row.dropped:
            column.addWidget(label(_("“{text}”").format(text=row.dropped), wrap=True))
        self.buttons = [
            *([button(_("&Give to another…"), assign, icon="swap"),
               button(_("&Drop…"), drop, kind="danger", icon="minus")]
              if line.may_change else []),
        ]  # fmt: skip
        column.addSpacing(Space.S)
        for each in self.buttons:
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def _facts(line: PlanLine) -> list[str]:
    row = line.row
    found = [
        _("To be inspected {week}, by {name}").format(
            week=due_words(line.due),
            name=f"{row.inspector} {row.inspector_no}",
        )
    ]
    if row.contact_ref:
        found.append(_("Contact: {no}").format(no=row.contact_ref))
    else:
        found.append(_("Whoever inspects chooses the contact."))
    if row.contact_at is not None:
        length = length_words(row.seconds)
        began = _("Began {moment}, {length} long").format(
            moment=dates.stamp(row.contact_at), length=length
        )
        found.append(began)
    if row.shift:
        found.append(_("Shift {name}").format(name=row.shift))
    if row.inspection_no:
        found.append(_("Inspection {no}").format(no=row.inspection_no))
    return found
