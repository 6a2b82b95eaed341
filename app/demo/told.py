"""What the demo's people are told of their rosters and have not looked at yet, and a shift that is
on offer to all who may take it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from app.demo.accounts import AGENT
from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import Notice, ShiftOffer
from app.rules.vocabulary import OfferChoice, OfferKind, OfferStatus, Role

_CODE = "L"
_WHY = "晚高峰话务预测偏高，加一人"
_AHEAD = range(2, 10)


def told(show: Show, keys: Keys) -> Rows:
    """The rows of both."""
    yield Notice, [*_changed(show, keys), *_out(show, keys)]
    yield ShiftOffer, _offer(show, keys)


def _changed(show: Show, keys: Keys) -> list[Row]:
    """Each is told of the edits that are still ahead."""
    return [
        _notice(
            keys, edit.no, edit.made_at, "roster.changed", edit.day,
            changes=[(edit.day, edit.before, edit.after)], n=1, reason=edit.reason,
            by=_head(show, edit.no),
        )
        for edit in show.edits
        if edit.day >= show.stage.today
    ]  # fmt: skip


def _out(show: Show, keys: Keys) -> list[Row]:
    """The agent's team is told that next month's roster is published."""
    stage, team = show.stage, _team(show, AGENT)
    made_at = min(stage.at(stage.next_month - 6 * DAY, 10), stage.now)
    found = []
    for person in show.cast:
        days = [day for day in sorted(show.rota.get(person.no, {})) if day >= stage.next_month]
        if days and team not in show.drafted and _team(show, person.no) == team:
            words = {"month": stage.next_month, "n": len(days), "reason": ""}
            by = _head(show, person.no)
            if person.name != by:
                found.append(
                    _notice(keys, person.no, made_at, "roster.out", days[0], by=by, **words)
                )
    return found


def _offer(show: Show, keys: Keys) -> list[Row]:
    """One more place on a late shift of the agent's team, on a day on which the agent is off."""
    stage, mine = show.stage, show.rota[AGENT]
    days = (stage.today + at * DAY for at in _AHEAD)
    day = next((day for day in days if not {day, day + DAY} & mine.keys()), None)
    if day is None:
        return []
    leader = next(p.no for p in show.cast if p.name == _leader(show, AGENT))
    return [
        {"id": 1, "offer_no": "O-00001", "kind": OfferKind.TAKE, "team_id": _team_key(show, keys),
         "day": day, "shift_id": keys.shifts[_CODE], "absent_id": None, "leave_no": "",
         "places": 1, "taken": 0, "choice": OfferChoice.FIRST,
         "until": stage.at(day - DAY, 18), "reason": _WHY, "status": OfferStatus.OPEN,
         "made_at": stage.now, "made_by_no": leader}
    ]  # fmt: skip


def _notice(keys: Keys, no: str, at: datetime, code: str, day: date, **words: Any) -> Row:
    params = json.dumps(words, ensure_ascii=False, sort_keys=True, default=str)
    return {"person_id": keys.people[no], "at": at, "code": code, "params": params,
            "subject": f"roster:{day}", "read_at": None}  # fmt: skip


def _team(show: Show, no: str) -> str:
    return next(p for p in show.cast if p.no == no).post_on(show.stage.today).team


def _team_key(show: Show, keys: Keys) -> int:
    post = next(p for p in show.cast if p.no == AGENT).post_on(show.stage.today)
    return keys.teams[post.team_key]


def _head(show: Show, no: str) -> str:
    """The name of the head of the department of `no`, who publishes."""
    today = show.stage.today
    place = next(p for p in show.cast if p.no == no).post_on(today).department
    return next(
        person.name for person in show.cast
        if person.post_on(today).department == place
        and person.post_on(today).role is Role.DEPARTMENT_HEAD
    )  # fmt: skip


def _leader(show: Show, no: str) -> str:
    """The name of who leads the team of `no`."""
    today = show.stage.today
    team = _team(show, no)
    return next(
        person.name for person in show.cast
        if person.post_on(today).team == team and person.post_on(today).role is Role.TEAM_LEADER
    )  # fmt: skip
