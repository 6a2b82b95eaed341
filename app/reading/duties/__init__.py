"""What somebody may see of the regular duties: lists, logs, meetings, trainings."""
