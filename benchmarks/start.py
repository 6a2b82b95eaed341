"""How long the window takes to appear, against an empty PySide6 window in the same run.

    python benchmarks/start.py [--rounds 9]

Each figure is the median over processes of their own, from the start of the interpreter to the
painted window. The store is opened while a person types: "first page" is the time to the sign-in
window and from pressing its button to the loaded page, the typing in between left out (limits: 2x
and 5x the empty window). "at once" leaves nothing out, as if the password were typed in no time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMITS = {"sign-in": 2.0, "first page": 5.0, "at once": None}

EMPTY = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, report)


def report():
    print(0.0, flush=True)
    os._exit(0)


app = QApplication([])
window = Window()
window.resize(1280, 820)
window.show()
app.exec()
"""

OURS = """
import gc
import os
import sys
import time
from pathlib import Path
gc.disable()  # as app.__main__ does
from PySide6.QtCore import QTimer
from app.address import FileAddress
from app.__main__ import main  # what the command itself imports
from app.ui import application
from app.ui.sign_in.opening import Opening


def report():
    early = {"scipy", "krippendorff", "numpy", "pyqtgraph"} & sys.modules.keys()
    if early:
        print(f"imported before anything is drawn or counted: {early}", file=sys.stderr)
        os._exit(1)
    print(moment["pressed"] - moment["painted"], flush=True)
    os._exit(0)


def press():
    moment["pressed"] = time.perf_counter()
    window.centralWidget().currentWidget().asked.emit("admin", "correct horse")


def look():
    from app.ui.sign_in.warm_up import WarmUp

    if "pressed" not in moment and flow.opened is not None and not flow.findChildren(WarmUp):
        press()
    if flow.desk is not None and flow.desk.tasks.idle and flow.work.idle:
        window.grab()
        report()


def on_painted():
    moment["painted"] = time.perf_counter()
    if until == "at once":
        press()
        moment["painted"] = moment["pressed"]
    if until == "sign-in":
        moment["pressed"] = moment["painted"]
        report()
    timer.start(5)


store, until = Path(sys.argv[1]), sys.argv[2]
moment = {}
app = application.make_application(["dutydesk"])
window, flow = application.make_window(
    app, Opening(FileAddress(store), FileAddress(store)), store.with_name("window.ini"), "en"
)
timer = QTimer()
timer.timeout.connect(look)
window.painted.connect(on_painted)
flow.start()
window.show()
app.exec()
"""


def make_store(path: Path) -> None:
    """A store with an administrator to sign in."""
    from app.bootstrap import create_store
    from app.services.accounts.sign_in import set_up_administrator

    context = create_store(path, centre_name="Start")
    set_up_administrator(context, "admin", "correct horse")
    context.store.close()


def surroundings(cache: str) -> dict[str, str]:
    """Offscreen, and with modules compiled beforehand, as an installed program has them."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return env | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": cache,
    }


def seconds(env: dict[str, str], code: str, *arguments: str) -> float:
    """From the start of a process to what it prints: how much of that is not to be counted."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=env, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        left_out = process.stdout.readline()
        took = time.perf_counter() - began
    if not left_out:
        raise SystemExit("the window did not appear")
    return took - float(left_out)


def measured(rounds: int) -> dict[str, float]:
    """Median seconds by what was waited for."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "start.dutydesk"
        make_store(store)
        env = surroundings(str(Path(folder) / "cache"))
        took: dict[str, list[float]] = {"empty": [], **{name: [] for name in LIMITS}}
        for _ in range(rounds + 1):  # the first warms the caches and is dropped
            took["empty"].append(seconds(env, EMPTY))
            for name in LIMITS:
                took[name].append(seconds(env, OURS, str(store), name))
    return {name: statistics.median(each[1:]) for name, each in took.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    took = measured(parser.parse_args().rounds)
    empty = took["empty"]
    print(f"empty window  {empty * 1000:6.0f} ms")
    within = True
    for name, limit in LIMITS.items():
        ratio = took[name] / empty
        within &= limit is None or ratio <= limit
        told = f"(limit {limit:.0f}x)" if limit else ""
        print(f"{name:12s}  {took[name] * 1000:6.0f} ms  {ratio:.2f}x  {told}")
    return 0 if within else 1


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
