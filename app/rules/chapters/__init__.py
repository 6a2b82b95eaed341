"""The rulebook's own text, a module for each chapter; `app.rules.catalogue` puts them together."""
