"""The store: its port, its kinds, migrations, audit chain. The only dialect-aware code."""
