"""Desks, leaving the floor and stop-work orders, written."""
