"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.errors import BadInput
from app.exchange.saving import saved_to, write_whole
from app.text import say


def test_a_disk_that_fills_up_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "roster.pdf"
    write_whole(target, b"the old one")

    def fill_up(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    with pytest.raises(BadInput) as refusal:
        write_whole(target, b"the new one")
    assert "No space left on device" in say(refusal.value.message)
    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["centre.dutydesk", "letter.pdf", "list"])
def test_a_workbook_takes_the_place_of_no_other_kind_of_file(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.write_bytes(b"something else")
    with pytest.raises(BadInput, match="was not written"), saved_to(target):
        pass
    assert target.read_bytes() == b"something else"
