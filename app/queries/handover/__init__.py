"""Handover logs and open items, as rows."""
