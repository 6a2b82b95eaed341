"""Certificates for tests: whole files of every kind that is taken."""

from __future__ import annotations

import random
import zlib
from io import BytesIO

from PIL import Image


def a_pdf(seed: int = 0, size: int = 64, pages: int = 1, extra: bytes = b"") -> bytes:
    """A PDF of about `size` bytes, another for each seed, that does not get smaller packed.

    `extra` stands in its trailer.
    """
    packed = zlib.compress(random.Random(seed).randbytes(size), 0)
    kids = b" ".join([b"3 0 R"] * min(pages, 1))
    return _written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        ],
        extra,
    )


def _written(parts: list[bytes], extra: bytes) -> bytes:
    """The objects with the table that says where each begins."""
    text, starts = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(text))
        text += b"%d 0 obj%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R%b>>\n" % (len(parts) + 1, extra)
    return text + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(text)


def a_picture(kind: str = "PNG", width: int = 8, height: int = 8) -> bytes:
    """A picture ("PNG", "JPEG") of one colour."""
    file = BytesIO()
    Image.new("1" if kind == "PNG" else "L", (width, height)).save(file, kind)
    return file.getvalue()
