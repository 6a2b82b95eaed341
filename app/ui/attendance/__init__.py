"""The attendance page: a team's roll-call sheet of a day, and its month."""
