"""Punches of a clock or a door: which of them are a coming or a going (ATT-1, ATT-2, ATT-6)."""
