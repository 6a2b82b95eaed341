"""Where translations come from: one .po for each topic, merged into one .mo for each language.

Packaging compiles the .mo files and leaves the .po files out. In a source tree a .mo that is
absent or older than its sources is compiled when the language is chosen; only then is Babel
imported. English is what the code says and needs no catalogue.
"""

from __future__ import annotations

import gettext
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALE = Path(__file__).parents[2] / "resources" / "locale"
DOMAIN = "dutydesk"


def sources(language: str) -> list[Path]:
    """The .po files of `language`, in the order of their names."""
    return sorted((LOCALE / language).glob("*.po"))


def load(language: str) -> gettext.NullTranslations:
    """The translations of `language`; for English, what the code says.

    Raises FileNotFoundError for a language without a catalogue.
    """
    if language == "en":
        return gettext.NullTranslations()
    compiled = LOCALE / language / f"{DOMAIN}.mo"
    if _is_fresh(compiled, sources(language)):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    return gettext.GNUTranslations(io.BytesIO(compile_language(language)))


def compile_all() -> None:
    """Write the .mo of every language; what the build of the package calls."""
    for folder in LOCALE.iterdir():
        if folder.is_dir():
            compile_language(folder.name)


def compile_language(language: str) -> bytes:
    """The merged .mo of `language`, written beside its sources where the folder lets us."""
    from babel.messages.mofile import write_mo

    buffer = io.BytesIO()
    write_mo(buffer, merged(language))
    content = buffer.getvalue()
    _try_to_keep(LOCALE / language / f"{DOMAIN}.mo", content)
    return content


def merged(language: str) -> Catalog:
    """All .po files of `language` as one catalogue; of a msgid in two files the first counts.

    The tests refuse such doubles; whoever runs the program is not the one to mend them.
    """
    from babel.messages.catalog import Catalog

    whole = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for _path, catalogue in read_sources(language):
        for message in catalogue:
            if message.id and message.id not in whole:
                whole[message.id] = message
    return whole


def read_sources(language: str) -> Iterator[tuple[Path, Catalog]]:
    """Each .po file of `language` with what is in it, obsolete entries aside."""
    from babel.messages.pofile import read_po

    paths = sources(language)
    if not paths:
        raise FileNotFoundError(LOCALE / language)
    for path in paths:
        with path.open("rb") as file:
            yield path, read_po(file, locale=language, abort_invalid=True)


def _is_fresh(compiled: Path, po_files: list[Path]) -> bool:
    try:
        made = compiled.stat().st_mtime_ns
    except FileNotFoundError:
        return False
    return all(path.stat().st_mtime_ns <= made for path in po_files)


def _try_to_keep(path: Path, content: bytes) -> None:
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        # A read-only tree still speaks Chinese, it only compiles at each start.
        temporary.unlink(missing_ok=True)
