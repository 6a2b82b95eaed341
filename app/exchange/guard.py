"""Is this file a workbook that can be read without harm?

The whole file is inflated once, counting, before the parser may see it: a few kilobytes can hold
gigabytes, and one cell in the last corner makes a parser lay out the sheet up to there.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from io import BytesIO
from posixpath import join, normpath
from xml.parsers import expat

from app.errors import BadInput
from app.exchange.date_formats import cells_in, odd_styles
from app.exchange.plain_parts import MAX_TOKEN, Part, look, number_of
from app.rules.vocabulary import Message, msg

MAX_FILE_BYTES = 50 * 2**20
MAX_PART_BYTES = 96 * 2**20
MAX_TOTAL_BYTES = 192 * 2**20
MAX_PARTS = 2_000
MAX_ROWS = 500_000
MAX_COLUMNS = 1_000
MAX_AREA = 3_000_000
"""Cells in the rectangle that a sheet spans, blank ones included: about 100 MB in the parser."""

_CHUNK = 2**20
_NAMING = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
"""The parts that say which sheets there are."""
_STYLES = "xl/styles.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_MALFORMED = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(ValueError, LookupError, RuntimeError, struct.error, OverflowError),
)


def not_a_workbook(name: str, message: Message) -> BadInput:
    """The refusal of a whole file."""
    return BadInput(msg("{name} cannot be read", name=name), message)


def damaged(name: str) -> BadInput:
    """For every way in which a parser can fail."""
    return not_a_workbook(
        name,
        msg(
            "{name} is damaged or no Excel workbook; open it in Excel and save it anew as .xlsx.",
            name=name,
        ),
    )


def inspect(name: str, content: bytes, stop: Callable[[], None]) -> Mapping[str, Part]:
    """What each sheet of the workbook spans, by sheet name; raises BadInput for a file to refuse.

    `stop` is called between parts and may raise.
    """
    if content.startswith(_OLE):
        raise not_a_workbook(
            name,
            msg(
                "{name} is protected with a password or in the old .xls format; "
                "open it in Excel and save it as .xlsx without a password.",
                name=name,
            ),
        )
    if not content.startswith(b"PK"):
        raise not_a_workbook(
            name, msg("{name} is no Excel workbook (.xlsx); choose another file.", name=name)
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _Inspection(name, archive, stop).sheets()
    except _MALFORMED as error:
        raise damaged(name) from error


class _Inspection:
    def __init__(self, name: str, archive: zipfile.ZipFile, stop: Callable[[], None]) -> None:
        self.name = name
        self.archive = archive
        self.stop = stop
        self.total = 0
        self.parts: dict[str, Part] = {}
        self.titles: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self.since_1904 = False
        self.hidden: set[str] = set()

    def sheets(self) -> Mapping[str, Part]:
        entries = self.archive.infolist()
        self._check_directory(entries)
        for entry in entries:
            self.stop()
            self._scan(entry)
        self._find_dates({entry.filename: entry for entry in entries})
        found = {
            title: self.parts.get(self.targets.get(relation, ""), Part())
            for title, relation in self.titles.items()
        }
        for title in self.hidden:
            found[title].hidden = True
        return found

    def _find_dates(self, entries: Mapping[str, zipfile.ZipInfo]) -> None:
        """Note the cells that show a date in a way that the parser does not know: seldom any."""
        styles = entries.get(_STYLES)
        odd = odd_styles(b"".join(self._inflated(styles))) if styles else frozenset()
        for path in self.targets.values() if odd else ():
            if path in self.parts and path in entries:
                sheet = b"".join(self._inflated(entries[path]))
                self.parts[path].dates = list(cells_in(sheet, odd))
                self.parts[path].since_1904 = self.since_1904

    def _check_directory(self, entries: list[zipfile.ZipInfo]) -> None:
        names = {entry.filename.casefold() for entry in entries}
        if len(names) != len(entries) or len(entries) > MAX_PARTS:
            raise damaged(self.name)
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _STORED_OR_DEFLATED:
                raise damaged(self.name)
            if entry.file_size > MAX_PART_BYTES:
                raise self._too_big()
        if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
            raise self._too_big()

    def _scan(self, entry: zipfile.ZipInfo) -> None:
        """Count the part first, which is quick, then follow its XML, which is not."""
        size = rows = 0
        for chunk in self._inflated(entry):
            size += len(chunk)
            self.total += len(chunk)
            rows += chunk.count(b"<row")
            if size > MAX_PART_BYTES or self.total > MAX_TOTAL_BYTES:
                raise self._too_big()
            if rows > MAX_ROWS:
                raise self.too_wide(rows, 1)
        if size != entry.file_size:
            raise damaged(self.name)
        if entry.filename.endswith((".xml", ".rels")):
            self._follow(entry)

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        # The directory's word for the size is not taken: the part is read to its true end.
        unbounded = copy(entry)
        unbounded.file_size = MAX_PART_BYTES + 2 * _CHUNK
        with self.archive.open(unbounded) as stream:
            while chunk := stream.read(_CHUNK):
                self.stop()
                yield chunk

    def _follow(self, entry: zipfile.ZipInfo) -> None:
        """Look quickly; what that is not sure of, or would refuse, is followed tag by tag."""
        part = look(self._inflated(entry)) if entry.filename not in _NAMING else None
        if part is not None and _fits(part.rows, part.columns) and part.last_row <= MAX_ROWS:
            self.parts[entry.filename] = part
        else:
            self._follow_slowly(entry)

    def _follow_slowly(self, entry: zipfile.ZipInfo) -> None:
        scanner = _Scanner(self, entry.filename)
        self.parts[entry.filename] = scanner.part
        size = 0
        for chunk in self._inflated(entry):
            size += len(chunk)
            scanner.feed(chunk, size)
        scanner.close()

    def _too_big(self) -> BadInput:
        return not_a_workbook(
            self.name,
            msg(
                "{name} holds more than a centre's workbook can ({limit} MB for a sheet when "
                "unpacked); split it into several files.",
                name=self.name,
                limit=MAX_PART_BYTES // 2**20,
            ),
        )

    def too_wide(self, rows: int, columns: int) -> BadInput:
        """The refusal of a sheet that would be laid out far beyond a centre's data."""
        return not_a_workbook(
            self.name,
            msg(
                "A sheet of {name} spans at least {rows} rows and {columns} columns, more than a "
                "centre's workbook has; delete what is empty below and beside the data, and save "
                "it.",
                name=self.name,
                rows=f"{rows:,}",
                columns=f"{max(columns, 1):,}",
            ),
        )


class _Scanner:
    """Follows one part's XML and refuses what would make the parser lay out too much."""

    def __init__(self, inspection: _Inspection, path: str) -> None:
        self.inspection = inspection
        self.path = path
        self.part = Part()
        self.row = 0
        self.column = 0
        self.place = (0, 0)
        self.letters: dict[str, int] = {}
        self.text_result = self.formula = self.value = self.reckoned = False
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, fed: int) -> None:
        self.parser.Parse(chunk, False)
        if fed - self.parser.CurrentByteIndex > MAX_TOKEN:
            raise damaged(self.inspection.name)

    def close(self) -> None:
        self.parser.Parse(b"", True)

    def _doctype(self, *_declaration: object) -> None:
        raise damaged(self.inspection.name)

    def _element(self, name: str, attributes: list[str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self.formula = True
        elif name == "v":
            self.value = True
        elif name == "row":
            self._row(_attribute(attributes, "r"))
            self._note_hidden(attributes)
        elif name == "col":
            self._note_hidden(attributes)
        elif name == "sheet" and self.path == "xl/workbook.xml":
            relation = next(
                (v for k, v in _pairs(attributes) if k == "id" or k.endswith(":id")), ""
            )
            title = _attribute(attributes, "name")
            self.inspection.titles[title] = relation
            if _attribute(attributes, "state") in ("hidden", "veryHidden"):
                self.inspection.hidden.add(title)
        elif name == "workbookPr" and self.path == "xl/workbook.xml":
            self.inspection.since_1904 = _attribute(attributes, "date1904") in ("1", "true")
        elif name == "Relationship" and self.path == "xl/_rels/workbook.xml.rels":
            self._relation(attributes)

    def _note_hidden(self, attributes: list[str]) -> None:
        if _attribute(attributes, "hidden") in ("1", "true"):
            self.part.hidden = True

    def _text(self, _text: str) -> None:
        self.reckoned = self.reckoned or self.value

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "v":
            self.value = False
        elif name == "c" and self.formula and not (self.reckoned or self.text_result):
            self.part.unvalued.append(self.place)

    def _relation(self, attributes: list[str]) -> None:
        target = _attribute(attributes, "Target")
        if _attribute(attributes, "Type").endswith("/worksheet") and not target.endswith(".xml"):
            raise damaged(self.inspection.name)
        path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        self.inspection.targets[_attribute(attributes, "Id")] = path

    def _row(self, number: str) -> None:
        self.row = int(number) if number else self.row + 1
        self.column = 0
        if self.row > MAX_ROWS:
            raise self.inspection.too_wide(self.row, self.part.columns)

    def _cell(self, attributes: list[str]) -> None:
        reference = attributes[1] if attributes[:1] == ["r"] else _attribute(attributes, "r")
        if reference:
            letters = reference.rstrip("0123456789")
            column = self.letters.get(letters) or self._column(letters)
            row = int(reference[len(letters) :])
        else:
            column, row = self.column + 1, max(self.row, 1)
        self.column = column
        self.place = (row - 1, column - 1)
        self.formula = self.reckoned = False
        self.text_result = _attribute(attributes, "t") == "str"
        if column > self.part.columns or row > self.part.rows:
            self._span(max(row, self.part.rows), max(column, self.part.columns))
        if "e" in attributes and _attribute(attributes, "t") == "e":
            self.part.errors.append(self.place)

    def _column(self, letters: str) -> int:
        if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
            raise damaged(self.inspection.name)
        self.letters[letters] = number_of(letters)
        return self.letters[letters]

    def _span(self, rows: int, columns: int) -> None:
        self.part.rows, self.part.columns = rows, columns
        if not _fits(rows, columns):
            raise self.inspection.too_wide(rows, columns)


def _fits(rows: int, columns: int) -> bool:
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_AREA


def _pairs(attributes: list[str]) -> zip[tuple[str, str]]:
    return zip(attributes[::2], attributes[1::2], strict=True)


def _attribute(attributes: list[str], name: str) -> str:
    for key, value in _pairs(attributes):
        if key == name:
            return value
    return ""
