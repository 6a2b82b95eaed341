"""Leave as rows."""
