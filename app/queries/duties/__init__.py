"""Duty logs, regular duties, meetings, checklists and trainings as rows."""
