"""The Findings page: what `check` found in the store, grouped, filtered and over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.queries.findings import Found
from app.reading.findings import LastCheck, findings_for
from app.rules.findings import Finding
from app.rules.vocabulary import Level
from app.text import _, dates, ngettext
from app.ui.findings.as_of import AsOf
from app.ui.findings.commands import COMMANDS
from app.ui.findings.sheet import FindingsSheet
from app.ui.kit.actions import Action
from app.ui.kit.controls import EmptyState, button
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where, write_out
from app.ui.kit.findings.filters import By, Filters, grouped, title_of
from app.ui.kit.findings.groups import counted
from app.ui.kit.findings.lines import FindingLine, worded
from app.ui.kit.findings.panel import FindingPanel
from app.ui.kit.page import Page

if TYPE_CHECKING:
    from app.context import Context


class FindingsPage(Page):
    """`open_target` takes a rule's id, a `Filters`, or a `Finding` to be selected."""

    key = "findings"
    panel_folds = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filters = Filters()
        self._found: Found | None = None
        self._lines: list[FindingLine] = []
        self._shown: list[FindingLine] = []
        self._wanted: Finding | None = None
        self.as_of = AsOf(desk.ctx)
        self.as_of.changed.connect(self.populate)
        self.header.add_tool(self.as_of)
        self.export_button = button(_("Export…"), self._on_export, icon="export")
        self.header.add_tool(self.export_button)
        self.sheet = FindingsSheet()
        self._empty = QStackedWidget()
        self._empty.addWidget(self._all_is_well())
        self._empty.addWidget(self._nothing_recorded())
        self._stack = QStackedWidget()
        for widget in (QWidget(), self.sheet, self._empty):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.setFocusProxy(self.sheet.table)
        self._connect()
        self.add_actions(self._actions())

    def populate(self) -> None:
        self.header.set_note(_("Checking…"))
        moment = self.as_of.moment()
        check = self.desk.check
        self.desk.tasks.query(lambda ctx: _checked(ctx, check, moment), self._on_checked)

    def _check_again(self) -> None:
        self.desk.check.forget()
        self.populate()

    def open_target(self, target: object) -> None:
        if isinstance(target, str):
            self._filter(Filters(rule=target))
        elif isinstance(target, Filters):
            self._filter(target)
        elif isinstance(target, Finding):
            self._wanted = target
            self._filter(Filters(rule=target.rule))

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.text_changed.connect(lambda text: self._filter(replace(self.filters, text=text)))
        sheet.level_changed.connect(lambda level: self._filter(replace(self.filters, level=level)))
        sheet.group_picked.connect(lambda key: self._narrow(sheet.by, key))
        sheet.grouping_changed.connect(lambda: self._show_groups())
        sheet.month_picked.connect(lambda month: self._narrow(By.MONTH, month))
        sheet.chips.removed.connect(lambda name: self._narrow(By[name], None))
        sheet.chips.cleared.connect(lambda: self._filter(Filters()))
        sheet.table.picked.connect(self._on_picked)
        sheet.table.opened.connect(lambda line: self.desk.go("roster", (line.person, line.day)))

    def _on_checked(self, answer: tuple[Found, list[FindingLine]]) -> None:
        self._found, self._lines = answer
        if not self._lines:
            self._empty.setCurrentIndex(0 if self._found.recorded else 1)
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self.sheet)
        self._show()

    def _filter(self, filters: Filters) -> None:
        self.filters = filters
        self._show()

    def _narrow(self, by: By, key: Any) -> None:
        self._filter(self.filters.narrowed(by, key))

    def _show(self) -> None:
        """Show what the filters let through, everywhere on the page."""
        if self._found is None:
            return
        self._shown = self.filters.keep(self._lines)
        self.sheet.show_filters(self.filters, self._chips())
        self.sheet.show_lines(self._shown)
        self.header.set_note(self._note(self._found.as_of))
        self.export_button.setEnabled(bool(self._shown))
        self._show_groups()
        # The chart's library takes a moment to import: first let the table be seen.
        QTimer.singleShot(0, self, self._show_chart)
        self._select_wanted()

    def _show_groups(self) -> None:
        """The groups count what the other filters let through."""
        by = self.sheet.by
        lines = self.filters.narrowed(by, None).keep(self._lines)
        self.sheet.show_groups(grouped(lines, by), self.filters.key(by))

    def _show_chart(self) -> None:
        """Like the groups of months, the chart shows those that are not let through."""
        if self._lines:
            lines = self.filters.narrowed(By.MONTH, None).keep(self._lines)
            self.sheet.show_chart(lines, self.filters.month)

    def _chips(self) -> list[tuple[str, str]]:
        keys = ((by, self.filters.key(by)) for by in By)
        return [(by.name, title_of(by, key, self._lines)) for by, key in keys if key is not None]

    def _note(self, as_of: datetime) -> str:
        breaches = sum(line.is_breach for line in self._shown)
        parts = [counted(len(self._shown))]
        if len(self._shown) < len(self._lines):
            parts[0] = _("{shown} of {all}").format(
                shown=f"{len(self._shown):,}", all=counted(len(self._lines))
            )
        if self._shown:
            parts += [_breaches(breaches), _warnings(len(self._shown) - breaches)]
        parts.append(_("as of {moment}").format(moment=dates.moment(as_of)))
        return " · ".join(parts)

    def _select_wanted(self) -> None:
        if self._wanted is not None:
            wanted = self._wanted
            self._wanted = None
            self.sheet.select(lambda line: line.finding.key == wanted.key)

    def _on_picked(self, chosen: FindingLine) -> None:
        assert self._found is not None
        subject = chosen.finding.subject
        others = [
            line
            for line in self._lines
            if line.finding.subject == subject and line.finding != chosen.finding
        ]
        self.desk.explain(FindingPanel(self.desk, chosen, others, self._found.names))

    def _on_export(self) -> None:
        name = f"{_('Findings')} {self.desk.ctx.today().isoformat()}"
        ask_where(self, _("Export findings"), name, Ending.EXCEL, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write what is shown, in the table's order, to `path`."""
        from app.ui.findings.export import export_findings

        assert self._found is not None
        lines, names = self.sheet.ordered(), self._found.names
        write_out(
            self.desk, _("Exporting findings"), path,
            lambda cancel: export_findings(lines, names, path, cancel), counted,
        )  # fmt: skip

    def _actions(self) -> Sequence[Action]:
        return [
            COMMANDS["findings.search"].does(self.sheet.focus_search),
            COMMANDS["findings.clear"].does(lambda: self._filter(Filters())),
            COMMANDS["findings.breaches"].does(
                lambda: self._filter(replace(self.filters, level=Level.BREACH))
            ),
            COMMANDS["findings.check"].does(self._check_again),
            COMMANDS["findings.export"].does(self._on_export, enabled=lambda: bool(self._shown)),
        ]

    def _all_is_well(self) -> EmptyState:
        return EmptyState(
            "check-circle",
            _("All is well"),
            _("The swaps, leave, roll calls and inspections that you may see keep the rules."),
            button(_("Read the rules"), lambda: self.desk.go("rules"), icon="rules"),
        )

    def _nothing_recorded(self) -> EmptyState:
        return EmptyState(
            "findings",
            _("Nothing to check yet"),
            _("Once rosters and registers are recorded, what breaks the rules is listed here."),
            button(_("Open the roster"), lambda: self.desk.go("roster"), icon="roster"),
        )


def _breaches(count: int) -> str:
    return ngettext("{n} breach", "{n} breaches", count).format(n=f"{count:,}")


def _warnings(count: int) -> str:
    return ngettext("{n} warning", "{n} warnings", count).format(n=f"{count:,}")


def _checked(
    ctx: Context, check: LastCheck, moment: datetime | None
) -> tuple[Found, list[FindingLine]]:
    found = check.found(ctx) if moment is None else findings_for(ctx, moment)
    return found, worded(found)
