"""What check found: grouped, filtered, over time, each finding with its verdict."""
