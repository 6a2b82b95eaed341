"""What leaves the window on paper: rosters for the wall, and forms."""
