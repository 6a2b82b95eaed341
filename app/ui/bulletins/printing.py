"""A bulletin on paper: its text, and who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.context import Context
from app.reading.bulletins.page import BulletinView, Reader
from app.text import _, dates
from app.ui.bulletins.words import origin
from app.ui.kit.desk import Desk
from app.ui.kit.files import Ending, ask_where
from app.ui.kit.printing import paragraph, table, write_pdf


def ask_to_print(
    parent: QWidget, desk: Desk, view: BulletinView, readers: Sequence[Reader]
) -> None:
    """Ask for the file, then write the bulletin to it."""
    name = _("Bulletin {no}").format(no=view.row.no)
    ask_where(
        parent, _("Print the bulletin"), name, Ending.PDF,
        lambda path: print_to(desk, view, readers, path),
    )  # fmt: skip


def print_to(desk: Desk, view: BulletinView, readers: Sequence[Reader], path: Path) -> None:
    """Write it to `path`, with its readers as far as they are known here."""
    title, body = view.row.fact.title, bulletin_html(view, readers)

    def write(_ctx: Context) -> None:
        write_pdf(path, title, body)

    desk.tasks.query(write, lambda _done: desk.say(_("Written to {path}").format(path=path.name)))


def bulletin_html(view: BulletinView, readers: Sequence[Reader]) -> str:
    head = paragraph(f"{view.row.no} · {origin(view.row)}")
    text = "".join(map(paragraph, view.row.fact.text.splitlines()))
    if not readers:
        return head + text
    rows = [
        (
            one.no,
            one.name,
            one.team,
            dates.moment(one.read_at) if one.read_at else _("Not read yet"),
        )
        for one in readers
    ]
    return head + text + table((_("Number"), _("Name"), _("Team"), _("Read")), rows)
