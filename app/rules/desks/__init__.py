"""Desks and leaving the floor: HAND-2, ATT-5."""
