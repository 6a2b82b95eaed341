"""Threads, tasks and Qt's traps."""
