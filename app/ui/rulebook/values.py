"""A policy value of a rule: what holds, since when, what is planned, what held before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.queries.keeping.policy import PolicyChangeRow, PolicyRow
from app.text import _, dates
from app.text.rulebook import policy_name
from app.ui.kit.controls import Card, label, pill
from app.ui.kit.tokens import Space, Tone

_SHOWN = 6
"""Changes that are listed at most, the latest."""


def value_card(row: PolicyRow) -> Card:
    """The value in force, large, with its history below."""
    card = Card()
    card.setAccessibleName(policy_name(row.key))
    head = QHBoxLayout()
    head.setSpacing(Space.M)
    head.addWidget(label(str(row.value), "display"))
    head.addWidget(label(policy_name(row.key), "strong", wrap=True), 1)
    tone = Tone.PLAIN if row.since is None else Tone.ACCENT
    head.addWidget(pill(_origin(row), tone), 0, Qt.AlignmentFlag.AlignVCenter)
    card.body.addLayout(head)
    if row.planned is not None:
        card.body.addWidget(label(_planned(row.planned), "soft", Tone.INFO, wrap=True))
    if row.changes:
        card.body.addLayout(_history(row))
    return card


def _origin(row: PolicyRow) -> str:
    if row.since is None:
        return _("The rulebook's own value")
    return _("since {moment}").format(moment=dates.moment(row.since))


def _planned(change: PolicyChangeRow) -> str:
    return _("From {moment} on it will be {value}.").format(
        moment=dates.moment(change.since), value=change.value
    )


def _history(row: PolicyRow) -> QGridLayout:
    """The latest changes, each with who set it and why, and at the end the rulebook's value."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.M)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(2, 1)
    for line, change in enumerate(row.changes[:_SHOWN]):
        why = " · ".join(part for part in (change.set_by, change.reason) if part)
        grid.addWidget(label(str(change.value), "strong"), line, 0)
        grid.addWidget(label(dates.moment(change.since), "soft"), line, 1)
        grid.addWidget(label(why, "soft", wrap=True), line, 2)
    last = min(len(row.changes), _SHOWN)
    grid.addWidget(label(str(row.default), "strong"), last, 0)
    grid.addWidget(label(_("before that, the rulebook's own value"), "soft"), last, 1, 1, 2)
    return grid
