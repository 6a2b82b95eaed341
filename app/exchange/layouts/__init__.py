"""A centre's own spreadsheets: their sheets, where a roster stands in them, and what it says."""
