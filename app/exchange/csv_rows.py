"""A CSV as other systems write it: with commas, semicolons or tabs, as UTF-8, in a Chinese code
page, or as the "Unicode text" of Excel."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

LARGEST = 50 * 2**20
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_rows(path: Path) -> list[list[str]] | None:
    """The cells of each line; None for what is no such file, or over `LARGEST` bytes."""
    text = _text(path)
    if text is None:
        return None
    delimiter = max(",;\t", key=text[:4096].count)
    try:
        return list(csv.reader(StringIO(text.replace("\0", "")), delimiter=delimiter))
    except csv.Error:
        return None


def _text(path: Path) -> str | None:
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
