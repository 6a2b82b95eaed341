"""People, teams and posts, written."""
