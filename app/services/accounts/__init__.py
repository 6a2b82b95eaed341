"""Who may sign in: accounts, passwords, signing in."""
