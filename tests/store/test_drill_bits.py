"""Single bits that a disk turned over in a closed store: each is found, or means nothing."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path

from app.rules.deeds import Deed
from app.store.sqlite.engine import connect
from app.store.sqlite.seal import content_digest
from app.store.sqlite.verify import verify
from tests.factories import SmallCentre, file_of
from tests.store.writers import TIMES

FLIPS = 100 * TIMES


def flipped(content: bytes, at: int, bit: int) -> bytes:
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]


def means_the_same(path: Path, digest: str) -> bool:
    """Whether every row reads as before: the bit lay in space that is not in use."""
    with closing(connect(path)) as connection:
        return content_digest(connection) == digest


def test_flipped_bits_are_found_wherever_they_change_anything(
    centre: SmallCentre, tmp_path: Path
) -> None:
    path = file_of(centre.context)
    for number in range(40):
        with centre.context.write() as session:
            centre.context.audit(
                session, Deed.DEPARTMENT_ADD, f"number:{number}", None, {"n": number}
            )
    centre.context.store.close()
    content, chance = path.read_bytes(), random.Random(20261015)
    with closing(connect(path)) as connection:
        digest = content_digest(connection)
    used = [at for at, byte in enumerate(content) if byte]
    found = 0
    for flip in range(FLIPS):
        copy = tmp_path / f"{flip}.dutydesk"
        copy.write_bytes(flipped(content, chance.choice(used), chance.randrange(8)))
        whole = verify(copy).whole
        found += not whole
        assert not whole or means_the_same(copy, digest)
        copy.unlink()
    assert found > FLIPS // 2


def test_a_bit_flipped_in_any_part_of_an_audit_row_is_found(
    centre: SmallCentre, tmp_path: Path
) -> None:
    with centre.context.write() as session:
        centre.context.audit(session, Deed.PERSON_EDIT, "the subject", None, {"name": "the name"})
    path = file_of(centre.context)
    centre.context.store.close()
    content = path.read_bytes()
    for part in (b"person.edit", b"the subject", b"the name", b"os:test"):
        at = content.rindex(part)
        copy = Path(shutil.copy(path, tmp_path / "copy.dutydesk"))
        copy.write_bytes(flipped(content, at, 0))
        assert "audit" in {fault.code for fault in verify(copy).faults}
