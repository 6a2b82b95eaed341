"""A centre's own spreadsheets: what they say, and what that means here. Pure."""
