"""What something was done to, by the name that people know it by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.rules.deeds import Deed
from app.rules.policy import KEYS
from app.text import dates, words
from app.text.audit.names import (
    CodeNames,
    day_words,
    person_words,
    scope_words,
    split_day,
    split_month,
)
from app.text.language import _, mark
from app.text.rulebook import policy_name

SUBJECTS: Mapping[str, str] = {
    "account": mark("Account"),
    "attendance": mark("Attendance"),
    "calendar": mark("Calendar"),
    "day": mark("Day"),
    "delegation": mark("Delegation"),
    "department": mark("Department"),
    "handover": mark("Handover log"),
    "item": mark("Open item"),
    "leave": mark("Leave"),
    "leave_kind": mark("Kind of leave"),
    "needs": mark("People needed"),
    "person": mark("Person"),
    "policy": mark("Policy value"),
    "roster": mark("Roster"),
    "shift": mark("Shift"),
    "store": mark("Store"),
    "swap": mark("Swaps"),
    "team": mark("Team"),
}
"""What one can narrow the trail by: the first part of a subject."""
_FILES = frozenset({Deed.WORKBOOK_EXPORT, Deed.WORKBOOK_IMPORT})


def kind_words(kind: str) -> str:
    """ "Swaps"; KeyError for what is no kind of subject."""
    return _(SUBJECTS[kind])


def subject_words(action: str, subject: str, names: CodeNames) -> str:
    """ "Swap S-00012", "Roster of A班, October 2026", "王芳 (1001)"."""
    if action in _FILES:
        return _("Workbook {name}").format(name=subject)
    if (of_month := split_month(subject)) is not None:
        scope, month = of_month
        return _of_month(scope, dates.month(month), names)
    kind, _colon, name = subject.partition(":")
    if kind in _WORDED:
        return _WORDED[kind](name, names)
    return kind_words(kind) if kind in SUBJECTS else subject


def _of_month(scope: str, month: str, names: CodeNames) -> str:
    if scope == "roster":
        return _("Rosters of {month}").format(month=month)
    return _("Roster of {place}, {month}").format(place=scope_words(scope, names), month=month)


def _account(login: str, _names: CodeNames) -> str:
    known = login != "?"
    return _("Account {login}").format(login=login) if known else _("A login that nobody has")


def _attendance(name: str, names: CodeNames) -> str:
    found = split_day(name)
    if found is None:
        return name
    person = person_words(found[0], names)
    return _("Roll call of {name}, {day}").format(name=person, day=dates.day(found[1]))


def _delegation(key: str, names: CodeNames) -> str:
    known = names.get(f"delegation:{key}")
    return _("Delegation {names}").format(names=known) if known else _("Delegation")


def _needs(scope: str, names: CodeNames) -> str:
    if scope == "centre":
        return _("People needed in the centre as a whole")
    return _("People needed in {place}").format(place=scope_words(scope, names))


def _policy(key: str, _names: CodeNames) -> str:
    return policy_name(key) if key in KEYS else _("A policy value that is gone")


def _team(name: str, _names: CodeNames) -> str:
    department, _slash, team = name.rpartition("/")
    return _("Team {name}, {department}").format(name=team, department=department)


def _called(sentence: str) -> Callable[[str, CodeNames], str]:
    return lambda name, _names: _(sentence).format(name=name)


_WORDED: Mapping[str, Callable[[str, CodeNames], str]] = {
    "account": _account,
    "attendance": _attendance,
    "day": lambda day, _names: day_words(day),
    "delegation": _delegation,
    "department": _called(mark("Department {name}")),
    "handover": _called(mark("Handover log {name}")),
    "item": _called(mark("Open item {name}")),
    "leave": _called(mark("Leave {name}")),
    "leave_kind": lambda code, _names: words.leave_kind(code),
    "needs": _needs,
    "person": person_words,
    "policy": _policy,
    "shift": _called(mark("Shift {name}")),
    "swap": _called(mark("Swap {name}")),
    "team": _team,
}
