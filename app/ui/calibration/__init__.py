"""Calibration: several inspectors score the same contacts blind, then lie side by side."""
