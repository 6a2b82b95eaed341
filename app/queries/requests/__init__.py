"""What every kind of request leaves behind, as rows."""
