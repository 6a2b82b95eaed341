"""The window of a store in a file knows nothing of servers: their driver is not even loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WINDOW = """
import os
import sys
from pathlib import Path

from app.__main__ import main
from app.address import FileAddress
from app.bootstrap import open_store
from app.ui import application
from app.ui.sign_in.opening import Opening

file = Path(sys.argv[1])
open_store(file).store.close()
app = application.make_application(["dutydesk"])
opening = Opening(FileAddress(file), FileAddress(file))
window, flow = application.make_window(app, opening, file.with_suffix(".ini"), "en")
window.painted.connect(app.quit)
flow.start()
window.show()
app.exec()
print(*(name for name in sys.modules if name.startswith(("psycopg", "app.store.postgresql"))))
sys.stdout.flush()
os._exit(0)
"""


def servers_modules(file: Path) -> list[str]:
    """What of a server is loaded in a process that has opened a file and drawn its window."""
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, str(file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.getcwd()},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_nothing_of_a_server_is_loaded_for_a_file(store: Path) -> None:
    assert servers_modules(store) == []
