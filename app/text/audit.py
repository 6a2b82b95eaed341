"""The audit trail in words: what was done, to what, from what to what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.rules.requests import RequestKind, RequestRef
from app.rules.vocabulary import LeaveStatus, Role, SwapStatus
from app.text import dates, words
from app.text.language import _, mark
from app.text.requests.kinds import request_name

ACTIONS: Mapping[str, str] = {
    "account.change_password": mark("changed the password"),
    "account.create": mark("made an account"),
    "account.disable": mark("closed an account"),
    "account.enable": mark("opened an account again"),
    "account.reset_password": mark("set a first password anew"),
    "account.set_up": mark("set up the administrator"),
    "account.sign_in": mark("signed in"),
    "account.sign_in_failed": mark("failed to sign in"),
    "account.sign_in_refused": mark("was refused at sign-in"),
    "attendance.record": mark("recorded attendance"),
    "attendance.take_back": mark("took a record of attendance back"),
    "balance.carry_over": mark("carried days of leave over"),
    "balance.expire": mark("let days of leave expire"),
    "balance.give_back": mark("gave days of leave back"),
    "balance.grant": mark("granted days of leave"),
    "balance.take": mark("took days of leave"),
    "calendar.clear": mark("cleared a day of the calendar"),
    "calendar.seed": mark("filled the calendar"),
    "calendar.set": mark("set a day of the calendar"),
    "certificate.hand_in": mark("handed a certificate in"),
    "certificate.look": mark("looked at a certificate"),
    "cover.assign": mark("assigned somebody to an open shift"),
    "delegation.end": mark("ended a delegation"),
    "delegation.make": mark("delegated decisions on leave"),
    "demo.made": mark("made the demo centre"),
    "department.add": mark("added a department"),
    "department.remove": mark("removed a department"),
    "department.rename": mark("renamed a department"),
    "giving_up.decline": mark("declined to have a leave given up"),
    "giving_up.grant": mark("let a leave be given up"),
    "giving_up.lapse": mark("let the giving up of a leave lapse"),
    "leave.approve": mark("approved a leave"),
    "leave.ask_cancel": mark("asked to give a leave up"),
    "leave.cancel": mark("gave a leave up"),
    "leave.decline": mark("declined a leave"),
    "leave.file": mark("filed a leave"),
    "leave.step": mark("approved a step of a leave"),
    "leave.withdraw": mark("withdrew a leave"),
    "leave_kind.add": mark("added a kind of leave"),
    "leave_kind.edit": mark("changed a kind of leave"),
    "need.set": mark("set the people that shifts need"),
    "person.add": mark("added a person"),
    "person.come_back": mark("took a leaving back"),
    "person.edit": mark("changed a person"),
    "person.leave": mark("recorded a leaving"),
    "person.post": mark("changed somebody's posts"),
    "policy.set": mark("set a policy value"),
    "roster.draft": mark("edited a roster's draft"),
    "roster.edit": mark("changed the published roster"),
    "roster.publish": mark("published a roster"),
    "shift.add": mark("added a shift"),
    "shift.edit": mark("changed a shift"),
    "shift.remove": mark("removed a shift"),
    "shift.restore": mark("took a shift back into use"),
    "shift.retire": mark("took a shift out of use"),
    "store.backup": mark("took a backup"),
    "store.keep": mark("set how many backups are kept"),
    "store.migrate": mark("brought the store to this version"),
    "store.restore": mark("went back to a backup"),
    "swap.agree": mark("agreed to a swap"),
    "swap.approve": mark("consented to a swap"),
    "swap.cancel": mark("cancelled a swap, as the roster moved"),
    "swap.complete": mark("put a swap into effect"),
    "swap.decline": mark("declined a swap"),
    "swap.expire": mark("let a swap expire"),
    "swap.offer": mark("asked for a swap"),
    "swap.withdraw": mark("withdrew a swap"),
    "team.add": mark("added a team"),
    "team.remove": mark("removed a team"),
    "team.rename": mark("renamed a team"),
}

SUBJECTS: Mapping[str, str] = {
    "account": mark("Account"),
    "attendance": mark("Attendance"),
    "calendar": mark("Calendar"),
    "day": mark("Day"),
    "delegation": mark("Delegation"),
    "department": mark("Department"),
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

_FIELDS: Mapping[str, str] = {
    "status": mark("state"),
    "name": mark("name"),
    "kind": mark("kind"),
    "requester": mark("requester"),
    "counterpart": mark("counterpart"),
    "gives": mark("gives"),
    "takes": mark("takes"),
    "first": mark("first day"),
    "last": mark("last day"),
    "day": mark("day"),
    "days": mark("days"),
    "shift": mark("shift"),
    "absent": mark("absent"),
    "by": mark("worked by"),
    "code": mark("code"),
    "start": mark("start"),
    "end": mark("end"),
    "night": mark("night"),
    "value": mark("value"),
    "version": mark("version"),
    "arrived_at": mark("arrived"),
    "off_post_minutes": mark("minutes off the post"),
    "hired_on": mark("hired on"),
    "left_on": mark("last day employed"),
    "posts": mark("posts"),
    "people": mark("people"),
    "person": mark("person"),
    "since": mark("since"),
    "effective_at": mark("in effect at"),
    "reason": mark("reason"),
    "ended_reason": mark("reason"),
}
"""In the order in which they are told; what has no word here comes after, as it is."""
_KEPT_BACK = frozenset({"reason", "special", "note"})
"""What a leave was asked or given up for may be medical: it is read on the request, not here."""


def action_words(action: str) -> str:
    """ "consented to a swap"; an action of another version is said as it is."""
    return _(ACTIONS[action]) if action in ACTIONS else action


def action_title(action: str) -> str:
    """As `action_words`, to begin a line with."""
    text = action_words(action)
    return text[:1].upper() + text[1:]


def subject_words(subject: str) -> str:
    """ "Swap S-00012", "Person 1023"."""
    ref = RequestRef.parse(subject)
    if ref is not None:
        return request_name(ref)
    kind, _colon, name = subject.partition(":")
    return f"{subject_kind(kind)} {name}".strip()


def subject_kind(kind: str) -> str:
    """ "Swap"."""
    scope, at, month = kind.partition("@")
    return f"{_(SUBJECTS.get(scope, scope))}{at}{month}" if at else _(SUBJECTS.get(kind, kind))


def change_words(subject: str, before: str, after: str) -> str:
    """From what to what, in one line: "state: agreed → effective; reason: short of people"."""
    old, new = _read(before), _read(after)
    ref = RequestRef.parse(subject)
    secret = _KEPT_BACK if ref is not None and ref.kind is RequestKind.LEAVE else frozenset()
    order = list(_FIELDS)
    names = sorted(
        {**old, **new}.keys() - secret,
        key=lambda name: (order.index(name) if name in _FIELDS else len(order), name),
    )
    told = (_change(name, old.get(name), new.get(name), name in old) for name in names)
    return "; ".join(part for part in told if part)


def _change(name: str, old: Any, new: Any, was_there: bool) -> str:
    if old == new or (not was_there and new in (None, "")):
        return ""
    field = _(_FIELDS[name]) if name in _FIELDS else name.replace("@", " ")
    value = _value(name, new)
    what = f"{_value(name, old)} → {value}" if was_there else value
    return _("{name}: {what}").format(name=field, what=what)


def _value(name: str, value: Any) -> str:
    match value:
        case None | "":
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case dict():
            return ", ".join(f"{_key(key)} {_value(key, item)}" for key, item in value.items())
        case list():
            return " · ".join(_value(name, item) for item in value)
        case str():
            return _text(name, value)
        case _:
            return str(value)


def _key(name: str) -> str:
    return _(_FIELDS[name]) if name in _FIELDS else name


def _text(name: str, value: str) -> str:
    if name == "status":
        states = [kind(value) for kind in (SwapStatus, LeaveStatus) if value in set(kind)]
        return words.word(states[0]) if states else value
    if name == "kind":
        return words.leave_kind(value)
    if name == "role" and value in set(Role):
        return words.word(Role(value))
    if name.endswith("_at") or name == "since":
        return _moment(value)
    return value


def _moment(value: str) -> str:
    """An instant by the centre's clock; anything else as it is."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return dates.stamp(at) if at.tzinfo is not None else value


def _read(text: str) -> dict[str, Any]:
    told = json.loads(text) if text else {}
    return told if isinstance(told, dict) else {"value": told}
