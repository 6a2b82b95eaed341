"""What something was done to, by the name that people know it by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.rules.deeds import Deed
from app.rules.policy import KEYS
from app.rules.vocabulary import Duty
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
from app.text.words import shift_words

SUBJECTS: Mapping[str, str] = {
    "account": mark("Account"),
    "attendance": mark("Attendance"),
    "bulletin": mark("Bulletins"),
    "calendar": mark("Calendar"),
    "calibration": mark("Calibration"),
    "card": mark("Scorecard"),
    "contact": mark("Lists of contacts"),
    "day": mark("Day"),
    "complaint": mark("Complaint"),
    "delegation": mark("Delegation"),
    "department": mark("Department"),
    "checklist": mark("Checklist"),
    "duty": mark("Regular duties"),
    "duty_log": mark("Duty log"),
    "handover": mark("Handover log"),
    "inspection": mark("Inspection"),
    "item": mark("Open item"),
    "desk": mark("Desk"),
    "floor": mark("Off the floor"),
    "forecast": mark("Expected contacts"),
    "goal": mark("Service goals"),
    "leave": mark("Leave"),
    "leave_kind": mark("Kind of leave"),
    "need": mark("People needed on a shift"),
    "needs": mark("People needed"),
    "person": mark("Person"),
    "policy": mark("Policy value"),
    "roll_call": mark("Roll call"),
    "proposal": mark("Proposed training"),
    "report": mark("Report upwards"),
    "sample": mark("Sampling plan"),
    "roster": mark("Roster"),
    "roster_mapping": mark("Way of reading"),
    "shift": mark("Shift"),
    "store": mark("Store"),
    "stop": mark("Order to stop working"),
    "swap": mark("Swaps"),
    "team": mark("Team"),
    "training": mark("Training"),
    "visitor": mark("Visit"),
    "wish": mark("Wishes"),
    "work_rules": mark("Working hours rules"),
    "volume": mark("Contacts by interval"),
}
"""What one can narrow the trail by: the first part of a subject."""
_FILES = frozenset({Deed.WORKBOOK_EXPORT, Deed.WORKBOOK_IMPORT})


def kind_words(kind: str) -> str:
    """ "Swaps"; KeyError for what is no kind of subject."""
    return _(SUBJECTS[kind])


def subject_words(action: str, subject: str, names: CodeNames) -> str:
    """ "Swap S-00012", "Roster of A班, October 2026", "王芳 (1001)"."""
    brought = (Deed.ROSTER_BRING, Deed.ROSTER_LEAVES, Deed.STAFF_BRING, Deed.ATTENDANCE_BRING)
    if action in brought:
        return _("File {name}").format(name=subject)
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


def _roll_call(name: str, _names: CodeNames) -> str:
    place, _at, rest = name.rpartition("@")
    day, _slash, shift = rest.partition("/")
    department, _slash, team = place.rpartition("/")
    said = _("Roll call of {team}, {day}, {shift}")
    return said.format(team=team or department, day=day_words(day), shift=shift_words(shift))


def _delegation(key: str, names: CodeNames) -> str:
    known = names.get(f"delegation:{key}")
    return _("Delegation {names}").format(names=known) if known else _("Delegation")


def _desk(name: str, _names: CodeNames) -> str:
    found = split_day(name)
    if found is None:
        return _("Desk {no}").format(no=name)
    return _("Desk {no}, {day}").format(no=found[0], day=dates.day(found[1]))


def _of_person(sentence: str) -> Callable[[str, CodeNames], str]:
    return lambda no, names: _(sentence).format(name=person_words(no, names))


def _needs(scope: str, names: CodeNames) -> str:
    if scope == "centre":
        return _("People needed in the centre as a whole")
    return _("People needed in {place}").format(place=scope_words(scope, names))


def _work_rules(no: str, names: CodeNames) -> str:
    if no == "centre":
        return _("Working hours rules of everybody")
    return _("Working hours rules of {name}").format(name=person_words(no, names))


def _policy(key: str, _names: CodeNames) -> str:
    return policy_name(key) if key in KEYS else _("A policy value that is gone")


def _team(name: str, _names: CodeNames) -> str:
    department, _slash, team = name.rpartition("/")
    return _("Team {name}, {department}").format(name=team, department=department)


def _duty(name: str, _names: CodeNames) -> str:
    """Of "qa_week/客服部@2026-08-10", or of a duty of the centre's own by its name."""
    code, _slash, place = name.partition("/")
    called = words.title_word(Duty(code)) if code in set(Duty) else code
    place, _at, day = place.rpartition("@") if "@" in place else (place, "", "")
    told = ", ".join(part for part in (place, day_words(day) if day else "") if part)
    return _("{what} ({where})").format(what=called, where=told) if told else called


def _duty_log(name: str, _names: CodeNames) -> str:
    department, _at, day = name.rpartition("@")
    return _("Duty log of {place}, {day}").format(place=department, day=day_words(day))


def _card(name: str, _names: CodeNames) -> str:
    card, _slash, version = name.rpartition("/")
    return _("Scorecard {name}, version {version}").format(name=card, version=version)


def _sample(name: str, _names: CodeNames) -> str:
    found = split_month(name)
    if found is None:
        return name
    return _("Sampling plan of {place}, {month}").format(
        place=found[0], month=dates.month(found[1])
    )


def _forecast(name: str, _names: CodeNames) -> str:
    """Of "热线部/电话@2026-12-01"."""
    place, _at, day = name.rpartition("@")
    return _("Contacts expected: {place}, {day}").format(place=_kind(place), day=day_words(day))


def _goal(name: str, _names: CodeNames) -> str:
    return _("Service goal of {place}").format(place=_kind(name))


def _kind(name: str) -> str:
    """A department, and its job type where it is of one."""
    department, _slash, job_type = name.partition("/")
    return _("{place}, {what}").format(place=department, what=job_type) if job_type else department


def _called(sentence: str) -> Callable[[str, CodeNames], str]:
    return lambda name, _names: _(sentence).format(name=name)


_WORDED: Mapping[str, Callable[[str, CodeNames], str]] = {
    "account": _account,
    "attendance": _attendance,
    "bulletin": _called(mark("Bulletin {name}")),
    "calibration": _called(mark("Calibration {name}")),
    "card": _card,
    "complaint": _called(mark("Complaint {name}")),
    "contact": _called(mark("List of contacts {name}")),
    "day": lambda day, _names: day_words(day),
    "delegation": _delegation,
    "department": _called(mark("Department {name}")),
    "checklist": _duty,
    "duty": _duty,
    "duty_log": _duty_log,
    "handover": _called(mark("Handover log {name}")),
    "inspection": _called(mark("Inspection {name}")),
    "item": _called(mark("Open item {name}")),
    "desk": _desk,
    "floor": _of_person(mark("Off the floor: {name}")),
    "forecast": _forecast,
    "goal": _goal,
    "leave": _called(mark("Leave {name}")),
    "leave_kind": lambda code, _names: words.leave_kind(code),
    "need": lambda _id, _names: _("People needed on a shift"),
    "needs": _needs,
    "person": person_words,
    "policy": _policy,
    "roll_call": _roll_call,
    "proposal": _called(mark("Proposed training {name}")),
    "report": _called(mark("Report {name}")),
    "sample": _sample,
    "shift": _called(mark("Shift {name}")),
    "stop": _of_person(mark("Order to stop working: {name}")),
    "swap": _called(mark("Swap {name}")),
    "team": _team,
    "training": _called(mark("Training {name}")),
    "visitor": _called(mark("Visit {name}")),
    "wish": _of_person(mark("Wishes of {name}")),
    "work_rules": _work_rules,
    "volume": _called(mark("Contacts by interval, file {name}")),
}
