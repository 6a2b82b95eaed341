"""Reads. Each function returns frozen row dataclasses."""
