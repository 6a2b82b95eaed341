"""Quality inspection, read: who is to be inspected, what is planned and drawn."""
