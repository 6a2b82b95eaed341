"""The demo centre as rows of the store's tables."""

from __future__ import annotations

from dataclasses import asdict

from app.demo import tables_registers, tables_rosters
from app.demo.bulletins import back_from_leave, bulletins
from app.demo.decisions import decisions, signatures
    yield from duties(show, keys)
