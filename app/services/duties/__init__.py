"""Regular duties, written: logs, what is done and received, meetings, checklists, trainings."""
