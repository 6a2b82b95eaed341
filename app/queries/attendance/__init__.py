"""Roll call as rows."""
