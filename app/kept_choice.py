"""The store that somebody chose in the window, kept in the file of settings for the next start."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from app import own_files
from app.address import StoreAddress
from app.errors import StoreProblem
from app.rules.vocabulary import msg

_LINE = re.compile(r"^[ \t]*(?:store|\"store\"|'store')[ \t]*=.*(?:\r?\n|\Z)", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_ASIDE = ".unreadable"


def keep(config: Path, address: StoreAddress | None) -> None:
    """Write `store = "…"` into the file of settings, in place of what it said; None: nobody says.

    Whole or not at all, for the owner only. All other lines stay; a file in which they cannot, as
    it is no TOML, is set aside as `config.toml.unreadable`. StoreProblem where nothing can be
    written.
    """
    with suppress(OSError):
        config = config.resolve()  # a link stays one
    try:
        own_files.make_folder(config.parent)
        text = _read(config)
        made = _with(text, address) if text is not None else None
        if made is not None and made == text:
            return
        if made is None:
            config.replace(config.with_name(config.name + _ASIDE))
        _replace(config, _line(address, os.linesep) if made is None else made)
    except OSError as error:
        raise StoreProblem(
            msg("The choice cannot be kept"),
            msg(
                "{path}: {reason}. The store is asked for again at the next start.",
                path=str(config),
                reason=error.strerror or str(error),
            ),
        ) from error


def _read(config: Path) -> str | None:
    """What stands there; "" where it is not there, None where it is no text."""
    try:
        return config.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        return None


def _with(text: str, address: StoreAddress | None) -> str | None:
    """The text with another line for the store, before its first table; None where it is no TOML,
    or would say something else besides."""
    table = _TABLE.search(text)
    head, rest = (text[: table.start()], text[table.start() :]) if table else (text, "")
    line = _line(address, "\r\n" if "\r\n" in text else "\n")
    made, found = _LINE.subn(lambda _old: line, head, count=1)
    if not found:
        made = f"{head.rstrip()}\n{line}" if head.strip() else line
    made += rest
    before, after = _said(text), _said(made)
    if before is None or after is None:
        return None
    others = {key: value for key, value in before.items() if key != "store"}
    wanted = others if address is None else {**others, "store": str(address)}
    return made if after == wanted else None


def _line(address: StoreAddress | None, end: str) -> str:
    """JSON's texts are TOML's."""
    return "" if address is None else f"store = {json.dumps(str(address), ensure_ascii=False)}{end}"


def _said(text: str) -> dict[str, Any] | None:
    with suppress(tomllib.TOMLDecodeError):
        return tomllib.loads(text)
    return None


def _replace(config: Path, text: str) -> None:
    """In one step: who reads meanwhile finds the old file or the new one."""
    handle, name = tempfile.mkstemp(prefix=f".{config.name}.", dir=config.parent)  # for the owner
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        made.replace(config)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
