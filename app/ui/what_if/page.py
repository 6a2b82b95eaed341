"""What if: requests tried out, a period judged anew, past decisions. Nothing is written.

A target is the key of a tab ("try", "machine", "past") or the number of a decided request.
"""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from app.reading.what_if.offers import Offers, load_offers
from app.text import _
from app.ui.kit.banner import Banner
from app.ui.kit.desk import Desk
from app.ui.kit.page import Page
from app.ui.what_if.machine_sheet import MachineSheet
from app.ui.what_if.past_sheet import PastSheet
from app.ui.what_if.try_sheet import TrySheet


class WhatIfPage(Page):
    """Three tabs under the word that nothing here is written."""

    key = "whatif"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.promise = Banner(
            _(
                "Nothing is written. Everything here happens on a copy in memory: no request is"
                " filed, no value is changed, nobody is told."
            )
        )
        self.trying, self.machine, self.past = TrySheet(desk), MachineSheet(desk), PastSheet(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._sheets: dict[str, QWidget] = {
            "try": self.trying,
            "machine": self.machine,
            "past": self.past,
        }
        titles = (_("Try it out"), _("Time machine"), _("Past decisions"))
        for title, sheet in zip(titles, self._sheets.values(), strict=True):
            self.tabs.addTab(sheet, title)
        self.body.addWidget(self.promise)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _at: self.desk.explain(None))

    def populate(self) -> None:
        self.desk.tasks.query(load_offers, self._on_loaded)
        self.past.populate()

    def open_target(self, target: object) -> None:
        if not isinstance(target, str):
            return
        if target in self._sheets:
            self.tabs.setCurrentWidget(self._sheets[target])
        else:
            self.tabs.setCurrentWidget(self.past)
            self.past.open_request(target)

    def _on_loaded(self, offers: Offers) -> None:
        self.trying.offer(offers)
        self.machine.offer(offers)
