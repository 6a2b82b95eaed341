"""What names a store: what stands in the settings, after `--store` and in DUTYDESK_STORE."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

_SCHEMES = ("postgresql://", "postgres://")
LOCAL = frozenset({"", "localhost", "127.0.0.1", "::1"})
"""Hosts of this machine; so is a folder with a server's socket."""


class BadAddress(ValueError):
    """What somebody typed names no store; `code` says why: "password", "port" or "nothing"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A store that is a file of this machine."""

    file: Path

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
        return FileAddress(Path(typed))
    parts = urlsplit(typed.strip())
    try:
        _ = parts.port
    except ValueError:
        raise BadAddress("port") from None
    if parts.password is not None or "password" in dict(parse_qsl(parts.query)):
        raise BadAddress("password")
    return ServerAddress(urlunsplit(parts._replace(scheme="postgresql")))
