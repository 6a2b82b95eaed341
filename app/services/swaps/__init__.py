"""Swaps, written."""
