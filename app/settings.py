"""Where things are on this machine: the only reader of the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.address import FileAddress, StoreAddress, parse_address

APP_NAME = "Dutydesk"


@dataclass(frozen=True, slots=True)
class Settings:
    """What may differ between machines. `language` None: as the system says."""

    data_dir: Path
    store: StoreAddress
    demo_store: StoreAddress
    log_file: Path
    seen: Path
    """The folder of what this account has seen of each store's trail."""
    language: str | None = None
    backups: Path | None = None
    """The folder for backups of a store on a server; None: one beside `seen`."""


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `config.toml` in the platform's configuration directory, then the environment.

    `DUTYDESK_DATA` moves everything, `DUTYDESK_STORE` the default store, `DUTYDESK_LANGUAGE` is
    `en` or `zh_CN`, `DUTYDESK_BACKUPS` where a server's backups are. In the file the same are
    `data`, `store`, `language` and `backups`.
    """
    env = os.environ if environ is None else environ
    chosen = _from_file(Path(env.get("DUTYDESK_CONFIG") or _config_file()))
    chosen |= {
        key: env[name]
        for key, name in (
            ("data", "DUTYDESK_DATA"),
            ("store", "DUTYDESK_STORE"),
            ("language", "DUTYDESK_LANGUAGE"),
            ("backups", "DUTYDESK_BACKUPS"),
        )
        if env.get(name)
    }
    data = Path(chosen.get("data") or platformdirs.user_data_dir(APP_NAME, appauthor=False))
    named, backups = chosen.get("store"), chosen.get("backups")
    return Settings(
        data_dir=data,
        store=parse_address(named) if named else FileAddress.within(data, "centre"),
        demo_store=FileAddress.within(data, "demo"),
        log_file=data / "dutydesk.log",
        seen=data / "seen",
        language=chosen.get("language"),
        backups=Path(backups) if backups else None,
    )


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


def _from_file(path: Path) -> dict[str, str]:
    """The text values of the file; one that cannot be read, or is not TOML, chooses nothing."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    import tomllib  # slow to import, and most machines have no such file

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
    return {key: value for key, value in values.items() if isinstance(value, str)}
