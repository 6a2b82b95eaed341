"""The Sampling page: contacts that came in, the month's draws, and what is planned of them."""
