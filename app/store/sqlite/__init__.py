"""The store as one SQLite file of this machine: engines, backups, verification, its own checks."""
