"""The centre's own data and its store, looked after."""
