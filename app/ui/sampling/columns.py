"""The plan, who still lacks one, and the draws: as tables, and on their way out."""

from __future__ import annotations

from datetime import date, timedelta

from app.exchange.lists import ListColumn
from app.queries.quality.plan import DrawRow
from app.reading.quality.drawing import AgentLine, LoadLine
from app.reading.quality.sampling import LackingLine, PlanLine
from app.rules.scorecards.sampling import due_days
from app.text import _, dates
from app.ui.kit.tables import Column
from app.ui.kit.tokens import Tone
from app.ui.sampling.words import (
    due_words,
    lacking_note,
    length_words,
    line_icon,
    line_tone,
    line_words,
    why_words,
)

_YEAR = len("2026-")
"""What a date in a month's table can do without."""


def plan_columns() -> list[Column[PlanLine]]:
    return [
        Column(
            _("State"), line_words, tone=line_tone, icon=line_icon,
        ),
        Column(_("Week"), lambda one: one.due, lambda one: due_words(one.due)),
        Column(_("Agent"), lambda one: f"{one.row.agent} {one.row.agent_no}"),
        Column(_("Team"), lambda one: one.team),
        Column(
            _("Inspector"), lambda one: one.row.inspector,
            tone=lambda one: Tone.INFO if one.mine else Tone.PLAIN,
            icon=lambda one: "person" if one.mine else "",
            tip=lambda one: _("Yours") if one.mine else one.row.inspector_no,
        ),
        Column(
            _("Contact"), lambda one: one.row.contact_ref or None,
            lambda one: one.row.contact_ref or _("to be chosen"),
        ),
        Column(
            _("Began"), lambda one: one.row.contact_at,
            lambda one: dates.stamp(one.row.contact_at)[_YEAR:] if one.row.contact_at else "",
        ),
        Column(
            _("Talk time"), lambda one: one.row.seconds, lambda one: length_words(one.row.seconds),
            right=True,
        ),
        Column(_("Inspection"), lambda one: one.row.inspection_no or one.row.dropped or None),
    ]  # fmt: skip


def plan_out() -> list[ListColumn[PlanLine]]:
    return [
        ListColumn(_("Week"), 18, lambda one: due_words(one.due)),
        ListColumn(_("Agent"), 12, lambda one: one.row.agent),
        ListColumn(_("No."), 8, lambda one: one.row.agent_no),
        ListColumn(_("Team"), 12, lambda one: one.team),
        ListColumn(_("Inspector"), 12, lambda one: one.row.inspector),
        ListColumn(_("Contact"), 20, lambda one: one.row.contact_ref or _("to be chosen")),
        ListColumn(
            _("Began"), 17,
            lambda one: dates.stamp(one.row.contact_at) if one.row.contact_at else "",
        ),
        ListColumn(_("Talk time"), 9, lambda one: length_words(one.row.seconds)),
        ListColumn(_("Shift"), 7, lambda one: one.row.shift or ""),
        ListColumn(_("State"), 12, line_words),
        ListColumn(
            _("Inspection"), 14, lambda one: one.row.inspection_no or one.row.dropped or ""
        ),
    ]  # fmt: skip


def lacking_columns() -> list[Column[LackingLine]]:
    return [
        Column(_("Agent"), lambda one: f"{one.who.name} {one.who.no}"),
        Column(_("Team"), lambda one: one.who.team),
        Column(
            _("Inspected so far"), lambda one: one.who.inspections,
            lambda one: _("{n} of {least}").format(n=one.who.inspections, least=one.who.least),
            right=True,
        ),
        Column(
            _("In the plan"), lambda one: one.planned, lacking_note,
            tone=lambda one: Tone.PLAIN if one.planned else Tone.WARN,
            icon=lambda one: "" if one.planned else "warning",
        ),
        Column(_("Days left"), lambda one: one.who.days_left, right=True),
        Column("", lambda _one: None),
    ]  # fmt: skip


def draw_columns() -> list[Column[DrawRow]]:
    return [
        Column(_("Drawn"), lambda one: one.drawn_at, lambda one: dates.stamp(one.drawn_at)),
        Column(_("Drawn by"), lambda one: one.drawn_by),
        Column(_("Per agent"), lambda one: one.per_agent, right=True),
        Column(
            _("Out of"), lambda one: one.contacts,
            lambda one: (
                _("{n} contacts").format(n=f"{one.contacts:,}")
                if one.contacts
                else _("agents and weeks")
            ),
        ),
        Column(_("Seed"), lambda one: one.seed, right=True),
        Column(_("Drawn from (SHA-256)"), lambda one: one.drawn_from),
    ]  # fmt: skip


def agent_columns(month: date, weeks: tuple[date, ...]) -> list[Column[AgentLine]]:
    return [
        Column(_("Agent"), lambda one: f"{one.name} {one.no}"),
        Column(_("Team"), lambda one: one.team),
        Column(_("Has"), lambda one: one.had, right=True),
        *(_week(at, month, week) for at, week in enumerate(weeks)),
        Column(
            _("Cannot get"), lambda one: one.missing or None,
            lambda one: f"{one.missing}: {why_words(one.why)}" if one.why else "",
            tone=lambda one: Tone.WARN if one.missing else Tone.PLAIN,
            icon=lambda one: "warning" if one.missing else "",
        ),
    ]  # fmt: skip


def _week(at: int, month: date, week: date) -> Column[AgentLine]:
    return Column(
        _due(month, week), lambda one: one.weeks[at],
        lambda one: str(one.weeks[at] or "·"), right=True,
    )  # fmt: skip


def _due(month: date, week: date) -> str:
    following = (month + timedelta(days=31)).replace(day=1)
    return due_words(due_days(week, month, following - timedelta(days=1)))


def load_columns(month: date, weeks: tuple[date, ...]) -> list[Column[LoadLine]]:
    def week(at: int) -> Column[LoadLine]:
        return Column(
            _due(month, weeks[at]), lambda one: one.weeks[at],
            lambda one: str(one.weeks[at] or "·"), right=True,
        )  # fmt: skip

    return [
        Column(_("Inspector"), lambda one: f"{one.name} {one.no}"),
        Column(_("Has"), lambda one: one.had, right=True),
        *(week(at) for at in range(len(weeks))),
        Column(_("Together"), lambda one: one.had + sum(one.weeks), right=True),
        Column("", lambda _one: None),
    ]
