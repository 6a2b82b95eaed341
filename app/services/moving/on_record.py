"""What people did in this store does not go back by an import: it stays, and is named.

What is on record is what the audit trail says of a subject. A request that is on record takes of a
workbook only what is blank in it, and where its course leads from where it stands: a workbook that
is ahead is followed, an older one undoes nothing. Other rows that are on record stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Inspection
from app.queries.facts import persons
from app.queries.keeping.trail import Entry, latest
from app.rules.calendar import CentreTime
from app.rules.course import Course
from app.rules.deeds import ROLL_CALL, Deed, Deeds
from app.rules.facts import Person
from app.rules.records import AS_KEPT
from app.rules.vocabulary import Message, msg


def _of(*subjects: str) -> Deeds:
    return frozenset(deed for deed in Deed if deed.partition(".")[0] in subjects)


SWAP = _of("swap", "taking_back")
LEAVE = _of("leave", "giving_up") | {Deed.CERTIFICATE_HAND_IN}
PERSON = _of("person")
SHIFT: Deeds = frozenset({Deed.SHIFT_ADD, Deed.SHIFT_EDIT})
CALENDAR: Deeds = frozenset({Deed.CALENDAR_SET, Deed.CALENDAR_CLEAR})
ATTENDANCE = ROLL_CALL
HANDOVER = _of("handover")
CARD: Deeds = frozenset({Deed.CARD_KEEP, Deed.CARD_REMOVE})
INSPECTION = _of("inspection") - {
    Deed.INSPECTION_BEGIN, Deed.INSPECTION_HAND_BACK, Deed.INSPECTION_LOOK,
}  # fmt: skip
BOOKS: Mapping[str, Deeds] = {
    "bulletin": frozenset({Deed.BULLETIN_PUBLISH, Deed.BULLETIN_END}),
    "desk": _of("seat"),
    "duty": _of("duty"),
    "duty_log": _of("duty_log"),
    "roll_call": _of("roll_call"),
    **{kind: _of(kind) for kind in ("item", "report", "complaint", "visitor")},
}
"""What puts a row of the daily books on record, by the kind that its subject begins with."""
_UNDECIDED: Deeds = frozenset(
    {
        *(Deed.SWAP_OFFER, Deed.SWAP_EXPIRE, Deed.SWAP_IMPORT),
        *(Deed.LEAVE_FILE, Deed.LEAVE_EXPIRE, Deed.LEAVE_IMPORT, Deed.CERTIFICATE_HAND_IN),
    }
)
"""After these nobody has decided anything yet, or time or a workbook has."""
_BLANK = (None, "", False)


@dataclass(slots=True)
class Here:
    """What is on record in the store, and what an import has left as it is for it."""

    session: Session
    time: CentreTime
    left: list[Message] = field(default_factory=list)
    _read: dict[Deeds, Mapping[str, Entry]] = field(default_factory=dict)
    _people: Mapping[str, Person] | None = None
    _noted: set[str] = field(default_factory=set)
    _versions: Mapping[str, Entry] | None = None

    def record(self, deeds: Deeds) -> Mapping[str, Entry]:
        """The latest of `deeds` for each subject; read once."""
        if deeds not in self._read:
            self._read[deeds] = latest(self.session, deeds)
        return self._read[deeds]

    @property
    def people(self) -> Mapping[str, Person]:
        """Everybody in the store, by number; read once."""
        if self._people is None:
            self._people = persons(self.session)
        return self._people

    def stays(self, deeds: Deeds, subject: str, what: Message) -> bool:
        """Whether a row stays as it is, because one of `deeds` was done to it here; it is noted."""
        entry = self.record(deeds).get(subject)
        if entry is not None:
            self.leave(entry, what)
        return entry is not None

    def leave(self, entry: Entry, what: Message) -> None:
        """Note that something stays; `what` still wants the `{day}` on which it was done."""
        day = self.time.local_date(entry.at)
        self.left.append(Message(what.msgid, {**what.params, "day": day}))

    def leave_request(self, entry: Entry, no: str) -> None:
        """Note that the request `no` stays as it is."""
        if entry.deed in _UNDECIDED:
            self.leave(entry, msg("{no} was changed here on {day}: left as it is.", no=no))
        else:
            self.leave(entry, msg("{no} was decided here on {day}: left as it is.", no=no))

    def goes_on(
        self, course: Course[Any, Any], there: Iterable[Any], stated: Iterable[Any]
    ) -> bool:
        """Whether what is stated of a request undoes nothing that stands: blanks are filled in,
        and its state is one to which its course leads."""
        return all(
            self.same(old, new)
            or (_leads(course, old, new) if isinstance(old, course.states) else old in _BLANK)
            for old, new in zip(there, stated, strict=True)
        )

    def keeps(self, subject: str, there: Iterable[Any], stated: Iterable[Any]) -> bool:
        """Whether a row of the books stays as it is: one on record takes of a workbook only what
        is blank in it. It is noted."""
        kind, _, no = subject.partition(":")
        entry = self.record(BOOKS[kind]).get(subject)
        if entry is None or all(
            self.same(old, new) or old in _BLANK for old, new in zip(there, stated, strict=True)
        ):
            return False
        self.leave(entry, msg("{no} was changed here on {day}: left as it is.", no=no))
        return True

    def keeps_inspection(self, no: str) -> bool:
        """Whether an inspection was scored, appealed or decided here: it stays whole, with the
        revisions that it has (QA-5). It is noted once."""
        entry = self.record(INSPECTION).get(f"inspection:{no}")
        if entry is None:
            return False
        self._note(entry, no)
        return True

    def keeps_card(self, item: tuple[Any, ...]) -> bool:
        """Whether an item (card, version, code) is of a version that was made here, or that
        somebody scored by here. The version is noted once."""
        no = "{}/{}".format(*item)
        entry = self.record(CARD).get(f"card:{no}")
        if entry is None or entry.deed is Deed.CARD_REMOVE:
            entry = self._scored_by(no)
        if entry is None:
            return False
        self._note(entry, no)
        return True

    def _note(self, entry: Entry, no: str) -> None:
        if no not in self._noted:
            self._noted.add(no)
            self.leave(entry, msg("{no} was changed here on {day}: left as it is.", no=no))

    def _scored_by(self, version: str) -> Entry | None:
        """What was done here to an inspection by that version of a card, of one of them."""
        if self._versions is None:
            one, record = Inspection, self.record(INSPECTION)
            query = select(one.inspection_no, one.card, one.card_version).where(one.card != "")
            self._versions = {
                f"{card}/{at}": entry
                for no, card, at in self.session.execute(query)
                if (entry := record.get(f"inspection:{no}"))
            }
        return self._versions.get(version)

    def same(self, old: Any, new: Any) -> bool:
        """Whether a workbook could not tell the two apart: it states the minute."""
        if isinstance(old, datetime) and isinstance(new, datetime):
            return self.time.wall_minute(old) == self.time.wall_minute(new)
        return bool(old == new)


def _leads(course: Course[Any, Any], there: Any, stated: Any) -> bool:
    """What has expired nobody has decided: it may have been decided elsewhere in time."""
    state = AS_KEPT.get(there, there)
    if state is stated:
        return True
    if state is course.states("expired"):
        return stated is not course.opens
    return stated in _after(course, there)


def _after(course: Course[Any, Any], there: Any) -> Iterator[Any]:
    """Each state that can still come after `there`."""
    waiting, seen = [there], {there}
    while waiting:
        state = waiting.pop()
        for (before, _action), after in course.next.items():
            if before is state and after not in seen:
                seen.add(after)
                waiting.append(after)
                yield after
