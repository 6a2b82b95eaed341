"""Filling a month from the roster page: asked for, watched while it is made."""
