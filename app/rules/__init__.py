"""The rulebook: pure functions over frozen facts. Standard library and dateutil only."""
