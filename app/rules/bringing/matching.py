"""Who is meant by the people of a file: certain, proposed, or asked; never guessed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.rules.bringing.answers import NOBODY, Answers, Who, Written
from app.rules.bringing.preview import Found, Named, PersonRow
from app.rules.bringing.said import Entry, Said
from app.rules.folding import folded
from app.rules.plaintext import identifier
from app.rules.vocabulary import Message, msg

_AROUND = re.compile(r"[(（\[【][^()（）\[\]【】]{1,8}[)）\]】]|[「」『』“”\"'‘’*＊]")

_TWO = msg("Several people have this name.")
_NUMBER = msg("This number is {name}'s here.")
_OTHER_NUMBER = msg("Here this name has the number {no}.")
SHARED = msg("Several people of the file have this number.")
_LIKE = msg("Nobody is called so; somebody is without what stands beside the name.")
_UNSEEN = msg(
    "Somebody whom you may not see has this number or name; who leads there brings their roster in."
)
_NAMELESS = msg("Nobody has this number, and no name stands beside it.")
_UNKNOWN = msg("Nobody of the centre has this name or number.")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the centre, with the first and the last day employed."""

    number: str
    name: str
    hired: date
    left: date | None = None

    def employed_on(self, day: date) -> bool:
        return self.hired <= day and (self.left is None or day <= self.left)


def base_name(name: str) -> str:
    """A name without what was written beside it: 王芳(代), 「小桐」, 王芳（早）."""
    return _AROUND.sub("", name).strip() or name.strip()


def match(
    said: Said,
    known: Sequence[KnownPerson],
    answers: Answers,
    unseen: Sequence[KnownPerson] = (),
) -> Mapping[Written, PersonRow]:
    """Everybody whom the file writes, in its order.

    `known`: whom the asker may see. `unseen`: everybody else of the centre; their lines are left
    out, and neither a name nor a number of theirs is told.
    """
    return _Matching(said, known, answers, unseen).rows()


class _Matching:
    def __init__(
        self,
        said: Said,
        known: Sequence[KnownPerson],
        answers: Answers,
        unseen: Sequence[KnownPerson],
    ) -> None:
        self._unseen = {person.number for person in unseen}
        self._unseen_names = {folded(person.name) for person in unseen}
        self._answers = {_key(written): who for written, who in answers.people.items()}
        self._known = {person.number: person for person in known}
        self._days = (
            min((entry.day for entry in said.entries), default=date.min),
            max((entry.day for entry in said.entries), default=date.max),
        )
        self._named: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in known:
            self._named[folded(person.name)].append(person)
        self._first: dict[Written, Entry] = {}
        for entry in said.entries:
            self._first.setdefault(Written.of(entry), entry)
        self._entries = Counter(Written.of(entry) for entry in said.entries)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for written in self._first:
            self._bearers[identifier(written.number)].add(folded(base_name(written.name)))
        self._taken = {*self._known, *self._unseen, *(identifier(w.number) for w in self._first)}
        self._taken |= {who.number for who in answers.people.values()}
        self._next = _after((*self._known, *self._unseen))
        self._fresh: dict[str, str] = {}

    def rows(self) -> dict[Written, PersonRow]:
        return {written: self._row(written) for written in self._first}

    def _row(self, written: Written) -> PersonRow:
        told = self._answers.get(_key(written))
        if told is not None and self._is_meant(told):
            return self._settled(written, _found(told, self._known), told)
        if self._is_unseen(written, told):
            return self._left_out(written)
        number, name = self._number(written), folded(written.name)
        by_number = self._known.get(number) if number else None
        same = self._employed(self._named.get(name, ()))
        shared = bool(number) and len(self._bearers[number]) > 1
        alone = _is_blank(written) or number == identifier(written.name)
        if by_number and not shared and (by_number in same or alone):
            return self._settled(written, Found.KNOWN, Who(number))
        if by_number and by_number in same:
            return self._settled(written, Found.KNOWN, Who(number))
        if by_number and not shared:
            why = msg(_NUMBER.msgid, name=by_number.name)
            return self._asked(written, [by_number, *same], Who(number) if not same else None, why)
        if len(same) == 1:
            if not number or shared:
                return self._settled(written, Found.KNOWN, Who(same[0].number))
            why = msg(_OTHER_NUMBER.msgid, no=same[0].number)
            return self._asked(written, same, Who(same[0].number), why)
        if same:
            return self._asked(written, same, None, _TWO)
        return self._unknown(written, number, shared)

    def _is_unseen(self, written: Written, told: Who | None) -> bool:
        """Whether somebody out of sight is told, or written: by number, or by a name that nobody
        in sight has."""
        number, name = self._number(written), folded(written.name)
        if number in self._unseen or (told is not None and told.number in self._unseen):
            return True
        if number in self._known or self._named.get(name):
            return False
        base = folded(base_name(written.name))
        return name in self._unseen_names or (
            base in self._unseen_names and not self._named.get(base)
        )

    def _number(self, written: Written) -> str:
        """The number: a file that has numbers alone has them where names would stand."""
        number, name = identifier(written.number), identifier(written.name)
        alone = name.isdigit() or name in self._known or name in self._unseen
        return name if not number and alone else number

    def _is_meant(self, told: Who) -> bool:
        """Whether what was told fits: a number that is somebody else's by now is asked anew."""
        if told.number in self._unseen:
            return False
        there = self._known.get(told.number)
        if there is None:
            return not told.number or bool(told.name)
        return not told.name or folded(told.name) == folded(there.name)

    def _unknown(self, written: Written, number: str, shared: bool) -> PersonRow:
        if number == identifier(written.name):
            return self._asked(written, (), None, _NAMELESS)
        base = base_name(written.name)
        like = self._employed(self._named.get(folded(base), ()))
        if like:
            who = Who(like[0].number) if len(like) == 1 else None
            return self._asked(written, like, who, _LIKE)
        free = number and not shared and number not in self._known
        who = Who(number if free else self._free(base, alone=not number), base)
        return self._asked(written, (), who, SHARED if shared else _UNKNOWN)

    def _free(self, name: str, *, alone: bool) -> str:
        """A number that nobody has; the same for one name without a number, however written."""
        key = folded(name)
        if not alone or key not in self._fresh:
            while str(self._next) in self._taken:
                self._next += 1
            self._taken.add(str(self._next))
            if not alone:
                return str(self._next)
            self._fresh[key] = str(self._next)
        return self._fresh[key]

    def _employed(self, people: Iterable[KnownPerson]) -> list[KnownPerson]:
        """Those who were there at any time of the file; all of them where none was."""
        first, last = self._days
        found = list(people)
        return [
            person
            for person in found
            if person.hired <= last and (person.left is None or person.left >= first)
        ] or found

    def _settled(self, written: Written, found: Found, who: Who) -> PersonRow:
        return PersonRow(written, found, who, self._entries[written], self._first[written])

    def _left_out(self, written: Written) -> PersonRow:
        first, entries = self._first[written], self._entries[written]
        return PersonRow(written, Found.OUT, NOBODY, entries, first, why=_UNSEEN)

    def _asked(
        self, written: Written, people: Sequence[KnownPerson], who: Who | None, why: Message
    ) -> PersonRow:
        candidates = tuple(Named(person.number, person.name) for person in dict.fromkeys(people))
        entries, first = self._entries[written], self._first[written]
        return PersonRow(written, Found.ASKED, who, entries, first, candidates, why)


def _key(written: Written) -> tuple[str, str]:
    return (folded(written.name), identifier(written.number))


def _is_blank(written: Written) -> bool:
    return written.name in ("", written.number)


def _found(who: Who, known: Mapping[str, KnownPerson]) -> Found:
    if not who.number:
        return Found.OUT
    return Found.KNOWN if who.number in known else Found.NEW


def _after(numbers: Iterable[str]) -> int:
    """The number after the highest one that is a plain figure."""
    return max((int(no) for no in numbers if no.isascii() and no.isdigit()), default=1000) + 1
