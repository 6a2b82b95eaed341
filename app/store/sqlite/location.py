"""Where a store may lie: on a disk of this machine."""

from __future__ import annotations

import stat
import sys
from pathlib import Path, PurePath

from app.errors import StoreProblem
from app.rules.vocabulary import msg

_NETWORK_KINDS = frozenset(
    ("afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
     "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs")
)  # fmt: skip
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4
"""What Windows' GetDriveTypeW answers for a drive of another machine."""


def refuse_network(path: Path) -> None:
    """Raise StoreProblem where `path` lies on another machine: its locks cannot be trusted."""
    if _is_unc(path) or _is_remote(path.absolute()):
        raise StoreProblem(
            msg("A store cannot lie on a network drive."),
            msg(
                "{path} is on another machine, where two programs can overwrite each other. "
                "Choose a folder on this computer's own disk; backups may be copied elsewhere.",
                path=str(path),
            ),
        )


def refuse_other_than_file(path: Path) -> None:
    """Raise StoreProblem where something is there that is no file, before SQLite reads from it:
    a device may never end, and a pipe never begin."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise StoreProblem(
            msg("The store cannot be opened."),
            msg("{path}: {reason}.", path=str(path), reason=error.strerror or str(error)),
        ) from None
    if not stat.S_ISREG(mode):
        what = (
            msg("{path} is a folder. Name the store's file.", path=str(path))
            if stat.S_ISDIR(mode)
            else msg("{path} is a device or a pipe. Name the store's file.", path=str(path))
        )
        raise StoreProblem(msg("This is not a Dutydesk store."), what)


def _is_unc(path: PurePath) -> bool:
    return str(path).startswith(("\\\\", "//"))


def _is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE)
    if not _MOUNTS.exists():
        return False
    return _mounted_as(path.resolve(), _MOUNTS.read_text(errors="replace")) in _NETWORK_KINDS


def _mounted_as(path: Path, mounts: str) -> str:
    """The kind of file system that holds `path`, by the longest mount point above it."""
    deepest, kind = "", ""
    for line in mounts.splitlines():
        _device, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(deepest):
            deepest, kind = point, found
    return kind
