"""The Today page: who works now and next, what stands open, my shifts, my numbers."""
