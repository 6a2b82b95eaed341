"""The audit trail, as far as one may see it."""
