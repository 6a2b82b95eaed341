"""The Today page as rows."""
