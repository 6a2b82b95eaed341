"""Reads for whoever asks, as far as they may see: what the window and the services look at."""
