"""The Settings page: shifts, calendar, policy, the store, the window, one's own account."""
