"""The handover page: the log of a shift, its items, its signatures, and all logs that there are."""
