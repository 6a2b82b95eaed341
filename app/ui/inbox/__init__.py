"""The Inbox page: what waits for me, what was decided on mine, and the badge that says so."""
