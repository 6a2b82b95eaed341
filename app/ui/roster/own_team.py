"""Who makes the roster of one team begins with that team; all of them are one choice away."""

from __future__ import annotations

from app.rules.permissions import Action, Scope
from app.ui.kit.desk import Desk
from app.ui.roster.bar import FilterBar
from app.ui.roster.lines import Sheet
from app.ui.roster.session import RosterSession


def begin_at_own_team(desk: Desk, filters: FilterBar, sheet: Sheet) -> None:
    """Once a desk, and not where the page was opened at somebody or something."""
    session, own = RosterSession.of(desk), desk.me.place.team
    if session.begun:
        return
    session.begun = True
    scopes = [block.scope for block in sheet.rows.teams if block.team_id == own]
    if own is not None and scopes and desk.me.scope(Action.DRAFT_ROSTER) is Scope.TEAM:
        filters.teams.setCurrentIndex(filters.teams.findData(scopes[0]))
