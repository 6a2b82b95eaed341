"""What is only told: a notice that is about no request, or something that is done elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.text import _
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Space

CALIBRATION = "calibration"
"""What the subject of a notice about one begins with; its page is called so too."""


def told_sheet(desk: Desk, title: str, text: str, target: tuple[str, str] | None) -> QWidget:
    """The words; with a `target`, the way to that row of the registers, or to the calibration."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
    column.addWidget(label(title, "heading", wrap=True))
    column.addWidget(label(text, "soft", wrap=True))
    if target is not None:
        way = (
            button(_("&Open the calibration"), lambda: desk.go("calibration", target[1]),
                   kind="primary", icon="calibration")
            if target[0] == CALIBRATION
            else button(_("&Open in the register"), lambda: desk.go("registers", target),
                        kind="primary", icon="registers")
        )  # fmt: skip
        column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return sheet
