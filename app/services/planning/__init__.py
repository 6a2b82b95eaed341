"""Contacts, goals of service, and the people they need."""
