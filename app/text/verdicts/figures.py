"""A finding's parameters as its sentence holds them: each worded by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.rules.findings import Finding
from app.text import dates, words
from app.text.language import _, centre_time
from app.text.saying import worded

Names = Mapping[str, str]
"""Employee number -> name, for those whose name may be shown."""

_MINUTE = timedelta(minutes=1)
_PEOPLE = {"person", "by", "absent", "agent", "counterpart"}


def figures(finding: Finding, names: Names) -> dict[str, Any]:
    """Field -> text or number: the finding's own facts, its parameters, and what they imply."""
    params = raw(finding)
    shown = {name: _figure(name, value, finding.day) for name, value in params.items()}
    for field in _PEOPLE & params.keys():
        shown[field] = called(params[field], names) if params[field] else ""
    if "who" in params:
        shown["who"] = words.alternatives([called(no, names) for no in params["who"]])
    return shown


def raw(finding: Finding) -> dict[str, Any]:
    """The parameters before they are worded, with those that others imply."""
    params: dict[str, Any] = {
        "person": finding.person,
        "day": finding.day,
        "subject": finding.subject,
        "month": finding.day,
        **finding.params,
    }
    for needed, imply in _IMPLIED:
        if needed <= params.keys():
            params |= imply(params)
    return params


def called(no: str, names: Names) -> str:
    """ "王芳 (1023)", or the number where no name is known."""
    name = names.get(no)
    return _("{name} ({number})").format(name=name, number=no) if name else no


def _rest(params: Mapping[str, Any]) -> dict[str, Any]:
    minutes = params["minutes"]
    if minutes is None:
        return {}
    return {"rest": minutes, "missing": params["limit_hours"] * 60 - minutes}


def _latest(params: Mapping[str, Any]) -> dict[str, Any]:
    latest = params["latest"]
    if not isinstance(latest, datetime):
        return {}
    midnight = dates.wall(latest) == "00:00"
    return {
        "latest_is_midnight": midnight,
        "latest_day": centre_time().local_date(latest - _MINUTE),
    }


_IMPLIED: tuple[tuple[set[str], Callable[[Mapping[str, Any]], dict[str, Any]]], ...] = (
    ({"minutes", "limit_hours"}, _rest),
    ({"latest"}, _latest),
    ({"due"}, lambda p: {"due_day": centre_time().local_date(p["due"] - _MINUTE)}),
    ({"hours", "limit"}, lambda p: {"short_hours": p["limit"] - p["hours"]}),
    ({"count", "least"}, lambda p: {"missing_inspections": p["least"] - p["count"]}),
    (
        {"gap", "mine", "limit"},
        lambda p: {
            "lowest": max(1, p["mine"] - p["limit"]),
            "highest": min(5, p["mine"] + p["limit"]),
        },
    ),
)


def _figure(name: str, value: Any, near: date) -> Any:
    if value is None:
        return _("none")
    figure = _FIGURES.get(name)
    return figure(value) if figure is not None else worded(value, near)


def _or_none(value: Any) -> Any:
    return _("none") if value == "" else value


def _days(value: int | list[date]) -> str:
    """The days of a month that were counted, or a number of days."""
    if isinstance(value, int):
        return dates.days_long(value)
    return dates.days_of_month(value)


def _compact(hours: float) -> str:
    return f"{hours:g}"


_FIGURES: Mapping[str, Callable[[Any], Any]] = {
    "days": _days,
    "minutes": dates.span,
    "rest": dates.span,
    "missing": dates.span,
    "arrived": dates.wall,
    "kind": words.leave_kind,
    "month": dates.month,
    "mine": _or_none,
    "theirs": _or_none,
    "job": _or_none,
    "hours": _compact,
    "short_hours": _compact,
}
