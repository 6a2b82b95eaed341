"""The schema's history. Each migration stands alone: it imports nothing of the present models."""
