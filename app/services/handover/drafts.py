"""Drafts: what is typed is kept as it is typed, and goes when it is kept for good."""

from __future__ import annotations

from app.context import Context


def keep_draft(ctx: Context, place: str, content: str) -> None:
    """Keep what the actor has typed into `place` ("handover:2/2026-11-26/D/equipment"); "" drops
    it. The window asks at most every two seconds."""
    raise NotImplementedError


def drop_draft(ctx: Context, place: str) -> None:
    """Drop the actor's draft of `place`."""
    raise NotImplementedError
