"""Where things are on this machine: the only reader of the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.address import BadAddress, FileAddress, StoreAddress, parse_address

APP_NAME = "Dutydesk"


@dataclass(frozen=True, slots=True)
class Settings:
    """What may differ between machines. `language` None: as the system says."""

    data_dir: Path
    config: Path
    """The file of settings, whether it is there or not."""
    demo_store: StoreAddress
    log_file: Path
    seen: Path
    """The folder of what this account has seen of each store's trail."""
    named: StoreAddress | BadAddress | None = None
    """The store that the environment or the file names; None: neither does."""
    from_environment: bool = False
    """Whether it is the environment that names it: nothing else is heeded then."""
    language: str | None = None
    backups: Path | None = None
    """The folder for backups of a store on a server; None: one beside `seen`."""

    @property
    def store(self) -> StoreAddress:
        """The centre's store; BadAddress, with where it stands, for one that cannot be."""
        if isinstance(self.named, BadAddress):
            raise BadAddress(self.named.code, self.named.where, self.named.reason)
        return self.named or self.usual_store

    @property
    def usual_store(self) -> FileAddress:
        """The file where nobody says where the store is."""
        return FileAddress.within(self.data_dir, "centre")


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `config.toml` in the platform's configuration directory, then the environment.

    `DUTYDESK_DATA` moves everything, `DUTYDESK_STORE` the default store, `DUTYDESK_LANGUAGE` is
    `en` or `zh_CN`, `DUTYDESK_BACKUPS` where a server's backups are. In the file the same are
    `data`, `store`, `language` and `backups`.
    """
    env = os.environ if environ is None else environ
    config = Path(env.get("DUTYDESK_CONFIG") or _config_file())
    chosen, trouble = _from_file(config)
    named = _address(chosen.get("store"), str(config)) if trouble is None else trouble
    data = Path(
        env.get("DUTYDESK_DATA")
        or _text(chosen.get("data"))
        or platformdirs.user_data_dir(APP_NAME, appauthor=False)
    )
    given = env.get("DUTYDESK_STORE")
    backups = env.get("DUTYDESK_BACKUPS") or _text(chosen.get("backups"))
    return Settings(
        data_dir=data,
        config=config,
        demo_store=FileAddress.within(data, "demo"),
        log_file=data / "dutydesk.log",
        seen=data / "seen",
        named=_address(given, "DUTYDESK_STORE") if given else named,
        from_environment=bool(given),
        language=env.get("DUTYDESK_LANGUAGE") or _text(chosen.get("language")),
        backups=Path(backups) if backups else None,
    )


def _address(said: object, where: str) -> StoreAddress | BadAddress | None:
    """What is said at `where`; a wrong one is told when the store is asked for, not before."""
    if said is None:
        return None
    if not isinstance(said, str):
        return BadAddress("text", where)
    try:
        return parse_address(said)
    except BadAddress as error:
        return BadAddress(error.code, where)


def _text(said: object) -> str | None:
    return said if isinstance(said, str) else None


def has_display(environ: Mapping[str, str] | None = None) -> bool:
    """Whether a window can open here: always but on a Unix without X11 or Wayland.

    Who chooses one of Qt's platforms by name (`QT_QPA_PLATFORM=offscreen`) needs none.
    """
    env = os.environ if environ is None else environ
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _config_file() -> Path:
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "config.toml"


def _from_file(path: Path) -> tuple[dict[str, object], BadAddress | None]:
    """What the file says, and why it cannot be read. One that is not there says nothing."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}, None
    except OSError as error:
        return {}, BadAddress("unreadable", str(path), error.strerror or str(error))
    except UnicodeDecodeError as error:
        return {}, BadAddress("unreadable", str(path), error.reason)
    import tomllib  # slow to import, and most machines have no such file

    try:
        return tomllib.loads(text), None
    except tomllib.TOMLDecodeError as error:
        return {}, BadAddress("unreadable", str(path), str(error))
