"""What planning keeps, as facts: needs, work rules, wishes, and the scene of a month."""
