"""The page "Scoring"."""
