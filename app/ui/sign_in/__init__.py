"""Before the desk: opening the store, setting it up, signing in, the lock."""
