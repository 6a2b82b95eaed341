"""Roll call, written."""
