"""Handover logs and their open items: HAND-1, HAND-3, HAND-4."""
