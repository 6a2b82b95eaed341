"""The store that somebody chose in the window, kept in the file of settings for the next start."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from app import own_files
from app.address import BadAddress, ServerAddress, StoreAddress, parse_address
from app.errors import StoreProblem
from app.rules.vocabulary import msg

_STORE, _LAST = "store", "last_server"
_LINE = r"^[ \t]*(?:{key}|\"{key}\"|'{key}')[ \t]*=.*(?:\r?\n|\Z)"
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_ASIDE = ".unreadable"


def keep(config: Path, address: StoreAddress | None) -> None:
    """Write `store = "…"` into the file of settings, in place of what it said; None: nobody says.
    A server that is left for a file is kept as `last_server`.

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
        alone = "" if address is None else _line(_STORE, str(address), os.linesep)
        _replace(config, alone if made is None else made)
    except OSError as error:
        raise StoreProblem(
            msg("The choice cannot be kept"),
            msg(
                "{path}: {reason}. The store is asked for again at the next start.",
                path=str(config),
                reason=error.strerror or str(error),
            ),
        ) from error


def last_server(config: Path) -> ServerAddress | None:
    """The server that was left for a file of this computer; None where none was, or nothing of it
    can be read."""
    with suppress(OSError):
        said = _said(_read(config) or "")
        return _server(said.get(_LAST)) if said else None
    return None


def _read(config: Path) -> str | None:
    """What stands there; "" where it is not there, None where it is no text."""
    try:
        return config.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        return None


def _with(text: str, address: StoreAddress | None) -> str | None:
    """The text with another line for the store; None where it is no TOML, or would say something
    else besides."""
    before = _said(text)
    if before is None:
        return None
    lines = {_STORE: None if address is None else str(address), _LAST: _left(before, address)}
    made = text
    for key, value in lines.items():
        made = _put(made, key, value)
    wanted = {key: value for key, value in {**before, **lines}.items() if value is not None}
    return made if _said(made) == wanted else None


def _left(before: Mapping[str, Any], address: StoreAddress | None) -> str | None:
    """Where somebody may want to come back to from `address`."""
    if isinstance(address, ServerAddress):
        return None
    server = _server(before.get(_STORE)) or _server(before.get(_LAST))
    return None if server is None else str(server)


def _server(said: object) -> ServerAddress | None:
    with suppress(BadAddress):
        address = parse_address(said) if isinstance(said, str) else None
        return address if isinstance(address, ServerAddress) else None
    return None


def _put(text: str, key: str, value: str | None) -> str:
    """The text with another line for `key`, before its first table, or without one."""
    table = _TABLE.search(text)
    head, rest = (text[: table.start()], text[table.start() :]) if table else (text, "")
    end = "\r\n" if "\r\n" in text else "\n"
    line = "" if value is None else _line(key, value, end)
    made, found = re.subn(
        _LINE.format(key=key), lambda _old: line, head, count=1, flags=re.MULTILINE
    )
    if line and not found:
        above = head.rstrip()
        below = head[len(above) :].removeprefix(end)
        made = f"{above}{end}{line}{below}" if above else line
    return made + rest


def _line(key: str, value: str, end: str) -> str:
    """JSON's texts are TOML's."""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}{end}"


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
