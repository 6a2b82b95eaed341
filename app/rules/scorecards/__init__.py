"""Scorecards and appeals: QA-2, QA-4, QA-5."""
