"""A finding's figures as its sentence holds them: each worded by its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from string import Formatter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from app.rules.figures import figure
from app.rules.figures.codes import spoken_fields
from app.rules.findings import Finding
from app.text import dates, words
from app.text.language import _, centre_time
from app.text.saying import worded

Names = Mapping[str, str]
"""Employee number -> name, for those whose name may be shown."""

OWN_FIELDS: Mapping[str, Any] = {
    "person": figure.EmployeeNo, "day": date, "month": figure.Month, "subject": str,
}  # fmt: skip
"""What every finding says besides its figures; `month` is that of the day, save where counted."""
_MINUTE = timedelta(minutes=1)


def filled(sentence: str, finding: Finding, names: Names) -> str:
    """The translated sentence with the figures that it speaks of."""
    types = {**OWN_FIELDS, **spoken_fields(finding.code)}
    return sentence.format(
        **{name: _figure(finding, name, types[name], names) for name in spoken_of(sentence)}
    )


def spoken_of(sentence: str) -> set[str]:
    """The fields that a sentence names."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name}


def called(no: str, names: Names) -> str:
    """ "王芳 (1023)", or the number where no name is known."""
    return words.named(names.get(no, ""), no)


def _figure(finding: Finding, name: str, kind: Any, names: Names) -> Any:
    value = _value(finding, name)
    if value is None:
        return _("none")
    return _worded(value, _sure(kind), finding.day, names)


def _value(finding: Finding, name: str) -> Any:
    if name in spoken_fields(finding.code):
        return getattr(finding.figures, name)
    return finding.day if name == "month" else getattr(finding, name)


def _sure(kind: Any) -> Any:
    """The type of a value that is there."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    return next(one for one in get_args(kind) if one is not NoneType)


def _worded(value: Any, kind: Any, near: date, names: Names) -> Any:
    if kind is figure.EmployeeNo:
        return called(value, names)
    if kind == tuple[figure.EmployeeNo, ...]:
        return words.alternatives([called(no, names) for no in value])
    if kind == tuple[date, ...]:
        return dates.days_of_month(value)
    if kind is figure.EndOfDay:
        return dates.day(centre_time().local_date(value - _MINUTE), near)
    say = _SAYINGS.get(kind)
    return say(value) if say is not None else worded(value, near)


def _job_type(value: str) -> str:
    return value or _("none")


def _compact(hours: float) -> str:
    return f"{hours:g}"


_SAYINGS: Mapping[Any, Callable[[Any], Any]] = {
    figure.KindOfLeave: words.leave_kind,
    figure.ShiftCode: words.shift_words,
    figure.JobType: _job_type,
    figure.Minutes: dates.span,
    figure.Hours: _compact,
    figure.Days: dates.days_long,
    figure.Month: dates.month,
    figure.TimeOfDay: dates.wall,
}
