"""What rosters are made by, as facts."""
