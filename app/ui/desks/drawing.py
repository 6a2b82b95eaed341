"""Drawing the plan: desks put, named, moved about and taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reading.desks.floor import Spot
from app.services.desks import plan
from app.text import _
from app.ui.desks import dialogs
from app.ui.desks.tile import Cell
from app.ui.kit.forms import Confirmation

if TYPE_CHECKING:
    from app.ui.desks.page import DesksPage


class Drawing:
    """Whether desks are moved about, `on`, or people; and what is done to desks."""

    def __init__(self, page: DesksPage) -> None:
        self._page = page
        self.on = False

    def toggle(self) -> None:
        """Move desks about, or people again."""
        self.on = not self.on
        self._page.show_again()
        self._page.plan.focus_first()

    def add_row(self) -> None:
        """A whole row, behind those that are there."""
        reading = self._page.reading
        if reading is not None and reading.department is not None:
            line = max((spot.desk.line for spot in reading.spots), default=-1) + 1
            dialogs.ask_row(self._page, self._page.desk, reading.department.id, line).open()

    def add_desk(self, cell: Cell) -> None:
        reading = self._page.reading
        if reading is not None and reading.department is not None:
            dialogs.ask_desk(self._page, self._page.desk, reading.department.id, cell).open()

    def rename(self, spot: Spot) -> None:
        dialogs.ask_name(self._page, self._page.desk, spot).open()

    def move(self, desk_id: int, cell: Cell) -> None:
        spot = plan.Spot(*cell)
        self._page.doing.run(lambda ctx: plan.move_desk(ctx, desk_id, spot))

    def retire(self, spot: Spot) -> None:
        """Ask, and take the desk off the plan."""
        desk_id, version = spot.desk.id, spot.desk.version
        dialog = Confirmation(
            self._page,
            _("Take desk {no} off the plan?").format(no=spot.desk.name),
            _("Who sat there stays on record. It can be put back under the same name."),
            _("Take it off"),
        )
        desk = self._page.desk
        dialog.sends(desk, lambda: lambda ctx: plan.retire_desk(ctx, desk_id, version))
        dialog.open()
