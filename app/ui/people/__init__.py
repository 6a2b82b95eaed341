"""The People page: who works here, in which posts, and who may sign in."""
