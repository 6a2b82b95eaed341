"""What a log says as it is signed, in one canonical form; its digest, and the code on paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from app.rules.vocabulary import LogSide, Section

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that is easily taken for another, or for a digit."""
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUP, _LENGTH = 5, 10


@dataclass(frozen=True, slots=True)
class SealedNote:
    """A note; people are keys of the store, which no change of a name or number moves."""

    id: int
    section: Section
    text: str
    by: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class SealedItem:
    """An item that was raised in the log, as it was raised."""

    no: str
    section: Section
    text: str
    urgent: bool
    owner: int | None
    due_on: date | None
    worse: str
    by: int | None


@dataclass(frozen=True, slots=True)
class SealedSignature:
    side: LogSide
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SealedLog:
    """All that is signed. `carried`: numbers of the items that came from earlier logs, and whether
    each was open."""

    no: str
    department: int
    day: date
    shift: str
    notes: tuple[SealedNote, ...]
    items: tuple[SealedItem, ...]
    signatures: tuple[SealedSignature, ...]
    remark: str = ""
    carried: tuple[tuple[str, bool], ...] = ()


def content(log: SealedLog) -> str:
    """The canonical text: JSON, its keys sorted, instants in UTC."""
    told: dict[str, Any] = {
        "log": [log.no, log.department, log.day.isoformat(), log.shift],
        "sections": [[one.id, one.section, one.text, one.by, _at(one.at)] for one in log.notes],
        "items": [
            [one.no, one.section, one.text, one.urgent, one.owner, _day(one.due_on), one.worse,
             one.by]
            for one in log.items
        ],
        "signatures": [[one.side, one.by, _at(one.at)] for one in log.signatures],
        "remark": log.remark,
        "carried": [list(one) for one in log.carried],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The SHA-256 of a canonical text, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def short_code(digest: str) -> str:
    """The first 50 bits of a digest as people read them out: "7K3MQ-9XD2B"."""
    number = int(digest, 16) >> (len(digest) * 4 - 5 * _LENGTH)
    letters = "".join(_LETTERS[number >> 5 * at & 31] for at in reversed(range(_LENGTH)))
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


def same_code(typed: str, code: str) -> bool:
    """Whether what somebody typed is the code: blanks, hyphens, case, width and letters that look
    alike do not matter."""
    plain = normalize("NFKC", typed).upper().translate(_ALIKE)
    return [sign for sign in plain if sign in _LETTERS] == [*code.replace("-", "")]


def differing(sealed: str, stands: str) -> tuple[str, ...]:
    """The parts in which two canonical texts differ."""
    one, other = json.loads(sealed), json.loads(stands)
    return tuple(sorted(key for key in one if one[key] != other.get(key)))


def _at(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
