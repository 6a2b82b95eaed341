"""The store as a database of a PostgreSQL server: connections, the lock, its own checks."""
