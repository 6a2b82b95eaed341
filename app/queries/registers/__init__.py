"""Reads of reports upwards, complaints and visitors."""
