"""The demo's regular duties: two months of logs with their counts, what was done of each duty, who
received it, a sheet that was returned, meetings, checklists and trainings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import (
    CheckResult,
    DutyDone,
    DutyLog,
    DutyStep,
    MeetingPoint,
    MeetingPresence,
    OwnDuty,
    Training,
)
from app.rules.duties.due import DUTIES, DutyKind, due_days
from app.rules.vocabulary import Duty, DutyForm, DutyStepKind, Role

_BACK = 84
"""Days of books before today: twelve weeks, so that the half-year's day is not asked for."""
_PROBLEMS = ("工单系统卡顿十分钟，已恢复", "录音平台晚到，已补录", "耳麦更换三副", "无", "无", "无")
_CASES = ("集体咨询公交调整，已统一口径", "用户反复来电要求加急，已转部主任", "无", "无")
_NOTES = {
    Duty.WEEKLY_FIGURES: "受理量与上周持平，回访完成率98%，滞留工单逐日下降。",
    Duty.SERVICE_ANALYSIS: "本月服务规范执行良好，归纳能力有提升，语速偏快仍需纠正。",
    Duty.HALF_YEAR: "半年总结及下半年计划。",
    Duty.TRAINING: "本月培训考核情况见档案。",
    Duty.QA_WEEK: "共性问题：开场白不完整。\n分析：新人占比高。\n培训计划：周四集中演练。",
    Duty.QA_MONTH: "本月质检结果已纳入月度会议奖惩。",
}
_POINTS = (
    ("服务：开场白执行情况", "各班每日抽查五通，周五汇总。"),
    ("考勤：雨天迟到", "提前发布天气提醒，仍按规定执行。"),
    ("疑难：退费口径不一", "统一按知识库新版答复，两日内回访。"),
)
_ASKED = ("夜班交通补助怎么领", "自下月起按出勤天数发放，随工资到账，以通告告知全员。")
_CHECKS = {
    Duty.SITE_CHECK: (
        "着装、工牌", "桌椅、耳麦整齐完好", "座席上无手机、食品和无盖水杯", "环境安静",
    ),
    Duty.SAFETY_CHECK: ("电源、插座", "无明火", "文件资料受控", "消防器材有专人负责"),
}  # fmt: skip
_TRAININGS = ("新版知识库使用", "退费业务口径", "服务礼仪与语音语调")
HELD_FOR_QUALITY = _TRAININGS[-1]
"""The training that quality called for."""
_MEETING_BULLETIN = "班务会答复"
"""How the bulletin begins that came of a meeting (the script has it)."""
_FAILS = 9
"""Every so many checks a line failed."""
_MISSED_LOG = 9
_OWN = "茶水间消毒"


@dataclass(frozen=True, slots=True)
class _Done:
    """One row of what was done, with what belongs to it."""

    key: int
    kind: DutyKind
    department: str
    team: str
    due_on: date
    by: str
    at: datetime
    received_by: str = ""
    received_at: datetime | None = None
    returned: str = ""


def duties(show: Show, keys: Keys) -> Rows:
    """The rows of the duties' tables."""
    books = _Books(show, keys)
    yield DutyLog, [*books.logs()]
    yield OwnDuty, [books.own()]
    yield DutyDone, [books.row(one) for one in books.done]
    yield DutyStep, [step for one in books.done for step in books.steps(one)]
    yield CheckResult, [row for one in books.done for row in books.checks(one)]
    yield MeetingPoint, [row for one in books.done for row in books.points(one)]
    yield MeetingPresence, [row for one in books.done for row in books.present(one)]
    yield Training, [*books.trainings()]


def held_days(show: Show) -> list[date]:
    """The days of the first department's trainings."""
    return [show.stage.today - (70 - 28 * at) * DAY for at in range(len(_TRAININGS))]


class _Books:
    """Twelve weeks of every department's duties."""

    def __init__(self, show: Show, keys: Keys) -> None:
        self.show, self.keys, self.stage = show, keys, show.stage
        self.first = show.stage.today - _BACK * DAY
        self.main = show.script.departments[0].name

    @cached_property
    def done(self) -> list[_Done]:
        planned = (one for department in self.keys.departments for one in self._of(department))
        return [one for one in planned if one is not None]

    # -- who ---------------------------------------------------------------------------------

    def who(self, role: Role, department: str, day: date, team: str = "") -> list[str]:
        """The numbers of those with the role there on a day."""
        return [
            person.no
            for person in self.show.cast
            if person.employed_on(day)
            and (post := person.post_on(day)).role is role
            and (role is Role.CENTRE_DIRECTOR or post.department == department)
            and team in ("", post.team)
        ]

    def doer(self, kind: DutyKind, department: str, team: str, day: date) -> str:
        """Whose turn it is that day."""
        role = kind.doer or Role.AGENT
        people = self.who(role, department, day, team)
        people = people or self.who(Role.DEPARTMENT_HEAD, department, day)
        return people[day.toordinal() % len(people)]

    # -- what was done -----------------------------------------------------------------------

    def _of(self, department: str) -> Iterator[_Done | None]:
        key = 1000 * self.keys.departments[department]
        for duty, kind in DUTIES.items():
            for team in self._teams(kind, department):
                stage = self.stage
                days = due_days(duty, self.first, stage.today, stage.holidays, stage.workdays)
                for day in days:
                    key += 1
                    yield self._one(key, kind, department, team, day)

    def _teams(self, kind: DutyKind, department: str) -> list[str]:
        if not kind.of_team:
            return [""]
        return [team for name, team in self.keys.teams if name == department]

    def _one(self, key: int, kind: DutyKind, department: str, team: str, day: date) -> _Done | None:
        """Most are done in time; what is due today still is, save for the morning's watering."""
        stage, duty = self.stage, Duty(kind.code)
        ago = (stage.today - day).days
        if (ago == 0 and duty is not Duty.WATERING) or self._is_missed(duty, department, ago):
            return None
        late = duty is Duty.WEEKLY_FIGURES and department == self.main and 7 <= ago < 14
        hour = 8 if duty is Duty.WATERING else 15
        at = stage.at(day + DAY if late else day, hour, 5 + key % 50)
        if at > stage.now:
            return None
        by = self.doer(kind, department, team, day)
        returned = duty is Duty.QA_WEEK and department == self.main and ago < 7
        receiver = self._receiver(kind, department, day, ago)
        return _Done(
            key=key,
            kind=kind,
            department=department,
            team=team,
            due_on=day,
            by=by,
            at=at,
            received_by="" if returned else receiver,
            received_at=at + DAY if receiver and not returned else None,
            returned="请补充下周培训计划的时间和人员。" if returned else "",
        )

    def _is_missed(self, duty: Duty, department: str, ago: int) -> bool:
        """A few were forgotten."""
        if department != self.main:
            return False
        return (duty is Duty.SAFETY_CHECK and 14 <= ago < 21) or (
            duty is Duty.SITE_CHECK and ago == 1
        )

    def _receiver(self, kind: DutyKind, department: str, day: date, ago: int) -> str:
        """Who received it; the latest still wait."""
        if kind.receiver is None or ago < 4:
            return ""
        return next(iter(self.who(kind.receiver, department, day)), "")

    # -- rows --------------------------------------------------------------------------------

    def row(self, one: _Done) -> Row:
        people = self.keys.people
        return {
            "id": one.key, "duty": one.kind.code,
            "department_id": self.keys.departments[one.department],
            "team_id": self.keys.teams.get((one.department, one.team)),
            "due_on": one.due_on, "done_at": one.at, "done_by_id": people[one.by],
            "received_by_id": people.get(one.received_by), "received_at": one.received_at,
            "text": _NOTES.get(Duty(one.kind.code), ""),
            "returned_at": self._returned_at(one), "returned": one.returned,
            "bulletin_id": self._bulletin(one), "version": 2 if one.returned else 1,
        }  # fmt: skip

    def steps(self, one: _Done) -> Iterator[Row]:
        people = self.keys.people
        yield self._step(one, DutyStepKind.DONE, people[one.by], one.at, "")
        if one.returned:
            head = self.who(Role.DEPARTMENT_HEAD, one.department, one.due_on)[0]
            at = self._returned_at(one)
            yield self._step(one, DutyStepKind.RETURNED, people[head], at, one.returned)
        if one.received_by:
            yield self._step(
                one, DutyStepKind.RECEIVED, people[one.received_by], one.received_at, ""
            )

    def _step(self, one: _Done, kind: DutyStepKind, by: int, at: datetime | None, text: str) -> Row:
        return {"done_id": one.key, "kind": kind, "by_id": by, "at": at, "text": text}

    def _returned_at(self, one: _Done) -> datetime | None:
        return min(one.at + DAY, self.stage.now) if one.returned else None

    def _bulletin(self, one: _Done) -> int | None:
        """The meeting before the script's bulletin is the one that agreed on it."""
        if one.kind.code != Duty.LEADERS_MEETING or one.department != self.main:
            return None
        told = enumerate(self.show.script.bulletins, start=1)
        found = next(
            ((at, it.days_ago) for at, it in told if it.title.startswith(_MEETING_BULLETIN)), None
        )
        ago = (self.stage.today - one.due_on).days
        return found[0] if found and 0 <= ago - found[1] < 7 else None

    def logs(self) -> Iterator[Row]:
        for department, key in self.keys.departments.items():
            dice = self.stage.dice("duty logs", department)
            backlog = 8
            for ago in range(_BACK, 0, -1):
                day = self.stage.today - ago * DAY
                weekend = day.weekday() > 4
                backlog = max(0, backlog + dice.randint(-4, 4))
                counts = {
                    "enquiries": dice.randint(210, 320) if weekend else dice.randint(340, 520),
                    "lookups": dice.randint(90, 190),
                    "outbound": dice.randint(8, 60),
                    "backlog": backlog,
                }
                texts = (dice.choice(_PROBLEMS), dice.choice(_CASES))
                if department == self.main and ago == _MISSED_LOG:
                    continue
                leaders = self.who(Role.TEAM_LEADER, department, day)
                yield {
                    "department_id": key, "day": day, "version": 1,
                    "leader_id": self.keys.people[leaders[day.toordinal() % len(leaders)]],
                    "system_problems": texts[0], "difficult_cases": texts[1], **counts,
                }  # fmt: skip

    def own(self) -> Row:
        """A duty that the first department added."""
        return {
            "code": "own_1", "name": _OWN, "department_id": self.keys.departments[self.main],
            "of_team": False, "rule": "FREQ=WEEKLY;BYDAY=WE", "on_workday": False,
            "doer": Role.TEAM_LEADER, "receiver": None, "form": DutyForm.NOTE,
            "since": self.stage.today - 10 * DAY, "ended_on": None, "version": 1,
        }  # fmt: skip

    def checks(self, one: _Done) -> Iterator[Row]:
        lines = _CHECKS.get(Duty(one.kind.code), ())
        failed = one.key % _FAILS == 0
        for position, text in enumerate(lines):
            ok = not failed or position != one.key % len(lines)
            yield {
                "done_id": one.key, "position": position, "text": text, "ok": ok,
                "person_id": None, "place": "" if ok else f"{1 + one.key % 24}号台",
                "remark": "" if ok else "已当场整改", "item_id": None,
            }  # fmt: skip

    def points(self, one: _Done) -> Iterator[Row]:
        if self._meets(one):
            points = (_ASKED, *_POINTS) if self._bulletin(one) else _POINTS
            for position, (topic, agreed) in enumerate(points):
                yield {
                    "done_id": one.key, "position": position, "topic": topic, "agreed": agreed,
                }  # fmt: skip

    def present(self, one: _Done) -> Iterator[Row]:
        if self._meets(one):
            people = self.who(Role.TEAM_LEADER, one.department, one.due_on)
            for no in people:
                yield {"done_id": one.key, "person_id": self.keys.people[no]}

    def _meets(self, one: _Done) -> bool:
        return one.kind.code in (Duty.LEADERS_MEETING, Duty.AGENTS_MEETING)

    def trainings(self) -> Iterator[Row]:
        """One a month of the first department's people."""
        for title, day in zip(_TRAININGS, held_days(self.show), strict=True):
            dice = self.stage.dice("training", title)
            for no in self.who(Role.AGENT, self.main, day):
                there = dice.random() > 0.08
                score = dice.randint(52, 100) if there else None
                yield {
                    "training_no": f"T-{day:%Y%m}-01", "title": title, "held_on": day,
                    "person_id": self.keys.people[no], "attended": there, "score": score,
                    "passed": score is not None and score >= 60, "version": 1,
                }  # fmt: skip
