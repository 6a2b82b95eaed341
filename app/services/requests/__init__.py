"""What every request writes: its ledger and notices."""
