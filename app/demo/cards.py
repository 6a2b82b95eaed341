"""The demo's two scorecards, and the inspections of the recent two months as scored by them.

The cards came in force in the first week of last month; what was inspected before then has the
five scores of the standard card. One item under its pass mark was left without a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from app.demo.appeals import PLAIN, appeals, fates, revised
from app.demo.inspections import SCORES, Scored
from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.demo.stage import DAY, Stage
from app.models import CardHelp, CardItem, Inspection, ItemScore
from app.rules.facts import Person
from app.rules.vocabulary import Aspect

_SINCE_DAY, PASS_MARK = 5, 60
_NA, _SLIP = 0.35, 0.025
"""How often what may be not applicable is, and how often an item goes wrong."""
_A = Aspect


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a card, in the order of the card; its code is its place."""

    heading: str
    title: str
    aspect: Aspect | None
    weight: float
    help: str
    wrong: str
    """What is said of it where it went wrong."""
    critical: bool = False
    na: bool = False
    pass_mark: float | None = None


_COMPLAINTS_JOB = "投诉"
CALLS, COMPLAINTS = "通话服务评分表", "投诉处理评分表"
CARDS: dict[str, tuple[Entry, ...]] = {
    CALLS: (
        Entry("开场与核实", "开场白完整", _A.LANGUAGE, 10,
              "报企业名、工号并问候；三项缺一扣20分。", "开场白缺工号"),
        Entry("开场与核实", "核对客户身份", None, 10,
              "办理或查询账户前核对身份；未核对即为0分。", "未按流程核对身份",
              critical=True, na=True),
        Entry("沟通", "服务态度", _A.ATTITUDE, 15,
              "不打断、不推诿，客户不满时先致歉再处理。", "打断客户两次，未致歉"),
        Entry("沟通", "语气语调", _A.TONE, 10,
              "语速每分钟160至200字，语气平稳，不上扬反问。", "语气生硬，语速偏快"),
        Entry("沟通", "归纳客户诉求", _A.SUMMARISING, 15,
              "一句话复述诉求并得到客户确认。", "未复述诉求，要点遗漏"),
        Entry("处理", "业务口径正确", None, 20,
              "与知识库现行口径一致；答错即不合格。", "资费口径与知识库不符",
              critical=True, pass_mark=70),
        Entry("处理", "应变能力", _A.ADAPTABILITY, 10,
              "客户情绪激动或问题超出权限时的处置。", "情绪激动时未安抚，直接转接", na=True),
        Entry("结束", "结束语与静默", _A.LANGUAGE, 10,
              "主动询问还有无需要；静默超过20秒须先告知。", "静默四十秒未告知"),
    ),
    COMPLAINTS: (
        Entry("受理", "受理用语", _A.LANGUAGE, 10,
              "先致歉，再表明会跟进到底。", "未致歉即询问工单"),
        Entry("受理", "安抚情绪", _A.ATTITUDE, 15,
              "听完再答，不辩解、不指责其他部门。", "急于辩解，客户情绪升级"),
        Entry("受理", "语气语调", _A.TONE, 10, "平稳、放慢，不反问。", "语气不耐烦"),
        Entry("核实", "归纳投诉要点", _A.SUMMARISING, 20,
              "时间、地点、经过、诉求四项齐全并复述。", "工单缺诉求一项"),
        Entry("核实", "不泄露内部信息", None, 15,
              "不透露工单内部意见和他人信息。", "透露了内部处理意见", critical=True),
        Entry("答复", "时限与承诺", None, 15,
              "只承诺能兑现的时限，并告知查询途径。", "承诺了无法兑现的时限", critical=True),
        Entry("答复", "应变与升级", _A.ADAPTABILITY, 15,
              "超出权限时及时升级并告知客户。", "应升级未升级", na=True),
    ),
}  # fmt: skip


def cards(stage: Stage) -> Rows:
    """The items of both cards with their help."""
    items, aside = list[Row](), list[Row]()
    for card, entries in CARDS.items():
        for at, one in enumerate(entries, start=1):
            key = {"card": card, "version": 1, "item": f"{at:02}"}
            items.append(
                {**key, "since": _since(stage), "title": one.title, "aspect": one.aspect,
                 "weight": one.weight, "critical": one.critical, "na": one.na,
                 "pass_mark": one.pass_mark}
            )  # fmt: skip
            aside.append({**key, "position": at, "heading": one.heading, "help": one.help})
    yield CardItem, items
    yield CardHelp, aside


def inspections(show: Show, keys: Keys) -> Rows:
    """The register of inspections, the scores of those that have a card, and what was said of
    appeals."""
    people = {person.no: person for person in show.cast}
    cards = {
        at: _card_of(show.stage, people[one.agent], one)
        for at, one in enumerate(show.inspections, start=1)
    }
    found = fates(show, frozenset(at for at, card in cards.items() if card))
    rows, scores, items = list[Row](), list[Row](), dict[int, str]()
    forgotten = _forgotten(show)
    for at, one in enumerate(show.inspections, start=1):
        card, fate = cards[at], found.get(at, PLAIN)
        if card:
            dice = show.stage.dice("card", one.agent, one.inspected_at)
            given = [*_scores(one, at, card, dice, silent=at == forgotten)]
            items[at], more = revised(given)
            scores.extend([*given, *more] if fate.upheld else given)
        title = CARDS[card][int(items[at]) - 1].title if card else ""
        rows.append({**_row(one, keys, at, card), **fate.columns(keys, title)})
    yield Inspection, rows
    yield ItemScore, scores
    yield from appeals(found, items, keys)


def _since(stage: Stage) -> date:
    return stage.first + _SINCE_DAY * DAY


def _card_of(stage: Stage, agent: Person, one: Scored) -> str:
    """'' before the cards came in force."""
    day = stage.time.local_date(one.inspected_at)
    if day < _since(stage):
        return ""
    return COMPLAINTS if agent.post_on(day).job_type == _COMPLAINTS_JOB else CALLS


def _row(one: Scored, keys: Keys, at: int, card: str) -> Row:
    five = dict.fromkeys(SCORES) if card else dict(zip(SCORES, one.scores, strict=True))
    return {
        "id": at, "inspection_no": f"Q-{at:05}", "agent_id": keys.people[one.agent],
        "inspector_id": keys.people[one.inspector], "inspected_at": one.inspected_at,
        "contact_ref": one.contact_ref, **five, "critical": one.critical,
        "comment": one.comment, "card": card, "card_version": 1 if card else None,
        "submitted_at": one.inspected_at,
    }  # fmt: skip


def _scores(one: Scored, at: int, card: str, dice: Random, *, silent: bool) -> Iterator[Row]:
    """Each item near what its aspect was given, or the mean of all; now and then one goes wrong."""
    by_aspect = dict(zip(SCORES, one.scores, strict=True))
    mean = sum(one.scores) / len(one.scores)
    for place, entry in enumerate(CARDS[card], start=1):
        near = by_aspect[str(entry.aspect)] if entry.aspect else mean
        score: float | None = max(65, min(100, round(near + dice.gauss(0, 3))))
        comment = ""
        mark = PASS_MARK if entry.pass_mark is None else entry.pass_mark
        if entry.na and dice.random() < _NA:
            score = None
        elif dice.random() < (_SLIP / 3 if entry.critical else _SLIP) or (silent and place == 1):
            score = mark - dice.choice((5, 10, 15, 20))
            comment = "" if silent else entry.wrong
        elif score is not None and score < mark:
            score = mark
        yield {"inspection_id": at, "revision": 1, "item": f"{place:02}", "score": score,
               "comment": comment}  # fmt: skip


def _forgotten(show: Show) -> int:
    """The inspection whose comment was forgotten: late enough to have a card."""
    return len(show.inspections) * 2 // 3
