"""The whole centre as records."""
