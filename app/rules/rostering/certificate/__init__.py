"""The proof that a month's roster holds: every hard rule for everybody, day by day.

It reads the facts that a solver reads, and none of its conclusions: nothing here knows how a roster
is made, and nothing of `app/planning` is asked. See docs/decisions/0057.
"""
