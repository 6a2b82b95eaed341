"""Who is meant by the people of a file of punches: what a roster's file is asked, without a word
about anybody whose attendance is somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from app.rules.bringing.answers import NOBODY, Answers, Who, Written
from app.rules.bringing.matching import SHARED, KnownPerson, base_name, match
from app.rules.bringing.preview import Found, Named, PersonRow
from app.rules.bringing.said import Entry, Said
from app.rules.folding import folded
from app.rules.plaintext import identifier
from app.rules.punches.said import Punch
from app.rules.vocabulary import msg


def written(punches: Sequence[Punch], known: Sequence[KnownPerson]) -> list[Written]:
    """Each punch's person. The clock's own number counts where it is an employee's, or where one
    name has several of them, or several names have it; noughts that a spreadsheet took from a
    number are given back."""
    by_number = {person.number: person for person in known}
    bare: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in known:
        bare[person.number.lstrip("0")].append(person)
    badges: dict[str, set[str]] = defaultdict(set)
    for punch in punches:
        badges[folded(punch.person)].add(punch.number)
    shared = {punch.number for punch in _shared(punches)}
    made: dict[tuple[str, str, bool], Written] = {}
    for punch in punches:
        key = (punch.person, punch.number, punch.badge)
        if key not in made:
            several = len(badges[folded(punch.person)]) > 1 or punch.number in shared
            made[key] = _written(punch, by_number, bare, several=several)
    return [made[punch.person, punch.number, punch.badge] for punch in punches]


def _written(
    punch: Punch,
    by_number: Mapping[str, KnownPerson],
    bare: Mapping[str, Sequence[KnownPerson]],
    *,
    several: bool,
) -> Written:
    number, name = identifier(punch.number), folded(punch.person)
    if number in by_number or not number:
        return Written(punch.person, number)
    same = [one for one in bare.get(number.lstrip("0"), ()) if folded(one.name) == name]
    if len(same) == 1:
        return Written(punch.person, same[0].number)
    return Written(punch.person, "" if punch.badge and name and not several else number)


def _shared(punches: Sequence[Punch]) -> Iterator[Punch]:
    """Those whose number stands with two different names in the file."""
    names: dict[str, set[str]] = defaultdict(set)
    for punch in punches:
        if punch.number and punch.person:
            names[identifier(punch.number)].add(folded(base_name(punch.person)))
    for punch in punches:
        if len(names.get(identifier(punch.number), ())) > 1:
            yield punch


def people_of(
    punches: Sequence[Punch],
    known: Sequence[KnownPerson],
    mine: Collection[str],
    told: Mapping[Written, Who],
    *,
    all_seen: bool = True,
) -> tuple[list[Written], Mapping[Written, PersonRow]]:
    """Whose each punch is, and what is known of each; of `known` only `mine` (numbers) are named.

    Who has a number that two names have, or another's, is asked, whatever else the file says.
    Somebody whom nobody of `mine` can be is out (Found.OUT), whether the centre knows them or not.
    `all_seen`: nobody is hidden from the asker; else a number beside another name proposes nobody.
    """
    whose = written(punches, known)
    entries = tuple(
        Entry(who.name, who.number, punch.at.date(), punch.text, punch.sheet, punch.cell)
        for who, punch in zip(whose, punches, strict=True)
    )
    told = {who: one for who, one in told.items() if not one.number or one.number in mine}
    rows = dict(match(Said(entries), known, Answers(people=told)))
    shared = {identifier(punch.number) for punch in _shared(punches)}
    for who, row in rows.items():
        if row.found is Found.KNOWN and who not in told and identifier(who.number) in shared:
            rows[who] = _asked(row, known)
    first = dict(reversed(list(zip(whose, punches, strict=True))))
    return whose, {
        who: _as_written(_without_others(row, mine, all_seen=all_seen), first[who])
        for who, row in rows.items()
    }


def _asked(row: PersonRow, known: Sequence[KnownPerson]) -> PersonRow:
    """Somebody whose number has two names: who has the number here, and who the name."""
    number, name = identifier(row.written.number), folded(row.written.name)
    both = [one for one in known if one.number == number or (name and folded(one.name) == name)]
    candidates = tuple(Named(one.number, one.name) for one in both)
    agreed = len(both) == 1 and both[0].number == number and folded(both[0].name) == name
    who = Who(number) if agreed else None
    return replace(row, found=Found.ASKED, who=who, candidates=candidates, why=SHARED)


def _as_written(row: PersonRow, punch: Punch) -> PersonRow:
    """With the number that stands in the file, also where the name alone counts."""
    return replace(row, first=replace(row.first, number=punch.number))


def _without_others(row: PersonRow, mine: Collection[str], *, all_seen: bool) -> PersonRow:
    if row.found is not Found.ASKED:
        kept = row.who is not None and row.who.number in mine
        return row if kept else replace(row, found=Found.OUT, who=NOBODY)
    theirs = tuple(one for one in row.candidates if one.number in mine)
    if not theirs:
        return replace(row, found=Found.OUT, who=NOBODY, candidates=(), why=None)
    if all_seen or row.why is None or not row.why.params:
        who = row.who if row.who is not None and row.who.number in mine else None
        return replace(row, who=who, candidates=theirs)
    only = theirs[0]
    why = (
        msg("This number is {name}'s here.", name=only.name)
        if only.number == identifier(row.written.number)
        else msg("Here this name has the number {no}.", no=only.number)
    )
    return replace(row, who=None, candidates=theirs, why=why)
