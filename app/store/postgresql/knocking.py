"""What a server says before anybody is let in, spoken to bare: libpq's errors while connecting have
no codes, and say in words of the server's language why nobody was.

The password itself is not said, only that it is known (SCRAM).
"""

from __future__ import annotations

import socket
import ssl
import struct
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from psycopg import ConnectionInfo

from app.store.postgresql.scram import Scram

SECONDS = 3.0
"""For each answer."""
_ASK_TLS = struct.pack("!ii", 8, 80877103)
_VERSION = 3 << 16
_DEMANDED = ("require", "verify-ca", "verify-full")
_CHECKED = _DEMANDED[1:]
_NAME_DIFFERS, _NOT_YET, _OVER = (62, 64), 9, 10  # OpenSSL's X509_V_ERR_…


_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_WELCOME, _PROVE, _PROVE_MORE, _PROVED = 0, 10, 11, 12
_WRONG_PASSWORD = "28P01"


class Unsafe(StrEnum):
    """Why what is said to a server would not be safe."""

    NO_TLS = "no_tls"
    NO_ROOT = "no_root"
    NAME = "name"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Knocked(Exception):
    """The door stays shut: for `unsafe`, or with the server's SQLSTATE; neither: it does not
    answer."""

    def __init__(self, unsafe: Unsafe | None = None, state: str | None = None) -> None:
        super().__init__(unsafe, state)
        self.unsafe = unsafe
        self.state = state


def answers(info: ConnectionInfo) -> bool:
    """Whether the server of a connection that is open answers a stranger within `SECONDS`."""
    with suppress(OSError), _reach(info.hostaddr or info.host, info.port) as wire:
        wire.sendall(_ASK_TLS)
        return wire.recv(1) != b""
    return False


def nobody_knows(host: str) -> bool:
    """Whether the network's names say that there is no such computer; not where they are away."""
    try:
        socket.getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno in _NO_SUCH_NAME
    except (OSError, UnicodeError):
        return False
    return False


def knock(given: Mapping[str, str]) -> None:
    """Ask to be let in as libpq would with these settings, all of them resolved; Knocked says why
    not, nothing is said where the server would let in."""
    try:
        with _reach(given.get("hostaddr") or given.get("host", ""), int(given["port"])) as wire:
            _enter(_safe(wire, given) if wire.family != _LOCAL else wire, given)
    except (OSError, ValueError, KeyError, struct.error):
        raise Knocked from None


_LOCAL = getattr(socket, "AF_UNIX", None)


def _reach(host: str, port: int) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host or "localhost", port), SECONDS)
    wire = socket.socket(_LOCAL or 0)
    wire.settimeout(SECONDS)
    try:
        wire.connect(f"{host}/.s.PGSQL.{port}")
    except OSError:
        wire.close()
        raise
    return wire


def _safe(wire: socket.socket, given: Mapping[str, str]) -> socket.socket:
    mode = given.get("sslmode", "prefer")
    if mode in ("disable", "allow"):
        return wire
    wire.sendall(_ASK_TLS)
    if wire.recv(1) != b"S":
        if mode in _DEMANDED:
            raise Knocked(Unsafe.NO_TLS)
        return wire
    try:
        return _context(given, mode).wrap_socket(wire, server_hostname=given.get("host"))
    except ssl.SSLCertVerificationError as error:
        raise Knocked(_meaning(error.verify_code)) from None


def _context(given: Mapping[str, str], mode: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = mode == "verify-full"
    if mode not in _CHECKED:
        context.verify_mode = ssl.CERT_NONE
        return context
    root = given.get("sslrootcert") or str(Path.home() / ".postgresql" / "root.crt")
    try:
        if root == "system":
            context.load_default_certs()
        else:
            context.load_verify_locations(root)
    except OSError:
        raise Knocked(Unsafe.NO_ROOT) from None
    return context


def _meaning(code: int) -> Unsafe:
    if code in _NAME_DIFFERS:
        return Unsafe.NAME
    return Unsafe.EXPIRED if code in (_NOT_YET, _OVER) else Unsafe.UNKNOWN


def _enter(wire: socket.socket, given: Mapping[str, str]) -> None:
    """Say who wants in, and hear the first that is not a yes."""
    said = b"".join(
        f"{name}\0{value}\0".encode()
        for name, value in (("user", given["user"]), ("database", given["dbname"]))
    )
    wire.sendall(struct.pack("!ii", len(said) + 9, _VERSION) + said + b"\0")
    scram = Scram(given.get("password", ""))
    with wire, wire.makefile("rb") as answer:
        while head := answer.read(5):
            kind, length = struct.unpack("!ci", head)
            content = answer.read(length - 4)
            if kind == b"E":
                fields = {part[:1]: part[1:] for part in content.split(b"\0") if part}
                raise Knocked(state=fields[b"C"].decode())
            if kind == b"R" and (reply := _reply(scram, content)):
                wire.sendall(reply)
            if kind == b"Z":
                return
    raise Knocked


def _reply(scram: Scram, content: bytes) -> bytes:
    """To what the server wants to know, if anything; Knocked where that is not said here."""
    asked, said = int.from_bytes(content[:4]), content[4:]
    if asked in (_WELCOME, _PROVED):
        return b""
    if asked == _PROVE and scram.name in said.split(b"\0"):
        first = scram.first()
        return _message(scram.name + b"\0" + struct.pack("!i", len(first)) + first)
    if asked == _PROVE_MORE:
        return _message(scram.proof(said))
    raise Knocked(state=_WRONG_PASSWORD)


def _message(content: bytes) -> bytes:
    return b"p" + struct.pack("!i", len(content) + 4) + content
