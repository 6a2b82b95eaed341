"""The page of bulletins."""
