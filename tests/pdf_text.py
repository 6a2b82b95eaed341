"""What a search finds in a PDF that Qt wrote: its glyphs, through each font's own table."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)\nendstream", re.S)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_RANGE = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})> (?:<([0-9a-fA-F]+)>|\[(.*?)\])", re.S)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)> Tj|(ET)")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its texts in the order of drawing, and its size in points."""

    texts: tuple[str, ...]
    size: tuple[int, int]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def read_pdf(path: Path) -> list[PdfPage]:
    """The pages of the file, in their order."""
    objects = {int(m[1]): m[2] for m in _OBJECT.finditer(path.read_bytes())}
    fonts = {
        name.decode(): _glyphs(objects, int(key))
        for body in objects.values()
        for name, key in _FONT.findall(body)
    }
    pages = [body for _key, body in sorted(objects.items()) if b"/Type /Page\n" in body]
    return [_page(objects, body, fonts) for body in pages]


def _page(objects: dict[int, bytes], body: bytes, fonts: dict[str, dict[str, str]]) -> PdfPage:
    contents = re.search(rb"/Contents (\d+) 0 R", body)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", body)
    assert contents
    assert box
    font, texts, text = {}, [], ""
    for match in _SHOWN.finditer(_inflated(objects[int(contents[1])])):
        if match[1]:
            font = fonts[match[1].decode()]
        elif match[2]:
            codes = match[2].decode().lower()
            text += "".join(font.get(codes[at : at + 4], "�") for at in range(0, len(codes), 4))
        elif text:
            texts.append(text)
            text = ""
    return PdfPage(tuple(texts), (round(float(box[1])), round(float(box[2]))))


def _glyphs(objects: dict[int, bytes], font: int) -> dict[str, str]:
    """Glyph code (four hex digits) -> the characters that it stands for."""
    table = _TO_UNICODE.search(objects[font])
    if table is None:
        return {}
    found: dict[str, str] = {}
    for first, last, start, each in _RANGE.findall(_inflated(objects[int(table[1])])):
        low, high = int(first, 16), int(last, 16)
        if start:
            for code in range(low, high + 1):
                found[f"{code:04x}"] = chr(int(start, 16) + code - low)
        for code, text in enumerate(re.findall(rb"<([0-9a-fA-F]+)>", each), start=low):
            found[f"{code:04x}"] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


def _inflated(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    assert stream
    return zlib.decompress(stream[1]) if b"/FlateDecode" in body else stream[1]
