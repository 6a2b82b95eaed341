"""Reference data, the store and its audit trail as rows."""
