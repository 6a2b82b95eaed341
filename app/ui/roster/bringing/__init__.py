"""The way in for a roster file: where the roster stands, what it means, what it would bring."""
