"""The rulebook to read: by chapter, with the values in force and what check found."""
