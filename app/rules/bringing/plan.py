"""What a file's roster means here: whose line it is, what each word is, and what is asked still.

Nothing is guessed that may be somebody's shift: who or what is not certain is a `Question`, with a
suggestion where there is one; everything that is not taken is named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from app.rules.bringing.said import Entry, LeftOut, Meaning, Said, Use
from app.rules.bringing.words import folded, proposed
from app.rules.edits import Codes
from app.rules.plaintext import identifier
from app.rules.vocabulary import msg
from app.rules.work import Cell

_SUFFIX = re.compile(r"[(（][^()（）]{1,6}[)）]$")
_CODE = re.compile(r"[A-Za-z0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the centre, with the first and the last day employed."""

    no: str
    name: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class KnownShift:
    """A shift that may be assigned."""

    code: str
    name: str
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class NewShift:
    """A shift that the centre does not have yet."""

    code: str
    name: str
    start: time
    end: time

    @property
    def night(self) -> bool:
        return self.end <= self.start and self.end > time(0)


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What is told once for all people who are new: their team's id and their first day."""

    team: int
    hired: date


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody told of a file, or of one like it.

    `people`: whose line it is, by number or name as written (or `Sheet!name`), as an employee's
    number; "" for a line that is not taken. `added`: the numbers of people who are new. `counts`:
    the word that counts where two stand for one person and day.
    """

    words: Mapping[str, Meaning] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    newcomers: Newcomers | None = None
    shifts: tuple[NewShift, ...] = ()
    counts: Mapping[Cell, str] = field(default_factory=dict)


class Asked(StrEnum):
    """What a question is about."""

    PERSON = "person"
    WORD = "word"
    TIMES = "times"
    """A shift that is new, and of which the file does not say the times."""
    DOUBLE = "double"
    NEWCOMERS = "newcomers"
    """Team and first day of those who are new."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only a person can tell. `about` is the written name, the word, or no@day;
    `choices` what it may be, the suggestion first."""

    asked: Asked
    about: str
    count: int
    choices: tuple[str, ...] = ()
    suggested: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class AddedPerson:
    """Somebody new, with the number that they are to have."""

    written: str
    no: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundLeave:
    """A day on which the file has somebody on leave; `kind` "" where it is not told which."""

    person: str
    day: date
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What bringing the file in would do, once nothing is asked any more."""

    cells: Mapping[Cell, str] = field(default_factory=dict)
    """By employee number and day: the shift's code, "" for a day off."""
    leaves: tuple[FoundLeave, ...] = ()
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    people: tuple[AddedPerson, ...] = ()
    shifts: tuple[NewShift, ...] = ()
    words: Mapping[str, Meaning] = field(default_factory=dict)
    """Each word of the file with what it is; those that are asked are not in it."""
    whose: Mapping[str, str] = field(default_factory=dict)
    """Each written person with the number; "" for who is not taken."""


def written(entry: Entry) -> str:
    """What a person is called in the file, for answers: the name, or the number where none is."""
    return entry.person or entry.number


def plan(
    said: Said,
    people: Sequence[KnownPerson],
    shifts: Sequence[KnownShift],
    answers: Answers = Answers(),
) -> Plan:
    """What `said` means in a centre with these people and shifts, and with what was answered."""
    who = _Who(said, people, answers)
    what = _What(said, shifts, answers)
    return _Planner(who, what, answers).plan(said)


class _Who:
    """Whose line a written name is."""

    def __init__(self, said: Said, people: Sequence[KnownPerson], answers: Answers) -> None:
        self.answers = answers
        self.known = {person.no: person for person in people}
        self._named: dict[str, list[str]] = defaultdict(list)
        for person in people:
            self._named[folded(person.name)].append(person.no)
        self._count = Counter(written(entry) for entry in said.entries)
        self._first: dict[str, Entry] = {}
        self._found: dict[tuple[str, str, str], str | None] = {}
        self.questions: dict[str, Question] = {}
        self.added: dict[str, AddedPerson] = {}

    def number(self, entry: Entry) -> str | None:
        """The employee's number; "" for a line that is not taken, None where it is asked."""
        key = (entry.sheet, entry.person, entry.number)
        if key not in self._found:
            self._found[key] = self._match(entry)
        return self._found[key]

    def _match(self, entry: Entry) -> str | None:
        name, number = entry.person, identifier(entry.number)
        for told in (f"{entry.sheet}!{name}", entry.number, name):
            if told and told in self.answers.people:
                return self._told(entry, self.answers.people[told])
            if told and told in self.answers.added:
                return self._add(entry, self.answers.added[told])
        same = self._named.get(folded(name), [])
        if number in self.known and (number in same or name in ("", entry.number)):
            return number
        if len(same) == 1 and number not in self.known:
            return same[0]
        if not same and number and number not in self.known and self.answers.newcomers:
            return self._add(entry, number)
        base = folded(_SUFFIX.sub("", name.strip()))
        near = same or self._named.get(base, [])
        self._ask(entry, near, number)
        return None

    def _told(self, entry: Entry, number: str) -> str | None:
        if number == "" or number in self.known or number in self.added:
            return number
        self._ask(entry, (), "")
        return None

    def _add(self, entry: Entry, number: str) -> str:
        name = _SUFFIX.sub("", entry.person).strip() or number
        self.added.setdefault(number, AddedPerson(written(entry), number, name))
        return number

    def _ask(self, entry: Entry, near: Sequence[str], number: str) -> None:
        about = written(entry)
        if entry.sheet and any(q.about == about and q.sheet != entry.sheet
                               for q in self.questions.values()):  # fmt: skip
            about = f"{entry.sheet}!{about}"  # two sheets, and perhaps two people
        suggested = near[0] if len(near) == 1 else "" if near else number
        self.questions.setdefault(
            about,
            Question(Asked.PERSON, about, self._count[written(entry)], tuple(near), suggested,
                     entry.sheet, entry.cell),
        )  # fmt: skip

    def employed(self, number: str, day: date) -> bool:
        if number in self.added:
            return self.answers.newcomers is None or day >= self.answers.newcomers.hired
        person = self.known[number]
        return person.first <= day and (person.last is None or day <= person.last)


class _What:
    """What a word is."""

    def __init__(self, said: Said, shifts: Sequence[KnownShift], answers: Answers) -> None:
        self._said, self._answers = said, answers
        self._codes = Codes([s.code for s in shifts], {s.code: s.name for s in shifts})
        self._by_times: dict[tuple[time, time], list[str]] = defaultdict(list)
        for shift in shifts:
            self._by_times[shift.start, shift.end].append(shift.code)
        self._count = Counter(entry.word for entry in said.entries)
        self._told = {folded(word): meaning for word, meaning in answers.words.items()}
        self.meanings: dict[str, Meaning] = {}
        self.questions: dict[str, Question] = {}
        self.new = {shift.code: shift for shift in answers.shifts}

    def meaning(self, entry: Entry) -> Meaning | None:
        """None where it is asked."""
        word = entry.word
        if word not in self.meanings and word not in self.questions:
            found = self._meaning(word)
            if found is None:
                self._ask(entry)
            else:
                self.meanings[word] = found
        return self.meanings.get(word)

    def _meaning(self, word: str) -> Meaning | None:
        told = self._told.get(folded(word))
        if told is not None:
            return told if self._is_known(told) else None
        code = self._codes.find(word)
        if code is not None:
            return Meaning(Use.SHIFT, code) if code else Meaning(Use.OFF)
        times = self._said.times.get(word)
        if times is not None:
            same = self._by_times.get(times, [])
            return Meaning(Use.SHIFT, same[0]) if len(same) == 1 else None
        guessed = proposed(word)
        return Meaning(guessed) if guessed in (Use.OFF, Use.LEAVE) else None

    def _is_known(self, told: Meaning) -> bool:
        known = told.code in self._codes.all or told.code in self.new
        return told.use is not Use.SHIFT or known

    def _ask(self, entry: Entry) -> None:
        word = entry.word
        times = self._said.times.get(word)
        told = self._told.get(folded(word))
        asked = Asked.TIMES if told is not None and times is None else Asked.WORD
        suggested = code_for(word) if times is not None else ""
        self.questions[word] = Question(
            asked, word, self._count[word], self._codes.all, suggested, entry.sheet, entry.cell
        )


def code_for(word: str) -> str:
    """A code for a new shift of that word: its first letters or figures, or its first sign."""
    plain = identifier(word).upper()
    match = _CODE.match(plain.split(" ")[0].split("班")[0])
    if match and not plain[:2].isdigit():
        return match[0]
    return re.sub(r"[^0-9A-Z\u3400-\u9fff]", "", plain)[: 4 if plain[:1].isdigit() else 1]


class _Planner:
    def __init__(self, who: _Who, what: _What, answers: Answers) -> None:
        self.who, self.what, self.answers = who, what, answers
        self.left_out: list[LeftOut] = []
        self.leaves: list[FoundLeave] = []
        self.wanted: dict[Cell, list[tuple[str, Entry]]] = defaultdict(list)

    def plan(self, said: Said) -> Plan:
        for entry in said.entries:
            self._take(entry)
        cells, doubles = self._settle()
        for cell in self._blank(said.blanks):
            cells.setdefault(cell, "")
        return Plan(
            cells=cells,
            leaves=tuple(self.leaves),
            questions=tuple(self._questions(doubles)),
            left_out=(*said.problems, *self.left_out, *said.left_out),
            people=tuple(self.who.added.values()),
            shifts=tuple(self._new_shifts()),
            words=self.what.meanings,
            whose={written(e): no for e in said.entries if (no := self.who.number(e)) is not None},
        )

    def _take(self, entry: Entry) -> None:
        meaning, number = self.what.meaning(entry), self.who.number(entry)
        if meaning is None or number is None:
            return
        if number == "":
            self._leave_out(entry, msg("This person is not taken."))
        elif not self.who.employed(number, entry.day):
            self._leave_out(entry, msg("{person} is not employed on {day}.", person=entry.person,
                                       day=entry.day))  # fmt: skip
        elif meaning.use is Use.IGNORE:
            self._leave_out(entry, msg("This word is not taken."))
        elif meaning.use is Use.LEAVE:
            self.leaves.append(FoundLeave(number, entry.day, entry.word, meaning.code))
        else:
            self.wanted[number, entry.day].append((meaning.code, entry))

    def _leave_out(self, entry: Entry, why: object) -> None:
        self.left_out.append(LeftOut(entry.sheet, entry.cell, entry.word, why))  # type: ignore[arg-type]

    def _settle(self) -> tuple[dict[Cell, str], list[Question]]:
        """One code for each cell; where several stand there, the one that was told to count."""
        cells: dict[Cell, str] = {}
        doubles: list[Question] = []
        for cell, found in self.wanted.items():
            shifts = [(code, entry) for code, entry in found if code]
            codes = list(dict.fromkeys(code for code, _entry in shifts))
            told = self.answers.counts.get(cell)
            if len(codes) > 1 and told not in codes:
                at = shifts[0][1]
                about = f"{cell[0]}@{cell[1]}"
                doubles.append(Question(Asked.DOUBLE, about, len(codes), tuple(codes), codes[0],
                                        at.sheet, at.cell))  # fmt: skip
                continue
            kept = told if told in codes else codes[0] if codes else ""
            cells[cell] = kept
            for _code, entry in shifts[1:]:
                self._leave_out(entry, msg("Another entry of this person and day counts."))
        return cells, doubles

    def _blank(self, blanks: Iterable[Entry]) -> Iterator[Cell]:
        """Days on which nothing stands for somebody whose line is taken: off, as the file has it."""
        away = {(leave.person, leave.day) for leave in self.leaves}
        for entry in blanks:
            number = self.who.number(entry)
            if number and self.who.employed(number, entry.day):
                cell = (number, entry.day)
                if cell not in away and cell not in self.wanted:
                    yield cell

    def _questions(self, doubles: list[Question]) -> Iterator[Question]:
        yield from self.what.questions.values()
        yield from self.who.questions.values()
        if self.who.added and self.answers.newcomers is None:
            yield Question(Asked.NEWCOMERS, "", len(self.who.added))
        yield from doubles

    def _new_shifts(self) -> Iterator[NewShift]:
        used = {meaning.code for meaning in self.what.meanings.values()}
        return (shift for code, shift in self.what.new.items() if code in used)
