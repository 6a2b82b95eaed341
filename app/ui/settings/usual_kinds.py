"""The usual kinds of leave: ticked all, added with one press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from app.queries.leave.kinds import KindDetails
from app.rules.usual_kinds import UsualKind
from app.text import _, dates, say
from app.ui.kit.controls import button
from app.ui.kit.messages import MessageDialog
from app.ui.kit.tokens import Tone


class UsualKindsDialog(MessageDialog):
    """Accepted: those that are ticked are to be added."""

    def __init__(self, parent: QWidget, lacking: Sequence[UsualKind]) -> None:
        super().__init__(
            parent,
            _("Add usual kinds of leave"),
            _(
                "Untick what the centre does not grant. Names can be changed later; the notice and "
                "the chain stay. The director decides on long ones, as the rulebook says."
            ),
            Tone.INFO,
        )
        self.boxes: list[tuple[UsualKind, QCheckBox]] = []
        for one in lacking:
            box = QCheckBox(_words(one))
            box.setChecked(True)
            self.boxes.append((one, box))
            self.body.addWidget(box)
        self.foot.addWidget(button(_("Cancel"), self.reject))
        add = button(_("&Add"), self.accept, kind="primary")
        self.foot.addWidget(add)
        add.setFocus()

    def kinds(self) -> list[KindDetails]:
        """What is ticked, as kinds of the centre's own."""
        return [
            KindDetails(
                one.code,
                say(one.name),
                one.notice_days,
                one.director,
                one.has_balance,
                counting=one.counting,
            )
            for one, box in self.boxes
            if box.isChecked()
        ]


def _words(kind: UsualKind) -> str:
    what = (
        _("{n} notice").format(n=dates.days_long(kind.notice_days))
        if kind.notice_days
        else _("may be filed on the day")
    )
    if kind.has_balance:
        what = _("{notice}; days are granted and counted").format(notice=what)
    return _("{name} ({what})").format(name=say(kind.name), what=what)
