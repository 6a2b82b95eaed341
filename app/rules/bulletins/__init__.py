"""Bulletins and roll calls: HAND-5, HAND-6."""
