"""What is only told: a notice that is about no request, or something that is done elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.text import _
from app.ui.inbox.words import INSPECTION
from app.ui.kit.controls import button, label
from app.ui.kit.desk import Desk
from app.ui.kit.tokens import Space


def told_sheet(desk: Desk, title: str, text: str, target: tuple[str, str] | None) -> QWidget:
    """The words; with a `target`, the way to that row of the registers, or that inspection."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
    column.addWidget(label(title, "heading", wrap=True))
    column.addWidget(label(text, "soft", wrap=True))
    if target is not None:
        kind, no = target
        if kind == INSPECTION:
            way = button(
                _("&Open the inspection"), lambda: desk.go("inspections", no), kind="primary",
                icon="quality",
            )  # fmt: skip
        else:
            way = button(
                _("&Open in the register"), lambda: desk.go("registers", target), kind="primary",
                icon="registers",
            )  # fmt: skip
        column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return sheet
