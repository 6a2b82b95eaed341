"""What names a store: what stands in the settings, after `--store` and in DUTYDESK_STORE."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urlsplit,
)

PASSFILE = r"%APPDATA%\postgresql\pgpass.conf" if os.name == "nt" else "~/.pgpass"
"""Where PostgreSQL's own programs look for passwords, and so does this one."""
_SCHEMES = ("postgresql://", "postgres://")
_A_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
"""What begins an address and no path: a drive is one letter."""
_SECRETS = frozenset({"password", "sslpassword"})
_A_PASSWORD = re.compile(r"://[^/@:]*:(?!\d+(?:[/?]|$))[^@]*@")
"""A password that has signs in it which an address would have to spell otherwise."""
LOCAL = frozenset({"", "localhost", "127.0.0.1", "::1"})
"""Hosts of this machine; so is a folder with a server's socket."""


class BadAddress(ValueError):
    """What somebody typed names no store; `code` says why: "password", "port", "server" or
    "nothing"; "text" or "unreadable" of a settings file, with the reason.

    `where`: the file or the variable that says it; "" on the command line and in a form. What was
    typed is told nowhere: there may be a password in it.
    """

    def __init__(self, code: str, where: str = "", reason: str = "") -> None:
        super().__init__(code)
        self.code, self.where, self.reason = code, where, reason


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A store that is a file of this machine."""

    file: Path
    on_server: ClassVar[bool] = False

    @classmethod
    def within(cls, folder: Path, name: str) -> FileAddress:
        """Of the store `name` where nobody says where: in this machine's folder for data."""
        return cls(folder / f"{name}.dutydesk")

    def lies_at(self, path: Path) -> bool:
        """Whether `path` is the store itself, which nothing else may be written over."""
        with suppress(OSError):
            return self.file.samefile(path)
        return False

    def __str__(self) -> str:
        return str(self.file)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A store in a database of a PostgreSQL server; `url` holds no password."""

    url: str
    on_server: ClassVar[bool] = True

    @classmethod
    def of(
        cls,
        host: str,
        database: str,
        user: str = "",
        port: str = "",
        more: Mapping[str, str] | None = None,
    ) -> ServerAddress:
        """From its parts, as a form has them; BadAddress where they make none.

        `more`: what stands behind the question mark. A host with a leading / is a socket's folder.
        """
        more = dict(more or {})
        if host.startswith("/"):
            host, more = "", {"host": host, **more}
        name = f"[{host}]" if ":" in host else quote(host, safe="")
        place = (f"{quote(user, safe='')}@" if user else "") + name + (f":{port}" if port else "")
        query = urlencode(more, safe="/", quote_via=quote)
        made = parse_address(
            f"postgresql://{place}/{quote(database, safe='')}" + (f"?{query}" if query else "")
        )
        assert isinstance(made, ServerAddress)
        return made

    @property
    def _parts(self) -> SplitResult:
        return urlsplit(self.url)

    @property
    def parameters(self) -> dict[str, str]:
        """What stands behind the question mark."""
        return dict(parse_qsl(self._parts.query, keep_blank_values=True))

    @property
    def host(self) -> str:
        """The server's name, or the folder of its socket; "" where nothing says."""
        return self.parameters.get("host") or unquote(self._parts.hostname or "")

    @property
    def port(self) -> int | None:
        """None where nobody says: the usual one."""
        named = self.parameters.get("port", "")
        return int(named) if named.isdecimal() else self._parts.port

    @property
    def database(self) -> str:
        return self.parameters.get("dbname") or unquote(self._parts.path.lstrip("/"))

    @property
    def user(self) -> str:
        return self.parameters.get("user") or unquote(self._parts.username or "")

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine, so that what is said to it passes no network."""
        return self.host in LOCAL or self.host.startswith("/")

    def lies_at(self, path: Path) -> bool:
        """No file of this machine is."""
        return False

    def __str__(self) -> str:
        return self.url


StoreAddress = FileAddress | ServerAddress


def names_server(typed: str) -> bool:
    """Whether it names a store on a server: everything else is a path."""
    return typed.strip().lower().startswith(_SCHEMES)


def parse_address(typed: str) -> StoreAddress:
    """The address that somebody typed; BadAddress where it can be none.

    A password in it is refused: what is typed there can be read by others and stays in histories.
    """
    if not typed.strip():
        raise BadAddress("nothing")
    if not names_server(typed):
        if _A_SCHEME.match(typed.strip()):
            raise BadAddress("server")
        return FileAddress(Path(typed))
    if _A_PASSWORD.search(typed):
        raise BadAddress("password")
    parts = _split(typed)
    if parts.password is not None or _SECRETS & dict(parse_qsl(parts.query)).keys():
        raise BadAddress("password")
    return ServerAddress(_joined(parts))


def pasted(typed: str) -> tuple[ServerAddress, str]:
    """An address as a server's keeper hands it out, and the password that stood in it, or ""."""
    parts = _split(typed)
    named = dict(parse_qsl(parts.query, keep_blank_values=True))
    password = unquote(parts.password or "") or named.get("password", "")
    rest = {key: value for key, value in named.items() if key not in _SECRETS}
    before, at, server = parts.netloc.rpartition("@")
    bare = parts._replace(
        netloc=before.partition(":")[0] + at + server,
        query=urlencode(rest, safe="/", quote_via=quote),
    )
    return ServerAddress(_joined(bare)), password


def _split(typed: str) -> SplitResult:
    try:
        unquote(typed, errors="strict")  # what stands behind a % is a letter's
        parts = urlsplit(typed.strip())
    except ValueError:
        raise BadAddress("server") from None
    try:
        _ = parts.port
    except ValueError:
        raise BadAddress("port") from None
    return parts


def _joined(parts: SplitResult) -> str:
    """One spelling; by hand, as urlunsplit leaves // out where no server is named."""
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql://{parts.netloc}{parts.path}{query}"
