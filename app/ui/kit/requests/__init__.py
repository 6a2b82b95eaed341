"""Requests wherever the window shows them: tones, sheets, and how they are decided, by kind."""
