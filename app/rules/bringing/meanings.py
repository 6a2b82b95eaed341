"""What the words of a file are here: a shift, a day off, a leave; or asked, with a proposal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from app.rules.bringing.answers import Answers, NewShift
from app.rules.bringing.preview import WordRow
from app.rules.bringing.said import Entry, Meaning, Said, Use
from app.rules.bringing.words import proposed
from app.rules.days_off import is_day_off
from app.rules.edits import Codes
from app.rules.folding import folded
from app.rules.plaintext import identifier
from app.rules.vocabulary import LeaveKind, Message, msg

MIDNIGHT = time(0)
UNTOLD = (MIDNIGHT, MIDNIGHT)
"""The times of a proposed shift that nobody has told yet."""
_MAX_CODE = 6
_NIGHT_FROM, _NIGHT_TO = time(22), time(6)

_TIMES_DIFFER = msg("The file has it from {start} to {end}, which is not what {code} is here.")
_SIGNS = frozenset("年病事婚产丧陪育")
_TIME_OFF_IN_RETURN = frozenset(("调休", "补休", "倒休", "换休", "串休", "存休"))
"""A day off to most, a make-up workday to some, a kind of leave to others: nothing is proposed."""
_LEAVES: Mapping[str, str] = {
    "事假": LeaveKind.PERSONAL,
    "特殊事假": LeaveKind.URGENT_PERSONAL,
    "病假": LeaveKind.SICK,
    "急诊病假": LeaveKind.EMERGENCY_SICK,
    "公事外出": LeaveKind.BUSINESS,
    "出差": LeaveKind.BUSINESS,
    "公出": LeaveKind.BUSINESS,
    "外出学习": LeaveKind.STUDY,
    "sickleave": LeaveKind.SICK,
    "personalleave": LeaveKind.PERSONAL,
    "studyleave": LeaveKind.STUDY,
    "businesstrip": LeaveKind.BUSINESS,
}


@dataclass(frozen=True, slots=True)
class KnownShift:
    """A shift that may be assigned."""

    code: str
    name: str
    start: time
    end: time


def is_night(start: time, end: time) -> bool:
    """Whether a shift of these times is a night shift where nobody says otherwise."""
    return end <= start and end != MIDNIGHT and (start >= _NIGHT_FROM or end >= _NIGHT_TO)


def meanings(
    said: Said, shifts: Sequence[KnownShift], kinds: Mapping[str, str], answers: Answers
) -> Mapping[str, WordRow]:
    """Every word of the file, folded, in its order. `kinds`: code -> name of the centre's own
    kinds of leave."""
    return _Meanings(said, shifts, kinds, answers).rows()


class _Meanings:
    def __init__(
        self,
        said: Said,
        shifts: Sequence[KnownShift],
        kinds: Mapping[str, str],
        answers: Answers,
    ) -> None:
        self._known = {shift.code: shift for shift in shifts}
        self._codes = Codes(self._known, {shift.code: shift.name for shift in shifts})
        self._kinds = {**_LEAVES, **{folded(name): code for code, name in kinds.items()}}
        self._kinds |= {folded(code): code for code in (*LeaveKind, *kinds)}
        self._short_kinds = _shortened(self._kinds)
        self._told = {folded(word): meaning for word, meaning in answers.words.items()}
        self._new = {shift.code: shift for shift in answers.shifts}
        self._times = {folded(word): times for word, times in said.times.items()}
        self._entries = Counter(folded(entry.word) for entry in said.entries)
        self._first: dict[str, Entry] = {}
        for entry in said.entries:
            self._first.setdefault(folded(entry.word), entry)
        self._taken = {*self._known, *self._new}

    def rows(self) -> dict[str, WordRow]:
        return {key: self._row(key) for key in self._first}

    def _row(self, key: str) -> WordRow:
        told = self._told.get(key)
        if told is not None and self._is_meant(told):
            known = told.use is not Use.SHIFT or told.code in self._known
            return self._of(key, told, new=None if known else self._new[told.code])
        word, times = self._first[key].word, self._times.get(key)
        code = self._codes.find(word)
        if code:
            return self._shift(key, code, times)
        if code == "" or is_day_off(word):
            return self._of(key, Meaning(Use.OFF))
        if key in self._kinds:
            return self._of(key, Meaning(Use.LEAVE, self._kinds[key]))
        short = self._short_kinds.get(_bare(key)) if _is_short(key) else None
        if short is not None:
            return self._of(key, Meaning(Use.LEAVE, short))
        same = [shift.code for shift in self._known.values() if times == (shift.start, shift.end)]
        if len(same) == 1:
            return self._of(key, Meaning(Use.SHIFT, same[0]))
        return self._asked(key, word, times)

    def _is_meant(self, told: Meaning) -> bool:
        """Whether what was told is there: a shift that was retired since is asked anew."""
        if told.use is Use.SHIFT:
            return told.code in self._known or told.code in self._new
        return told.use is not Use.LEAVE or told.code in ("", *self._kinds.values())

    def _shift(self, key: str, code: str, times: tuple[time, time] | None) -> WordRow:
        shift, meaning = self._known[code], Meaning(Use.SHIFT, code)
        if times is None or times == (shift.start, shift.end):
            return self._of(key, meaning)
        why = msg(_TIMES_DIFFER.msgid, start=times[0], end=times[1], code=code)
        word = self._first[key].word
        new = NewShift(self._free(code_for(word)), word[:40], *times, is_night(*times))
        return self._of(key, None, new=new, why=why)

    def _asked(self, key: str, word: str, times: tuple[time, time] | None) -> WordRow:
        use = proposed(word, timed=times is not None)
        if use is not None and use is not Use.SHIFT:
            return self._of(key, None, Meaning(use))
        start, end = times or UNTOLD
        timed = times is not None and not re.search(r"[A-Za-z\u3400-\u9fff]", word)
        code = self._free(f"{start:%H%M}" if timed else code_for(word))
        new = NewShift(code, word[:40], start, end, is_night(start, end))
        either = folded(word) in _TIME_OFF_IN_RETURN
        return self._of(key, None, None if either else Meaning(Use.SHIFT, code), new)

    def _of(
        self,
        key: str,
        meaning: Meaning | None,
        proposal: Meaning | None = None,
        new: NewShift | None = None,
        why: Message | None = None,
    ) -> WordRow:
        first = self._first[key]
        times, entries = self._times.get(key), self._entries[key]
        return WordRow(
            word=first.word,
            entries=entries,
            first=first,
            times=times,
            meaning=meaning,
            proposal=proposal,
            new=new,
            why=why,
        )

    def _free(self, code: str) -> str:
        """The code, with a figure behind it where another shift has it."""
        found, place = code, 2
        while found in self._taken:
            found = f"{code[: _MAX_CODE - len(str(place))]}{place}"
            place += 1
        self._taken.add(found)
        return found


def _shortened(kinds: Mapping[str, str]) -> dict[str, str]:
    """What a roster has for a kind for short, where it means one kind alone: 年, 年假 and 年休 for
    年休假."""
    found: dict[str, set[str]] = {}
    for name, code in kinds.items():
        if name.endswith("假") and _bare(name):
            found.setdefault(_bare(name), set()).add(code)
    return {sign: codes.pop() for sign, codes in found.items() if len(codes) == 1}


def _bare(word: str) -> str:
    return word.removesuffix("假").removesuffix("休")


def _is_short(word: str) -> bool:
    return word in _SIGNS or word.endswith(("假", "休"))


def code_for(word: str) -> str:
    """A code for a new shift of that word: as short as it can be told."""
    plain = re.sub(r"[^0-9A-Za-z\u3400-\u9fff]", "", identifier(word))
    named = re.match(r"([A-Za-z]+\d{0,2}|[\u3400-\u9fff]+?)(?:班|\d|$)", plain)
    return (named[1] if named and named[1] else plain)[:_MAX_CODE] or "S"
