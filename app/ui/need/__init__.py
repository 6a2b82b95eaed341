"""The Need page: contacts that are expected, and the people they need."""
