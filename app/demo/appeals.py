"""What has become of the demo's inspections: acknowledged, appealed against, decided on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.demo.keys import Keys, Row, Rows
from app.demo.show import Show
from app.models import AppealPoint, AppealStep
from app.rules.vocabulary import AppealStepKind, Role

_K = AppealStepKind
_DAYS = 5
"""QA-5's."""
_ALONE = 0.08
"""How often nobody says anything."""
_RAISED = 15
_AWAITED = 1
"""The place among the first team's agents of whose latest inspection is still to acknowledge."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one inspection. `said`: kind, who and when and what, in order."""

    acknowledged_at: datetime | None = None
    reason: str = ""
    said: tuple[tuple[AppealStepKind, str, datetime, str], ...] = field(default=())

    @property
    def appealed_at(self) -> datetime | None:
        return self.said[0][2] if self.said else None

    @property
    def decided(self) -> tuple[AppealStepKind, str, datetime, str] | None:
        last = self.said[-1] if self.said else None
        return last if last and last[0] in (_K.UPHELD, _K.REJECTED) else None

    @property
    def upheld(self) -> bool:
        return self.decided is not None and self.decided[0] is _K.UPHELD

    def columns(self, keys: Keys, item: str) -> Row:
        """Of the inspection's own row; `item`: what the item appealed against is called."""
        decided = self.decided
        return {
            "acknowledged_at": self.acknowledged_at, "appealed_at": self.appealed_at,
            "appeal": f"{item}：{self.reason}" if self.said else "",
            "decided_by_id": None if decided is None else keys.people[decided[1]],
            "decided_at": None if decided is None else decided[2], "upheld": self.upheld,
        }  # fmt: skip


PLAIN = Fate()
_STORIES = (
    ("open", "录音3分12秒处已按要求处理，请复听", "", ""),
    ("answered", "客户情绪激动、多次打断，请酌情考虑",
     "已复听两遍，客户打断属实，但处置仍未到位", ""),
    ("rejected", "与同类录音相比扣分偏重", "尺度与校准一致，本通确有此问题",
     "听录音两遍，评分有据，维持原分"),
    ("upheld", "录音2分40秒处已补做，评分时漏听", "复听后确有补做", "复听属实，改分"),
)  # fmt: skip
"""How far each goes, the agent's reason, the inspector's answer, the head's words."""


def fates(show: Show, carded: frozenset[int]) -> Mapping[int, Fate]:
    """Place of an inspection, from 1 -> what became of it; `carded`: those with a card."""
    now, found = show.stage.now, dict[int, Fate]()
    dice = show.stage.dice("acknowledged")
    for at, one in enumerate(show.inspections, start=1):
        after = one.inspected_at + timedelta(hours=dice.randrange(3, 60))
        silent = dice.random() < _ALONE
        if after < now and not silent:
            found[at] = Fate(acknowledged_at=after)
    for at, fate in zip(_chosen(show, carded), _appeals(show, carded), strict=False):
        found[at] = fate
    for at in _awaited(show):
        found[at] = PLAIN
    return found


def _awaited(show: Show) -> Iterator[int]:
    agents = [one.no for one in show.cast if one.posts[-1].role is Role.AGENT]
    wanted = sorted(agents)[_AWAITED - 1]
    mine = [at for at, one in enumerate(show.inspections, start=1) if one.agent == wanted]
    yield from mine[-1:]


def _chosen(show: Show, carded: frozenset[int]) -> Iterator[int]:
    """Two of the last days, two whose days are over: of the first department, an agent each."""
    stage, taken = show.stage, {*_awaited(show)}
    agents = {show.inspections[at - 1].agent for at in taken}
    first = next(part.name for part in show.script.departments)
    people = {one.no: one for one in show.cast}
    for recent in (True, True, False, False):
        for at in sorted(carded, key=lambda each: show.inspections[each - 1].inspected_at)[::-1]:
            one = show.inspections[at - 1]
            age = (stage.today - stage.time.local_date(one.inspected_at)).days
            there = people[one.agent].post_on(stage.today).department == first
            inspects = people[one.inspector].posts[-1].role is Role.QA_INSPECTOR
            fits = 2 <= age <= _DAYS if recent else age > 2 * _DAYS
            if fits and there and inspects and one.agent not in agents:
                agents.add(one.agent)
                yield at
                break


def _appeals(show: Show, carded: frozenset[int]) -> Iterator[Fate]:
    first = next(part.name for part in show.script.departments)
    head = next(
        one.no
        for one in show.cast
        if one.posts[-1].role is Role.DEPARTMENT_HEAD and one.posts[-1].department == first
    )
    for at, (how_far, reason, answered, decided) in zip(
        _chosen(show, carded), _STORIES, strict=False
    ):
        one = show.inspections[at - 1]
        begun = one.inspected_at + timedelta(days=1)
        said = [(_K.APPEALED, one.agent, begun, "")]
        if answered:
            said.append((_K.ANSWERED, one.inspector, begun + timedelta(hours=3), answered))
        if decided:
            kind = _K.UPHELD if how_far == "upheld" else _K.REJECTED
            said.append((kind, head, begun + timedelta(days=2), decided))
        yield Fate(None, reason, tuple(said))


def revised(rows: list[Row]) -> tuple[str, list[Row]]:
    """The item that is appealed against, the lowest that was scored; and the scores of a second
    revision, in which it is given more."""
    lowest = min((row for row in rows if row["score"] is not None), key=lambda row: row["score"])
    more = min(100, lowest["score"] + _RAISED)
    return lowest["item"], [
        {**row, "revision": 2, "score": more if row is lowest else row["score"]} for row in rows
    ]


def appeals(fates: Mapping[int, Fate], items: Mapping[int, str], keys: Keys) -> Rows:
    """What was said; `items`: place -> the item that is appealed against."""
    said = {at: fate for at, fate in sorted(fates.items()) if fate.said}
    yield AppealPoint, [
        {"inspection_id": at, "item": items[at], "reason": fate.reason}
        for at, fate in said.items()
    ]  # fmt: skip
    yield AppealStep, [
        {"inspection_id": at, "kind": kind, "by_id": keys.people[by], "at": when, "text": text}
        for at, fate in said.items()
        for kind, by, when, text in fate.said
    ]  # fmt: skip
