"""The demo's trainings that quality called for: one was held, one is to be held; and the last
weekly summary, with the figures of its week (QA-6)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.demo.duties import HELD_FOR_QUALITY, held_days
from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY
from app.models import DutyDone, ProposedTrainee, ProposedTraining
from app.queries.quality.weeks import quality_of_week
from app.rules.calendar import CentreTime
from app.rules.scorecards.week import ItemProblem, WeekQuality
from app.rules.vocabulary import Duty, Role

_WEEK = 7 * DAY
_TO_HOLD = "核对客户身份情景演练"
_WHY = "连续数周有人漏核对客户身份，需集中演练。"
_FAST = "语速偏快，两周内多人。"
_NAMED = 3


def proposals(show: Show, keys: Keys) -> Rows:
    """The rows of what was proposed in the first department."""
    department = show.script.departments[0].name
    staff = [one for one in show.cast if one.employed_on(show.stage.today)]
    here = [one for one in staff if one.post_on(show.stage.today).department == department]
    inspector = next(one for one in here if one.post_on(show.stage.today).role is Role.QA_INSPECTOR)
    agents = [one for one in here if one.post_on(show.stage.today).role is Role.AGENT]
    held_on = held_days(show)[-1]
    common = {
        "department_id": keys.departments[department],
        "proposed_by_id": keys.people[inspector.no],
        "dropped": "",
    }
    last_week = _monday(show.stage.today) - _WEEK
    yield ProposedTraining, [
        common | _proposed(1, show, _monday(held_on) - _WEEK, HELD_FOR_QUALITY, _FAST)
        | {"training_no": f"T-{held_on:%Y%m}-01", "version": 2},
        common | _proposed(2, show, last_week, _TO_HOLD, _WHY) | {"training_no": "", "version": 1},
    ]  # fmt: skip
    named = show.stage.dice("proposal").sample(agents, min(_NAMED, len(agents)))
    yield ProposedTrainee, [{"proposed_id": 2, "person_id": keys.people[one.no]} for one in named]


def _proposed(key: int, show: Show, week: date, title: str, why: str) -> Row:
    day = week + _WEEK
    following = (day.replace(day=1) + 31 * DAY).replace(day=1)
    return {
        "id": key, "week": week, "title": title, "why": why, "due_on": following - DAY,
        "proposed_at": min(show.stage.at(day, 9, 20), show.stage.now),
    }  # fmt: skip


def write_summary(session: Session, time: CentreTime, department_id: int, name: str) -> None:
    """Put the figures of its week into the last weekly summary that was handed in."""
    row = DutyDone
    query = select(row.id, row.due_on).where(
        row.duty == Duty.QA_WEEK, row.department_id == department_id
    )
    last = session.execute(query.order_by(row.due_on.desc()).limit(1)).first()
    if last is None:
        return
    week = quality_of_week(session, time, last.due_on - _WEEK, name)
    session.connection().execute(update(row).where(row.id == last.id).values(text=_summary(week)))


def _summary(week: WeekQuality) -> str:
    problems = [_line(one) for one in week.items[:3]] or ["本周各项均达标。"]
    return "\n".join([
        f"质检{week.inspections}通，涉及{week.people}人，不合格{week.failed}通。"
        f"前四周{week.inspections_before}通，不合格{week.failed_before}通。",
        "", "共性问题：", *problems,
        "", "分析：", "本周次数少，与前四周的差别多属偶然，继续观察。",
        "", "培训计划：", f"{_TO_HOLD}，月底前完成。",
    ])  # fmt: skip


def _line(one: ItemProblem) -> str:
    week, before = one.week, one.before
    told = f"{one.item.title}：{week.scored}次评分中{week.under}次不及格"
    return f"{told}，前四周{before.scored}次中{before.under}次。"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
