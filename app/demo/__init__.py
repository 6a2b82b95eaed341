"""The demo centre: 120 made-up people, their rosters and registers around the present moment.

Nothing is gathered here: every sign-in asks `accounts`, and few need what `filling` imports.
"""
