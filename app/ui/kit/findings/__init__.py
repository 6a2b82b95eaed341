"""Findings as pages show them: lines, groups, filters, and the verdict on one subject."""
