"""Handover logs and open items, written."""
