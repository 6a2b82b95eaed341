"""A month that is written down in a few lines, and what its certificate says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from app.rules.calendar import CentreTime
from app.rules.facts import Person, Post, ShiftType
from app.rules.policy import Policy
from app.rules.rostering.certificate.judging import certify
from app.rules.rostering.certificate.records import RosterCertificate
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.scene import RosterScene
from app.rules.rostering.wishes import Wish
from app.rules.rostering.work_rules import WorkRules
from app.rules.vocabulary import Role

SHIFTS = {
    "E": ShiftType("E", "早班", time(7, 30), time(15, 30), False),
    "L": ShiftType("L", "中班", time(15, 30), time(23, 30), False),
    "N": ShiftType("N", "夜班", time(23, 30), time(7, 30), True),
    "S": ShiftType("S", "短班", time(9), time(12, 30), False),
    "W": ShiftType("W", "全天", time(8), time(8), True),
}
DAY = timedelta(days=1)
Broken = tuple[str, str, str]
"""Rule, employee and date, as they stand in a certificate."""


def on(text: str) -> date:
    return date.fromisoformat(text)


class CertifiedMonth:
    """November 2026, unless told, of 101, an agent of team A; its months before and after are
    known for two weeks each."""

    def __init__(self, first: str = "2026-11-01", zone: str = "Asia/Shanghai") -> None:
        self.clock = CentreTime(zone)
        begin = on(first)
        end = (begin + 31 * DAY).replace(day=1) - DAY
        self.rows: dict[str, dict[date, str]] = defaultdict(dict)
        self.scene = RosterScene(
            first=begin,
            last=end,
            open_from=end + 15 * DAY,
            known_from=begin - 14 * DAY,
            shifts=SHIFTS,
            in_service=tuple(SHIFTS),
            people={},
            roster=self.rows,
        )
        self.person("101")

    def person(self, no: str, hired: str = "2020-01-01", left: str = "", **post: Any) -> None:
        words: dict[str, Any] = {
            "since": date(2020, 1, 1), "department": "客服部", "team": "A", "role": Role.AGENT,
            "job_type": "呼入",
        }  # fmt: skip
        held = Post(**words | post)
        made = Person(no, f"员工{no}", on(hired), on(left) if left else None, (held,))
        self._change(people={**self.scene.people, no: made})

    def moves(self, no: str, since: str, **changes: Any) -> None:
        one = self.scene.people[no]
        post = replace(one.posts[-1], since=on(since), **changes)
        moved = replace(one, posts=(*one.posts, post))
        self._change(people={**self.scene.people, no: moved})

    def works(self, since: str, line: str, no: str = "101") -> None:
        """A shift a day from `since` on; a point is a day off."""
        for number, code in enumerate(line.replace(" ", "")):
            if code != ".":
                self.rows[no][on(since) + number * DAY] = code

    def rules(self, no: str = "", **values: Any) -> None:
        """Everybody's work rules, or the row of one's own."""
        book, made = self.scene.work_rules, WorkRules(**values)
        book = replace(book, own={**book.own, no: made}) if no else replace(book, everybody=made)
        self._change(work_rules=book)

    def away(self, *days: str, no: str = "101") -> None:
        self._change(leaves={**self.scene.leaves, no: frozenset(map(on, days))})

    def unknown(self, *days: date, no: str = "101") -> None:
        self._change(unknown={**self.scene.unknown, no: frozenset(days)})

    def doubled(self, day: str, own: str, no: str = "101") -> None:
        self._change(doubled={**self.scene.doubled, (no, on(day)): own})

    def need(self, shift: str, least: int, **said: Any) -> None:
        """For the centre as a whole, unless department, team or job type are said."""
        who = {name: said.pop(name, "") for name in ("department", "team", "job_type")}
        self._change(needs=(*self.scene.needs, Need(Needing(**who), shift, least, **said)))

    def wish(self, day: str, shift: str, wanted: bool, no: str = "101") -> None:
        self._change(wishes=(*self.scene.wishes, Wish(no, on(day), shift, wanted)))

    def holidays(self, *days: str) -> None:
        self._change(holidays=frozenset(map(on, days)))

    def policy(self, **values: int) -> None:
        self._change(policy=Policy(**values))

    def reaches(self, known_from: str, open_from: str) -> None:
        self._change(known_from=on(known_from), open_from=on(open_from))

    def certificate(self) -> RosterCertificate:
        return certify(self.scene, self.clock)

    def broken(self) -> list[Broken]:
        """Every rule that is broken, in the certificate's order."""
        found = self.certificate().hard
        return [(str(one.rule), one.person, one.day.isoformat()) for one in found]

    def days(self, rule: str) -> list[str]:
        """The dates on which 101 breaks one rule; nothing else may be broken."""
        found = self.broken()
        assert {(name, no) for name, no, _day in found} <= {(rule, "101")}, found
        return [day for _rule, _no, day in found]

    def _change(self, **values: Any) -> None:
        self.scene = replace(self.scene, **values)


def shown(certificate: RosterCertificate) -> Mapping[str, Any]:
    """The people of a certificate, by their numbers."""
    return {one.person: one for one in certificate.people}
