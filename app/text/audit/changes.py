"""From what to what, in one line: "state: agreed → effective; reason: short of people"."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.rules.calendar import read_instant
from app.rules.deeds import Deed
from app.rules.requests import RequestKind, RequestRef
from app.rules.vocabulary import (
    Counting,
    DayKind,
    LeaveStatus,
    ReportState,
    Role,
    Section,
    SwapStatus,
    Upwards,
)
from app.text import dates, words
from app.text.audit.fields import (
    CHECKSUMS,
    DATES,
    FIELDS,
    KEPT_BACK,
    NEVER_TOLD,
    PEOPLE,
    SHEETS,
)
from app.text.audit.names import (
    CodeNames,
    day_words,
    person_words,
    scope_words,
    split_day,
    split_month,
)
from app.text.language import _, mark

_ENDS = 8
_UPWARDS: Mapping[str, str] = {
    Upwards.LONG: mark("when it is long"),
    Upwards.ALWAYS: mark("always"),
    Upwards.NEVER: mark("never"),
}


def _is_of_leave(subject: str) -> bool:
    ref = RequestRef.parse(subject)
    return ref is not None and ref.kind.file is RequestKind.LEAVE


def change_words(action: str, subject: str, before: str, after: str, names: CodeNames) -> str:
    """What `before` and `after` (JSON or "") say has become another, "; " between the details."""
    old, new = _read(before), _read(after)
    kept_back = NEVER_TOLD | (KEPT_BACK if _is_of_leave(subject) else frozenset())
    order = list(FIELDS)
    told = sorted(
        {**old, **new}.keys() - kept_back,
        key=lambda name: (order.index(name) if name in FIELDS else len(order), name),
    )
    telling = _Telling(action, names)
    parts = (telling.change(name, old.get(name), new.get(name), name in old) for name in told)
    return "; ".join(part for part in parts if part)


def checksums(before: str, after: str) -> Sequence[str]:
    """The checksums among the details, whole; in words they are shortened."""
    told = {**_read(before), **_read(after)}
    return [str(told[name]) for name in FIELDS if name in CHECKSUMS and name in told]


def short(checksum: str) -> str:
    """ "18098e82…2e39da7d": the ends tell it from another."""
    return f"{checksum[:_ENDS]}…{checksum[-_ENDS:]}" if len(checksum) > 2 * _ENDS else checksum


class _Telling:
    """The details of one entry."""

    def __init__(self, action: str, names: CodeNames) -> None:
        self._action, self._names = action, names

    def change(self, name: str, old: Any, new: Any, was_there: bool) -> str:
        if old == new or (not was_there and new in (None, "")):
            return ""
        value = self._value(name, new)
        what = f"{self._value(name, old)} → {value}" if was_there else value
        return _("{name}: {what}").format(name=self._name(name), what=what)

    def _name(self, name: str) -> str:
        if self._action == Deed.NEED_SET:
            return _("shift {code}").format(code=name)
        if name in FIELDS:
            return _(FIELDS[name])
        if name in SHEETS:
            return _(SHEETS[name])
        if (cell := split_day(name)) is not None:
            return f"{person_words(cell[0], self._names)}, {dates.day(cell[1])}"
        return self._place(name)

    def _place(self, name: str) -> str:
        """A roster's sheet ("Roster 2026-10") or scope; what another version wrote as it is."""
        of_month = split_month(name.replace("Roster ", "@", 1))
        if of_month is not None:
            return _("Roster of {month}").format(month=dates.month(of_month[1]))
        kind = name.partition(":")[0]
        return scope_words(name, self._names) if kind in ("team", "department") else name

    def _value(self, name: str, value: Any) -> str:
        match value:
            case None | "" | []:
                return "–"
            case bool():
                return _("yes") if value else _("no")
            case dict():
                told = (f"{self._name(key)} {self._value(key, one)}" for key, one in value.items())
                deep = any(isinstance(one, dict) for one in value.values())
                return (" · " if deep else ", ").join(told)
            case list():
                return " · ".join(self._value(name, one) for one in value)
            case int() if name == "to":
                return self._names.get(f"person_id:{value}", _("somebody"))
            case str():
                return self._text(name, value)
            case float():
                return f"{value:g}"
            case _:
                return str(value)

    def _text(self, name: str, value: str) -> str:
        if name in CHECKSUMS:
            return short(value)
        if name in PEOPLE:
            return person_words(value, self._names)
        if read_instant(value) is not None:
            return _moment(value)
        if name in DATES:
            return day_words(value)
        if name in ("start", "end"):
            return value[:5]  # the seconds are always nought
        if name.endswith("_at") or name == "since":
            return _moment(value)
        return self._word(name, value)

    def _word(self, name: str, value: str) -> str:
        if name == "status":
            return _first_word(value, SwapStatus, LeaveStatus, ReportState)
        if name == "section":
            return _first_word(value, Section)
        if name == "role":
            return _first_word(value, Role)
        if name == "kind" and self._action.startswith("calendar."):
            return _first_word(value, DayKind)
        if name == "kind":
            return words.leave_kind(value)
        if name == "counting" and value in set(Counting):
            return words.word(Counting(value))
        if name == "director" and value in _UPWARDS:
            return _(_UPWARDS[value])
        return value


_Kind = type[SwapStatus | LeaveStatus | ReportState | Role | DayKind | Section]


def _first_word(value: str, *kinds: _Kind) -> str:
    """The word of the first vocabulary that has the value; the value where none has."""
    members = [kind(value) for kind in kinds if value in set(kind)]
    return words.word(members[0]) if members else value


def _moment(value: str) -> str:
    """An instant by the centre's clock, a date in words; anything else as it is."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return dates.stamp(at) if at.tzinfo is not None else day_words(value)


def _read(text: str) -> dict[str, Any]:
    told = json.loads(text) if text else {}
    return told if isinstance(told, dict) else {"value": told}
