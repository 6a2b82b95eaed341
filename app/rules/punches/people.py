"""Who is meant by the people of a file of punches: what a roster's file is asked, without a word
about anybody whose attendance is somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.rules.bringing.answers import NOBODY, Answers, Who, Written
from app.rules.bringing.matching import KnownPerson, match
from app.rules.bringing.preview import Found, PersonRow
from app.rules.bringing.said import Entry, Said
from app.rules.folding import folded
from app.rules.plaintext import identifier
from app.rules.punches.said import Punch
from app.rules.vocabulary import msg


def written(punches: Sequence[Punch], known: Sequence[KnownPerson]) -> list[Written]:
    """Each punch's person. The clock's own number counts where it is the employee's, or where one
    name has several of them; noughts that a spreadsheet took from a number are given back."""
    by_number = {person.number: person for person in known}
    bare: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in known:
        bare[person.number.lstrip("0")].append(person)
    badges: dict[str, set[str]] = defaultdict(set)
    for punch in punches:
        badges[folded(punch.person)].add(punch.number)
    made: dict[tuple[str, str, bool], Written] = {}
    for punch in punches:
        key = (punch.person, punch.number, punch.badge)
        if key not in made:
            several = len(badges[folded(punch.person)]) > 1
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
        mine = by_number.get(number)
        other = punch.badge and name and mine is not None and folded(mine.name) != name
        return Written(punch.person, "" if other and not several else number)
    same = [one for one in bare.get(number.lstrip("0"), ()) if folded(one.name) == name]
    if len(same) == 1:
        return Written(punch.person, same[0].number)
    return Written(punch.person, "" if punch.badge and name and not several else number)


def people_of(
    punches: Sequence[Punch],
    known: Sequence[KnownPerson],
    mine: Collection[str],
    told: Mapping[Written, Who],
) -> tuple[list[Written], Mapping[Written, PersonRow]]:
    """Whose each punch is, and what is known of each; of `known` only `mine` (numbers) are named.

    Somebody whom nobody of `mine` can be is out (Found.OUT), whether the centre knows them or not.
    """
    whose = written(punches, known)
    entries = tuple(
        Entry(who.name, who.number, punch.at.date(), punch.text, punch.sheet, punch.cell)
        for who, punch in zip(whose, punches, strict=True)
    )
    told = {who: one for who, one in told.items() if not one.number or one.number in mine}
    rows = match(Said(entries), known, Answers(people=told))
    return whose, {who: _without_others(row, mine) for who, row in rows.items()}


def _without_others(row: PersonRow, mine: Collection[str]) -> PersonRow:
    if row.found is not Found.ASKED:
        kept = row.who is not None and row.who.number in mine
        return row if kept else replace(row, found=Found.OUT, who=NOBODY)
    theirs = tuple(one for one in row.candidates if one.number in mine)
    if not theirs:
        return replace(row, found=Found.OUT, who=NOBODY, candidates=(), why=None)
    if theirs == row.candidates or row.why is None or not row.why.params:
        who = row.who if row.who is not None and row.who.number in mine else None
        return replace(row, who=who, candidates=theirs)
    only = theirs[0]
    why = (
        msg("This number is {name}'s here.", name=only.name)
        if only.number == identifier(row.written.number)
        else msg("Here this name has the number {no}.", no=only.number)
    )
    return replace(row, who=Who(only.number), candidates=theirs[:1], why=why)
