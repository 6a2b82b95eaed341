"""The demo's two calibrations: one closed, whose inspectors differ, and one that is scored blind.

In the first one inspector is milder and one stricter than the other, and two items are read each in
their own way; how they are to be read was agreed afterwards. In the second half is scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from app.demo.cards import CALLS, CARDS, PASS_MARK, Entry
from app.demo.contacts import Called
from app.demo.inspections import SCORES
from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import Calibration, CardReading, Inspection, ItemScore, PlannedInspection
from app.rules.facts import Person
from app.rules.scorecards.sampling import monday
from app.rules.vocabulary import Role

_SEVERITY = (3, 0, -4, 1)
"""What each inspector adds to what another would give, in their order."""
_APART = {"05": (8, -9, -4, 2), "08": (-8, 3, 9, -3)}
"""The items that each reads in their own way."""
_READINGS = (
    ("05", "一句话复述诉求，并且客户答“是”或“对”才算确认；只复述、未等客户确认的，扣20分。"),
    ("08", "静默从坐席说完最后一个字起算；超过20秒未告知的扣15分，告知后再静默不重复扣分。"),
)
_CONTACTS, _OPEN_CONTACTS = 6, 4
_CLOSED_AGO, _OPEN_AGO = 9, 1
_DONE = (2, 4, 0, 0)
"""How many of the open one's contacts each inspector has scored."""
_MINUTES = timedelta(minutes=1)


@dataclass(slots=True)
class _Sheets:
    """The rows of what was scored and is to be; `next`: the next inspection's id."""

    show: Show
    keys: Keys
    next: int
    plans: list[Row] = field(default_factory=list)
    inspections: list[Row] = field(default_factory=list)
    scores: list[Row] = field(default_factory=list)


def calibrations(show: Show, keys: Keys) -> Rows:
    """After the inspections and plans, which are counted in their order; nothing where the main
    department has not two inspectors."""
    stage = show.stage
    head = next((no for no in show.chiefs if _department(show, no) == _main(show)), None)
    made: list[Row] = []
    sheets = _Sheets(show, keys, len(show.inspections) + 1)
    for at, (title, ago, count, done) in enumerate(
        [
            ("归纳诉求与静默的扣分口径", _CLOSED_AGO, _CONTACTS, (_CONTACTS,) * 4),
            ("资费投诉来电的评分尺度", _OPEN_AGO, _OPEN_CONTACTS, _DONE),
        ],
        start=1,
    ):
        day = _office_day(show, stage.today - ago * DAY)
        raters = _raters(show, day)
        contacts = _contacts(show, day, count)
        if head is None or len(raters) < 2 or len(contacts) < count:
            return
        closed = None if done is _DONE else stage.at(day + 2 * DAY, 11)
        opened = stage.at(day, 9, 20)
        made.append(
            {"id": at, "calibration_no": f"C-{at:05}", "title": title,
             "department_id": keys.departments[_main(show)], "card": CALLS, "card_version": 1,
             "opened_at": opened, "opened_by_id": keys.people[head], "closed_at": closed,
             "closed_by_id": keys.people[head] if closed else None, "version": 2 if closed else 1}
        )  # fmt: skip
        for place, rater in enumerate(raters):
            _score(sheets, at, (place, rater), contacts, opened, done[place])
    yield Calibration, made
    yield Inspection, sheets.inspections
    yield ItemScore, sheets.scores
    yield PlannedInspection, sheets.plans
    noted = stage.at(_office_day(show, stage.today - _CLOSED_AGO * DAY) + 2 * DAY, 11, 10)
    yield CardReading, [
        {"card": CALLS, "item": item, "calibration_id": 1, "text": text, "noted_at": noted,
         "noted_by_id": keys.people[str(head)]}
        for item, text in _READINGS
    ]  # fmt: skip


def _main(show: Show) -> str:
    return show.script.departments[0].name


def _department(show: Show, no: str) -> str:
    return next(one for one in show.cast if one.no == no).posts[-1].department


def _office_day(show: Show, day: date) -> date:
    """That day or the last office day before it."""
    while not show.stage.office_day(day):
        day -= DAY
    return day


def _raters(show: Show, day: date) -> list[str]:
    """Who inspected in the main department then and still does."""
    main, today = _main(show), show.stage.today
    return [one.no for one in show.cast if all(_inspects(one, main, on) for on in (day, today))][
        : len(_SEVERITY)
    ]


def _inspects(one: Person, department: str, day: date) -> bool:
    post = one.post_on(day)
    return one.employed_on(day) and (post.role, post.department) == (Role.QA_INSPECTOR, department)


def _contacts(show: Show, day: date, count: int) -> list[Called]:
    """Some of the lists that had come in by then, each of another agent of the department."""
    stage, main = show.stage, _main(show)
    people = {one.no: one for one in show.cast}
    opened = stage.time.instant(day, time(9))
    there = [
        one
        for one in show.sample.contacts
        if one.came_at <= opened
        and all(
            people[one.agent].post_on(on).department == main
            and people[one.agent].post_on(on).role is Role.AGENT
            and people[one.agent].employed_on(on)
            for on in (day, stage.today)
        )
    ][-600:]
    dice, found = stage.dice("calibration", day), dict[str, Called]()
    dice.shuffle(there)
    for one in there:
        found.setdefault(one.agent, one)
    return sorted([*found.values()][:count], key=lambda one: one.at)


def _score(
    sheets: _Sheets, calibration: int, rater: tuple[int, str], contacts: Sequence[Called],
    opened: datetime, done: int,
) -> None:  # fmt: skip
    """What one inspector has to score, and what they have scored of it."""
    place, no = rater
    keys, stage = sheets.keys, sheets.show.stage
    for at, contact in enumerate(contacts):
        scored = at < done
        begun = min(opened + (90 + 25 * at + 11 * place) * _MINUTES, stage.now - _MINUTES)
        sheets.plans.append(
            {"calibration_id": calibration, "agent_id": keys.people[contact.agent],
             "inspector_id": keys.people[no], "week": monday(stage.time.local_date(opened)),
             "contact_ref": contact.ref, "contact_at": contact.at, "seconds": contact.seconds,
             "link": contact.link, "begun_at": begun if scored else None,
             "inspection_id": sheets.next if scored else None, "version": 3 if scored else 1}
        )  # fmt: skip
        if scored:
            submitted = min(begun + 9 * _MINUTES, stage.now)
            _submit(sheets, calibration, rater, contact, submitted)


def _submit(
    sheets: _Sheets, calibration: int, rater: tuple[int, str], contact: Called, at: datetime
) -> None:
    key, keys = sheets.next, sheets.keys
    sheets.next += 1
    sheets.inspections.append(
        {"id": key, "inspection_no": f"Q-{key:05}", "agent_id": keys.people[contact.agent],
         "inspector_id": keys.people[rater[1]], "inspected_at": at, "submitted_at": at,
         "contact_ref": contact.ref, **dict.fromkeys(SCORES), "critical": False, "comment": "",
         "card": CALLS, "card_version": 1, "calibration_no": f"C-{calibration:05}"}
    )  # fmt: skip
    stage = sheets.show.stage
    heard = stage.dice("calibrated", contact.ref)
    sheets.scores += _given(heard, stage.dice("rated", contact.ref, rater[1]), rater[0], key)


def _given(heard: Random, dice: Random, place: int, key: int) -> Iterator[Row]:
    """Each item near what was to be heard, by how the inspector reads it."""
    worth = heard.choice((66, 74, 82, 88, 94))
    for number, entry in enumerate(CARDS[CALLS], start=1):
        item = f"{number:02}"
        what = worth + heard.gauss(0, 4)
        applies = not entry.na or heard.random() > 0.3
        own = _SEVERITY[place] + _APART.get(item, (0, 0, 0, 0))[place] + dice.gauss(0, 1.5)
        score = min(100, max(_least(entry), round(what + own))) if applies else None
        mark = PASS_MARK if entry.pass_mark is None else entry.pass_mark
        below = score is not None and score < mark
        yield {"inspection_id": key, "revision": 1, "item": item, "score": score,
               "comment": entry.wrong if below else ""}  # fmt: skip


def _least(entry: Entry) -> float:
    """Nobody failed a critical item."""
    mark = PASS_MARK if entry.pass_mark is None else entry.pass_mark
    return mark if entry.critical else 45
