"""Pictures of the demo centre."""
