"""Makes rosters. It knows numbers only: no store, no window, no words."""
