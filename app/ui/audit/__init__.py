"""The Audit page: who did what, when, from what to what."""
