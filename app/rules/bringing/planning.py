"""From people and meanings to the draft's cells: what changes, what is asked, what is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.rules.bringing.answers import Answers, NewShift, Written, place_of
from app.rules.bringing.leaves import is_half_day
from app.rules.bringing.matching import KnownPerson
from app.rules.bringing.meanings import UNTOLD
from app.rules.bringing.preview import (
    CellRow,
    Double,
    Found,
    LeaveRun,
    Named,
    PersonRow,
    Preview,
    SheetTaken,
    WordRow,
)
from app.rules.bringing.said import Entry, LeftOut, Meaning, Said, Use
from app.rules.folding import folded
from app.rules.vocabulary import Message, msg
from app.rules.work import Cell

_DAY = timedelta(days=1)
_NOT_TAKEN = msg("This person is not taken.")
_WORD_IGNORED = msg("This word is not taken.")
_SAME_TWICE = msg("It stands there twice, and counts once.")
_OTHER_COUNTS = msg("Another entry of this person counts on this day.")
_NOT_HIRED = msg("{name} is employed from {day} on.")
_LEFT = msg("{name} left on {day}.")
_BOUND = msg("Bound by swap {swap}: it stays as the swap left it.")


@dataclass(frozen=True, slots=True)
class RosterGround:
    """What the store has for the people and days of a file, as far as it matters."""

    held: Mapping[Cell, str] = field(default_factory=dict)
    """What the draft has now, or what is published under it; nothing for a day off."""
    published: frozenset[Cell] = frozenset()
    """The cells of months that are published."""
    bound: Mapping[Cell, str] = field(default_factory=dict)
    """Cells that an effective swap holds, with its number."""
    refused: Mapping[Cell, Message] = field(default_factory=dict)
    """Cells that the actor may not edit, with who may."""
    no_new_people: Message | None = None
    no_new_shifts: Message | None = None
    """Who may add them, where the actor may not."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """One entry for one day of somebody, with what it means."""

    entry: Entry
    meaning: Meaning

    @property
    def says(self) -> tuple[Use, str]:
        return (self.meaning.use, self.meaning.code)


def plan(
    said: Said,
    answers: Answers,
    people: Mapping[Written, PersonRow],
    words: Mapping[str, WordRow],
    known: Sequence[KnownPerson],
    ground: RosterGround,
) -> Preview:
    """What the file would bring, with what was told so far."""
    return _Plan(said, answers, people, words, known, ground).preview()


class _Plan:
    def __init__(
        self,
        said: Said,
        answers: Answers,
        people: Mapping[Written, PersonRow],
        words: Mapping[str, WordRow],
        known: Sequence[KnownPerson],
        ground: RosterGround,
    ) -> None:
        self._said, self._answers, self._ground = said, answers, ground
        self._people, self._words = people, words
        self._known = {person.number: person for person in known}
        self._left_out: list[LeftOut] = []
        self._doubles: list[Double] = []
        self._cells: list[CellRow] = []
        self._kept: list[CellRow] = []
        self._taken: list[tuple[Entry, Cell, bool]] = []
        self._leave_days: dict[tuple[str, str], dict[date, str]] = defaultdict(dict)
        self._unchanged = 0
        self._new_people = self._newcomers()

    def preview(self) -> Preview:
        claims = self._claims()
        for cell, several in claims.items():
            chosen = self._chosen(cell, several)
            if chosen is not None:
                self._take(cell, chosen)
        self._take_blanks(claims)
        problems = () if self._answers.leave_problems else self._said.problems
        knowingly = self._said.problems if self._answers.leave_problems else ()
        return Preview(
            people=tuple(self._people.values()),
            words=tuple(self._words.values()),
            doubles=tuple(self._doubles),
            cells=tuple(sorted(self._cells, key=lambda row: (row.number, row.day))),
            unchanged=self._unchanged,
            sheets=tuple(self._sheets()),
            left_out=(*self._left_out, *knowingly, *self._said.left_out),
            problems=problems,
            kept=tuple(self._kept),
            leaves=tuple(self._leaves()),
            new_people=tuple(self._new_people.values()),
            new_shifts=self._new_shifts(),
            lacking=tuple(self._lacking()),
            first=min((entry.day for entry in self._said.entries), default=None),
            told=tuple(self._told()),
        )

    # -- whose entries, and what they say ----------------------------------------------------------

    def _claims(self) -> dict[Cell, list[_Claim]]:
        claims: dict[Cell, list[_Claim]] = defaultdict(list)
        for entry in self._said.entries:
            number = self._number(entry)
            meaning = self._words[folded(entry.word)].meaning
            if number is None or meaning is None:
                continue
            if meaning.use is Use.IGNORE:
                self._leave(entry, _WORD_IGNORED)
            elif why := self._unemployed(number, entry.day):
                self._leave(entry, why)
            else:
                claims[number, entry.day].append(_Claim(entry, meaning))
        return claims

    def _number(self, entry: Entry) -> str | None:
        """The employee number; None where the person is asked, or left out, which is said."""
        row = self._people[Written.of(entry)]
        if row.found is Found.ASKED or row.who is None:
            return None
        if row.found is Found.OUT:
            self._leave(entry, row.why or _NOT_TAKEN)
            return None
        if row.found is Found.NEW and self._ground.no_new_people is not None:
            self._leave(entry, self._ground.no_new_people)
            return None
        return row.who.number

    def _unemployed(self, number: str, day: date) -> Message | None:
        person = self._known.get(number)
        if person is None:
            hired = self._answers.hired
            if hired is None or hired <= day:
                return None
            return msg(_NOT_HIRED.msgid, name=self._name(number), day=hired)
        if person.employed_on(day):
            return None
        if day < person.hired or person.left is None:
            return msg(_NOT_HIRED.msgid, name=person.name, day=person.hired)
        return msg(_LEFT.msgid, name=person.name, day=person.left)

    def _name(self, number: str) -> str:
        person = self._known.get(number)
        return person.name if person else self._new_people[number].name

    def _leave(self, entry: Entry, why: Message) -> None:
        self._left_out.append(LeftOut(entry.sheet, entry.cell, entry.word, why))

    # -- several entries of one day ----------------------------------------------------------------

    def _chosen(self, cell: Cell, claims: list[_Claim]) -> _Claim | None:
        """The claim that counts; None where it is asked, or none does."""
        if len({claim.says for claim in claims}) == 1:
            for claim in claims[1:]:
                self._leave(claim.entry, _SAME_TWICE)
            return claims[0]
        counts = self._answers.counts.get(cell)
        entries = tuple(claim.entry for claim in claims)
        places = [place_of(entry) for entry in entries]
        if counts is not None and counts not in ("", *places):
            counts = None
        self._doubles.append(Double(cell[0], self._name(cell[0]), cell[1], entries, counts))
        if counts is None:
            return None
        chosen = None
        for claim, place in zip(claims, places, strict=True):
            if place == counts and chosen is None:
                chosen = claim
            else:
                self._leave(claim.entry, _OTHER_COUNTS)
        return chosen

    # -- into the draft ----------------------------------------------------------------------------

    def _take(self, cell: Cell, claim: _Claim) -> None:
        if claim.meaning.use is Use.LEAVE:
            days = self._leave_days[cell[0], claim.meaning.code]
            days[cell[1]] = claim.entry.word
            return
        if claim.meaning.code in self._forbidden_shifts():
            assert self._ground.no_new_shifts is not None
            self._leave(claim.entry, self._ground.no_new_shifts)
            return
        after = claim.meaning.code if claim.meaning.use is Use.SHIFT else ""
        if self._put(cell, after, claim.entry):
            self._taken.append((claim.entry, cell, bool(after)))

    def _put(self, cell: Cell, after: str, entry: Entry) -> bool:
        """Whether the cell is as the file has it then; what stands in the way is said."""
        before = self._ground.held.get(cell, "")
        why = self._ground.refused.get(cell)
        if why is None and before != after and cell in self._ground.bound:
            why = msg(_BOUND.msgid, swap=self._ground.bound[cell])
        if why is not None:
            self._leave(entry, why)
            return False
        if before == after:
            self._unchanged += 1
        else:
            self._cells.append(self._row(cell, before, after, entry))
        return True

    def _row(self, cell: Cell, before: str, after: str, entry: Entry) -> CellRow:
        return CellRow(
            number=cell[0],
            name=self._name(cell[0]),
            day=cell[1],
            before=before,
            after=after,
            published=cell in self._ground.published,
            sheet=entry.sheet,
            cell=entry.cell,
        )

    def _take_blanks(self, claims: Iterable[Cell]) -> None:
        """Where nothing stands for somebody whose line is taken, and the roster has a shift."""
        claimed = {*claims, *((no, day) for (no, _k), days in self._leave_days.items()
                              for day in days)}  # fmt: skip
        for entry in self._said.blanks:
            row = self._people.get(Written.of(entry))
            if row is None or row.who is None or row.found is not Found.KNOWN:
                continue
            cell = (row.who.number, entry.day)
            before = self._ground.held.get(cell, "")
            if not before or cell in claimed:
                continue
            claimed.add(cell)
            if not self._answers.clear_blanks:
                self._kept.append(self._row(cell, before, before, entry))
            else:
                self._put(cell, "", entry)

    # -- what is new -------------------------------------------------------------------------------

    def _newcomers(self) -> dict[str, Named]:
        if self._ground.no_new_people is not None:
            return {}
        found: dict[str, Named] = {}
        for row in self._people.values():
            if row.found is Found.NEW and row.who is not None:
                found.setdefault(row.who.number, Named(row.who.number, row.who.name))
        return found

    def _new_shifts(self) -> tuple[NewShift, ...]:
        if self._ground.no_new_shifts is not None:
            return ()
        return tuple(self._made())

    def _made(self) -> Iterator[NewShift]:
        """The shifts to be made that some word of the file means."""
        made = {
            row.new.code: row.new
            for row in self._words.values()
            if row.new is not None and row.meaning is not None
        }
        return iter(made.values())

    def _forbidden_shifts(self) -> set[str]:
        if self._ground.no_new_shifts is None:
            return set()
        return {shift.code for shift in self._made()}

    def _lacking(self) -> Iterator[Message]:
        if self._new_people and not self._answers.placed:
            yield msg("Which team do the new people belong to?")
        if self._new_people and self._answers.hired is None:
            yield msg("From which day are the new people employed?")
        for shift in self._new_shifts():
            if (shift.start, shift.end) == UNTOLD or shift.start == shift.end:
                yield msg("From when to when does {code} last?", code=shift.code)

    # -- what is told ------------------------------------------------------------------------------

    def _leaves(self) -> Iterator[LeaveRun]:
        for (number, kind), days in sorted(self._leave_days.items()):
            first: date | None = None
            for day in sorted(days):
                first = day if first is None else first
                if day + _DAY not in days or _apart(kind, days[day], days[day + _DAY]):
                    yield LeaveRun(number, self._name(number), kind, first, day, days[first])
                    first = None

    def _sheets(self) -> Iterator[SheetTaken]:
        for sheet in dict.fromkeys(entry.sheet for entry, _cell, _shift in self._taken):
            mine = [one for one in self._taken if one[0].sheet == sheet]
            months = {(cell[0], cell[1].replace(day=1)) for _entry, cell, _shift in mine}
            shifts = sum(shift for _entry, _cell, shift in mine)
            yield SheetTaken(sheet, len(mine), shifts, len(months))

    def _told(self) -> Iterator[Message]:
        months = sorted({row.day.replace(day=1) for row in self._cells if row.published})
        for month in months:
            yield msg(
                "{month} is published already: what changes goes into the draft, and holds once "
                "it is published again.",
                month=f"{month:%Y-%m}",
            )
        if self._ground.no_new_people is not None and any(
            row.found is Found.NEW for row in self._people.values()
        ):
            yield self._ground.no_new_people
        if self._forbidden_shifts() and self._ground.no_new_shifts is not None:
            yield self._ground.no_new_shifts


def _apart(kind: str, word: str, following: str) -> bool:
    """Whether two days in a row of one kind are leaves of their own: what is not told which kind
    it is goes by its word, and a half day stands alone."""
    half = is_half_day(word) or is_half_day(following)
    return half or (not kind and folded(word) != folded(following))
