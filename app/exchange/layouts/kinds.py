"""What a file is, by its bytes: endings are often wrong."""

from __future__ import annotations

import zipfile
from enum import Enum, auto
from io import BytesIO
from pathlib import Path

from app.errors import BadInput
from app.exchange.guard import not_a_workbook
from app.rules.vocabulary import Message, msg

_OLE = b"\xd0\xcf\x11\xe0"
_TEXTS = (".csv", ".txt", ".tsv")
_HEAD = 4096


class Kind(Enum):
    """How a file is to be read."""

    TEXT = auto()
    EXCEL = auto()
    BINARY = auto()
    OLD = auto()
    OPEN_DOCUMENT = auto()


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of the file; BadInput, with what to do, for one that cannot be read."""
    if content.startswith(_OLE):
        _require_old_excel(name, content)
        return Kind.OLD
    if content.startswith(b"PK"):
        return _zipped(content)
    why = _other(name, content)
    if why is not None:
        raise not_a_workbook(name, why)
    if Path(name).suffix.casefold() in _TEXTS or _is_table(content):
        return Kind.TEXT
    return Kind.EXCEL  # what it is not, its reader says


def protected(name: str) -> BadInput:
    """The refusal of a file with a password."""
    return not_a_workbook(
        name,
        msg(
            "{name} is protected with a password. Open it in Excel with the password, save it once "
            "more without one (File, Info, Protect Workbook), and choose that file.",
            name=name,
        ),
    )


def _require_old_excel(name: str, content: bytes) -> None:
    """A compound file holds a workbook, an encrypted one, or what other programs keep."""
    streams = {word: word.encode("utf-16-le") in content for word in (
        "EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document"
    )}  # fmt: skip
    if streams["EncryptedPackage"]:
        raise protected(name)
    other = streams["WordDocument"] or streams["PowerPoint Document"]
    if other and not (streams["Workbook"] or streams["Book"]):
        raise not_a_workbook(name, _NO_TABLE)


_NO_TABLE = msg(
    "It is a document and no spreadsheet, whatever its ending says. Copy its table into Excel, "
    "save that as .xlsx, and choose it."
)
_WEB_PAGE = msg(
    "It is a web page with the ending of a workbook, as some systems export it. Open it in Excel, "
    "save it as .xlsx, and choose that file."
)


def _zipped(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return Kind.EXCEL
    if "xl/workbook.bin" in names:
        return Kind.BINARY
    return Kind.OPEN_DOCUMENT if "content.xml" in names else Kind.EXCEL


def _other(name: str, content: bytes) -> Message | None:
    """Why a file of another kind cannot be read."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content.strip(b"\0 \r\n\t"):
        return msg("It is empty. Save it once more in Excel, and choose that file.")
    if head.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"{\\rtf", b"gif8")):
        return _NO_TABLE
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<div")):
        return _WEB_PAGE
    if head.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office" in head:
        return _WEB_PAGE if b"<html" in head else _XML
    return None


_XML = msg(
    "It is an XML file, whatever its ending says. Open it in Excel, save it as .xlsx, and choose "
    "that file."
)


def _is_table(content: bytes) -> bool:
    """Text of several lines with tabs or commas under the ending of a workbook."""
    head = content[:_HEAD]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in head and b"\n" in head and (b"\t" in head or b"," in head)
