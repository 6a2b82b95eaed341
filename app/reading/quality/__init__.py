"""Quality inspection as somebody may see it."""
