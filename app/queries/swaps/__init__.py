"""Swaps as rows."""
