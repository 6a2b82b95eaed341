"""Write the locks that `./run` and the gate install from: every package, its version, its hashes.

    ./run dev python tools/lock.py                the least change that pyproject.toml asks for
    ./run dev python tools/lock.py --upgrade      everything as new as its bounds allow
    ./run dev python tools/lock.py --upgrade-package numpy

    locks/run.txt     what the program needs, a store on a server too, and what builds it
    locks/dev.txt     that, and the developers' tools
    locks/oldest.txt  the same with the oldest versions that pyproject.toml allows

One lock serves every Python from the oldest that is supported and every system: where they need
different versions, markers say which. Needs a package index, unlike everything that reads locks.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "locks"
UV = "uv==0.13.9"
COMMON = ("--universal", "--generate-hashes", "--no-header", "--no-config", "--quiet")
KINDS = {
    "dev": ("--extra", "server", "--extra", "planning", "--extra", "dev"),
    "run": ("--extra", "server", "--extra", "planning", "--constraints", "locks/dev.txt"),
    "oldest": (
        "--extra",
        "server",
        "--extra",
        "planning",
        "--extra",
        "dev",
        "--resolution",
        "lowest-direct",
    ),
}
"""In this order: what the program needs is locked at the versions that the tests ran on."""


def digest() -> str:
    """Of all that pyproject.toml asks for; each lock begins with that of its day."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = asked["project"]
    parts = [
        project["requires-python"],
        sorted(project["dependencies"]),
        sorted(project["optional-dependencies"]["server"]),
        sorted(project["optional-dependencies"]["dev"]),
        sorted(asked["build-system"]["requires"]),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def first_line() -> str:
    return f"# By tools/lock.py from what pyproject.toml asks for: {digest()}\n"


def build_requirements() -> str:
    """What builds the package, which no extra names, a line each."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return "\n".join(asked["build-system"]["requires"])


def lock(uv: list[str], name: str, options: list[str]) -> None:
    file = LOCKS / f"{name}.txt"
    oldest_python = ("--python-version", "3.11")
    command = [*uv, "pip", "compile", "pyproject.toml", "-", *KINDS[name], *oldest_python, *COMMON]
    subprocess.run(
        [*command, "--output-file", str(file.relative_to(ROOT)), *options],
        input=build_requirements(),
        text=True,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    file.write_text(first_line() + file.read_text("utf-8"), "utf-8")


def main(options: list[str]) -> None:
    LOCKS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, UV]
        subprocess.run(pip, check=True)
        for name in KINDS:
            lock([str(Path(folder, "bin", "uv"))], name, options)


if __name__ == "__main__":
    main(sys.argv[1:])
