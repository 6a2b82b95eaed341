"""The log: bugs go there, and nobody else reads it."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler

from app.ui.application import keep_log


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_the_log_and_its_folder_are_the_owners(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = tmp_path / "data" / "dutydesk.log"
    root, before = logging.getLogger(), qInstallMessageHandler(None)
    handlers = list(root.handlers)
    try:
        keep_log(log)
        logging.getLogger("app").error("a bug")
    finally:
        for handler in set(root.handlers) - set(handlers):
            root.removeHandler(handler)
            handler.close()
        qInstallMessageHandler(before)
        caplog.clear()
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (log, log.parent)]
    assert modes == [0o600, 0o700]
